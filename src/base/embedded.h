// Text files that are compiled into the program (see waymark_embed in cmake/Waymark.cmake), so that
// an installed waymark needs no folder beside it.
#pragma once

#include <span>
#include <string_view>

namespace waymark::embedded {

struct File {
  std::string_view name;  // path below the embedded folder, with '/'
  std::string_view text;
};

std::span<const File> catalogue();  // everything below catalogue/
std::span<const File> records();    // schema/records/*.csv

}  // namespace waymark::embedded
