// The formats a publication is written in: a line each in writers.cc.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "report/publication.h"

namespace waymark {

struct Writer {
  std::string_view format;  // "html"
  std::string_view file;    // "index.html"
  std::string (*write)(const Publication& publication);
};

std::span<const Writer> writers();

}  // namespace waymark
