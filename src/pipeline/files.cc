#include "pipeline/files.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <system_error>

namespace waymark {
namespace {

namespace fs = std::filesystem;

Error cannot_write(const fs::path& file) {
  return {ErrorCode::storage,
          fmt::format("Cannot write {}. Check the folder, the rights and the space left.",
                      file.string())};
}

bool write_through(const fs::path& file, std::string_view text) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  return static_cast<bool>(out);
}

// The neighbour that is written first, taken away again unless it took the place of the file. The
// process's number keeps two writers apart.
class Neighbour {
 public:
  explicit Neighbour(const fs::path& file)
      : path_(file.string() + "." + std::to_string(getpid()) + ".partial") {}
  ~Neighbour() {
    std::error_code none_left;
    if (!in_place_) fs::remove(path_, none_left);
  }
  Neighbour(const Neighbour&) = delete;
  Neighbour& operator=(const Neighbour&) = delete;

  const fs::path& path() const { return path_; }
  std::error_code put_in_place(const fs::path& file) {
    std::error_code fault;
    fs::rename(path_, file, fault);
    in_place_ = !fault;
    return fault;
  }

 private:
  fs::path path_;
  bool in_place_ = false;
};

}  // namespace

Result<std::string> read_file(const fs::path& file) {
  std::error_code fault;
  if (fs::is_directory(file, fault)) {
    return Error{ErrorCode::not_found,
                 fmt::format("{} is a folder. Name a file.", file.string())};
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

Status write_file(const fs::path& asked, std::string_view text) {
  std::error_code fault;
  const fs::file_status status = fs::status(asked, fault);
  if (fs::is_directory(status)) {
    return Error{ErrorCode::storage,
                 fmt::format("{} is a folder. Name the file to write.", asked.string())};
  }
  // A terminal, a pipe or another device is written to; it has no place to be put into.
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    return write_through(asked, text) ? Status() : cannot_write(asked);
  }
  // What a link leads to is replaced, never the link.
  fs::path file = asked;
  for (int links = 0; links < 32 && fs::is_symlink(file, fault); ++links) {
    file = file.parent_path() / fs::read_symlink(file, fault);
  }
  Neighbour neighbour(file);
  if (!write_through(neighbour.path(), text)) return cannot_write(asked);
  if (const auto refused = neighbour.put_in_place(file)) {
    return Error{ErrorCode::storage,
                 fmt::format("Cannot put {} in place: {}.", asked.string(), refused.message())};
  }
  return {};
}

}  // namespace waymark
