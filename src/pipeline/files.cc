#include "pipeline/files.h"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>
#include <utility>

namespace waymark {

namespace fs = std::filesystem;

Result<std::string> read_file(const fs::path& file) {
  std::error_code fault;
  if (fs::is_directory(file, fault)) {
    return Error{ErrorCode::not_found, fmt::format("{} is a folder. Name a file.", file.string())};
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return Error{ErrorCode::not_found,
                 fmt::format("Cannot open {}. Check the name and the rights.", file.string())};
  }
  std::string text;
  char piece[1 << 16];
  while (in.read(piece, sizeof piece) || in.gcount() > 0) {
    text.append(piece, static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) {
    return Error{ErrorCode::storage,
                 fmt::format("{} could not be read to its end. Check the disk, and try again.",
                             file.string())};
  }
  return text;
}

Status write_file(const fs::path& file, std::string_view text) {
  FileWriter writer(file);
  if (auto written = writer.write(text); !written) return written;
  return writer.finish();
}

FileWriter::FileWriter(fs::path asked) : asked_(std::move(asked)), file_(asked_), partial_(asked_) {
  std::error_code fault;
  const fs::file_status status = fs::status(asked_, fault);
  is_folder_ = fs::is_directory(status);
  // A terminal, a pipe or another device is written to; it has no place to be put into.
  const bool replaced = !fs::exists(status) || fs::is_regular_file(status);
  if (replaced) {
    // What a link leads to is replaced, never the link.
    for (int links = 0; links < 32 && fs::is_symlink(file_, fault); ++links) {
      file_ = file_.parent_path() / fs::read_symlink(file_, fault);
    }
    // The process's number keeps two writers apart.
    partial_ = file_.string() + "." + std::to_string(getpid()) + ".partial";
  }
  if (!is_folder_) out_.open(partial_, std::ios::binary | std::ios::trunc);
}

FileWriter::~FileWriter() {
  if (finished_ || is_folder_ || partial_ == asked_) return;
  out_.close();
  std::error_code fault;
  fs::remove(partial_, fault);
}

Status FileWriter::write(std::string_view text) {
  if (is_folder_) return fault();
  out_.write(text.data(), static_cast<std::streamsize>(text.size()));
  return out_ ? Status() : fault();
}

Status FileWriter::finish() {
  if (is_folder_) return fault();
  out_.close();
  if (!out_) return fault();
  if (partial_ != asked_) {
    std::error_code refused;
    fs::rename(partial_, file_, refused);
    if (refused) {
      return Error{ErrorCode::storage,
                   fmt::format("Cannot put {} in place: {}.", asked_.string(), refused.message())};
    }
  }
  finished_ = true;
  return {};
}

Status FileWriter::fault() const {
  if (is_folder_) {
    return Error{ErrorCode::storage,
                 fmt::format("{} is a folder. Name the file to write.", asked_.string())};
  }
  return Error{ErrorCode::storage,
               fmt::format("Cannot write {}. Check the folder, the rights and the space left.",
                           asked_.string())};
}

}  // namespace waymark
