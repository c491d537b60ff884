#include "pipeline/files.h"

#include <fmt/format.h>

#include <iterator>
#include <system_error>
#include <utility>

namespace waymark {

Result<std::string> read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return Error{ErrorCode::not_found,
                 fmt::format("Cannot open {}. Check the name and the rights.", file.string())};
  }
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Status write_file(const std::filesystem::path& file, std::string_view text) {
  FileWriter writer(file);
  if (auto written = writer.write(text); !written) return written;
  return writer.finish();
}

FileWriter::FileWriter(std::filesystem::path file) : file_(std::move(file)), partial_(file_) {
  std::error_code fault;
  const auto status = std::filesystem::status(file_, fault);
  const bool replaced = !std::filesystem::exists(status) || std::filesystem::is_regular_file(status);
  if (replaced) partial_ += ".partial";
  out_.open(partial_, std::ios::binary | std::ios::trunc);
}

FileWriter::~FileWriter() {
  if (finished_ || partial_ == file_) return;
  out_.close();
  std::error_code fault;
  std::filesystem::remove(partial_, fault);
}

Status FileWriter::write(std::string_view text) {
  out_.write(text.data(), static_cast<std::streamsize>(text.size()));
  return out_ ? Status() : fault();
}

Status FileWriter::finish() {
  out_.close();
  if (!out_) return fault();
  if (partial_ == file_) return {};
  std::error_code fault;
  std::filesystem::rename(partial_, file_, fault);
  if (fault) {
    return Error{ErrorCode::storage,
                 fmt::format("Cannot put {} in place: {}.", file_.string(), fault.message())};
  }
  finished_ = true;
  return {};
}

Status FileWriter::fault() const {
  return Error{ErrorCode::storage,
               fmt::format("Cannot write {}. Check the rights and the space left.", file_.string())};
}

}  // namespace waymark
