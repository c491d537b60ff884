// Whole files in and out. Writing goes through a neighbour file and a rename, so that a reader never
// sees half a file.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace waymark {

Result<std::string> read_file(const std::filesystem::path& file);
Status write_file(const std::filesystem::path& file, std::string_view text);

}  // namespace waymark
