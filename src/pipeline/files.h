// Whole files in and out. Writing goes through a neighbour file and a rename, so that a reader
// never sees half a file.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/result.h"

namespace waymark {

Result<std::string> read_file(const std::filesystem::path& file);
Status write_file(const std::filesystem::path& file, std::string_view text);

// A file that is written piece by piece, and is in place when `finish()` has succeeded. What is no
// plain file (a pipe, a terminal, /dev/null) is written to as it stands and never replaced; what a
// link leads to is replaced, never the link; a folder is an error.
class FileWriter {
 public:
  explicit FileWriter(std::filesystem::path asked);
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;
  ~FileWriter();

  Status write(std::string_view text);
  Status finish();

 private:
  Status fault() const;

  std::filesystem::path asked_;
  std::filesystem::path file_;     // where a link leads to
  std::filesystem::path partial_;  // the neighbour; the file itself where it is no plain file
  bool is_folder_ = false;
  std::ofstream out_;
  bool finished_ = false;
};

}  // namespace waymark
