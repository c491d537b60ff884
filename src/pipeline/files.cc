#include "pipeline/files.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <system_error>

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
  std::filesystem::path partial = file;
  partial += ".partial";
  {
    std::ofstream out(partial, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out) {
      return Error{ErrorCode::storage,
                   fmt::format("Cannot write {}. Check the rights and the space left.",
                               file.string())};
    }
  }
  std::error_code fault;
  std::filesystem::rename(partial, file, fault);
  if (fault) {
    return Error{ErrorCode::storage,
                 fmt::format("Cannot put {} in place: {}.", file.string(), fault.message())};
  }
  return {};
}

}  // namespace waymark
