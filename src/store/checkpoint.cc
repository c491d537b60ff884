#include "store/checkpoint.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <system_error>
#include <vector>

namespace waymark {
namespace {

namespace fs = std::filesystem;

// The file begins with three headers of a page; blocks follow.
constexpr std::size_t kHeaders = 3 * 4096;
constexpr std::size_t kNumber = sizeof(std::uint64_t);

Error failure(std::string_view what, const fs::path& file) {
  return {ErrorCode::storage, fmt::format("Cannot {} {}: {}.", what, file.string(),
                                          std::generic_category().message(errno))};
}

// A descriptor of the store's file that is never closed: closing one would end this process's lock
// on the file, which the database holds through another.
Result<int> descriptor_of(const fs::path& file) {
  static std::mutex mutex;
  static std::map<std::pair<dev_t, ino_t>, int> descriptors;
  const std::lock_guard lock(mutex);
  struct stat about{};
  if (stat(file.c_str(), &about) != 0) return failure("look at", file);
  const auto [place, fresh] = descriptors.emplace(std::pair(about.st_dev, about.st_ino), -1);
  if (place->second < 0) place->second = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
  // Where nothing may be written, it is read all the same.
  if (place->second < 0) place->second = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (place->second < 0) return failure("open", file);
  return place->second;
}

bool read_at(int descriptor, std::size_t at, std::size_t size, std::string& into) {
  const std::size_t begin = into.size();
  into.resize(begin + size);
  return pread(descriptor, into.data() + begin, size, static_cast<off_t>(at)) ==
         static_cast<ssize_t>(size);
}

void add_number(std::string& text, std::uint64_t number) {
  text.append(reinterpret_cast<const char*>(&number), kNumber);
}

std::uint64_t number_at(const std::string& text, std::size_t at) {
  std::uint64_t number = 0;
  std::memcpy(&number, text.data() + at, kNumber);
  return number;
}

// Headers, block size, then number and bytes of every block, and the hash of it all.
fs::path saved_blocks(const fs::path& file) { return file.string() + ".blocks"; }

Status write_durably(const fs::path& file, const std::string& bytes) {
  const fs::path unfinished = file.string() + ".new";
  const int out = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (out < 0) return failure("make", unfinished);
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t written = ::write(out, bytes.data() + done, bytes.size() - done);
    if (written < 0 && errno != EINTR) break;
    if (written > 0) done += static_cast<std::size_t>(written);
  }
  const bool whole = done == bytes.size() && fsync(out) == 0;
  if (::close(out) != 0 || !whole) return failure("write", unfinished);
  if (::rename(unfinished.c_str(), file.c_str()) != 0) return failure("make", file);
  return {};
}

Result<std::vector<std::uint64_t>> partly_used_blocks(sql::Connection& connection) {
  auto rows = connection.query(
      "SELECT DISTINCT block_id::BIGINT FROM pragma_metadata_info() WHERE free_blocks > 0");
  if (!rows) return std::move(rows).error();
  std::vector<std::uint64_t> blocks;
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) return blocks;
    for (std::size_t i = 0; i < rows->size(); ++i) {
      blocks.push_back(static_cast<std::uint64_t>(rows->column(0).value<std::int64_t>(i)));
    }
  }
}

Status save_blocks(sql::Connection& connection, const fs::path& file) {
  auto size =
      connection.query_number("SELECT block_size::BIGINT FROM pragma_database_size() LIMIT 1");
  if (!size) return std::move(size).error();
  auto blocks = partly_used_blocks(connection);
  if (!blocks) return std::move(blocks).error();
  auto descriptor = descriptor_of(file);
  if (!descriptor) return std::move(descriptor).error();
  const auto block_size = static_cast<std::size_t>(size->value_or(0));
  std::string saved;
  if (!read_at(*descriptor, 0, kHeaders, saved)) return failure("read", file);
  add_number(saved, block_size);
  for (std::uint64_t block : *blocks) {
    add_number(saved, block);
    // A block that was given out since the last checkpoint lies beyond the end of the file.
    if (!read_at(*descriptor, kHeaders + block * block_size, block_size, saved)) {
      saved.resize(saved.size() - block_size - kNumber);
    }
  }
  add_number(saved, XXH3_64bits(saved.data(), saved.size()));
  return write_durably(saved_blocks(file), saved);
}

// The file's bytes; empty if they are not whole.
std::string read_saved(const fs::path& file) {
  const int in = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  std::error_code fault;
  const auto size = fs::file_size(file, fault);
  std::string saved;
  const bool read = in >= 0 && !fault && read_at(in, 0, size, saved);
  if (in >= 0) ::close(in);
  if (!read || saved.size() < kHeaders + 2 * kNumber) return {};
  const std::size_t end = saved.size() - kNumber;
  return XXH3_64bits(saved.data(), end) == number_at(saved, end) ? saved : std::string();
}

Status put_back(int descriptor, const fs::path& file, const std::string& saved) {
  std::string headers;
  if (!read_at(descriptor, 0, kHeaders, headers)) return failure("read", file);
  if (saved.compare(0, kHeaders, headers) != 0) return {};  // switched: the checkpoint is whole
  const std::uint64_t block_size = number_at(saved, kHeaders);
  for (std::size_t at = kHeaders + kNumber; at + kNumber + block_size < saved.size();
       at += kNumber + block_size) {
    const auto place = static_cast<off_t>(kHeaders + number_at(saved, at) * block_size);
    if (pwrite(descriptor, saved.data() + at + kNumber, block_size, place) !=
        static_cast<ssize_t>(block_size)) {
      return failure("mend", file);
    }
  }
  return fsync(descriptor) == 0 ? Status() : failure("mend", file);
}

bool set_lock(int descriptor, short type) {
  struct flock lock{};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  return fcntl(descriptor, F_SETLK, &lock) == 0;
}

Status remove_saved(const fs::path& file) {
  std::error_code fault;
  fs::remove(saved_blocks(file), fault);
  if (!fault) return {};
  errno = fault.value();
  return failure("remove", saved_blocks(file));
}

}  // namespace

Status undo_unfinished_checkpoint(const fs::path& file) {
  std::error_code fault;
  if (!fs::exists(saved_blocks(file), fault)) return {};
  auto descriptor = descriptor_of(file);
  if (!descriptor) return std::move(descriptor).error();
  if (!set_lock(*descriptor, F_WRLCK)) return {};  // at work: opening the file will tell
  const std::string saved = read_saved(saved_blocks(file));
  Status done = saved.empty() ? Status() : put_back(*descriptor, file, saved);
  if (done) done = remove_saved(file);
  set_lock(*descriptor, F_UNLCK);
  return done;
}

Status take_over_checkpoints(sql::Connection& connection) {
  return connection.execute(
      "SET wal_autocheckpoint = '1TB'; PRAGMA disable_checkpoint_on_shutdown");
}

Status checkpoint(sql::Connection& connection, const fs::path& file) {
  if (auto saved = save_blocks(connection, file); !saved) return saved;
  if (auto done = connection.execute("CHECKPOINT"); !done) return done;
  return remove_saved(file);
}

std::string stamp_of(const fs::path& file) {
  std::error_code fault;
  const fs::path log = file.string() + ".wal";
  if (fs::exists(log, fault) || fs::exists(saved_blocks(file), fault)) return {};
  const auto descriptor = descriptor_of(file);
  struct stat about{};
  std::string stamp;
  if (!descriptor || fstat(*descriptor, &about) != 0 || !read_at(*descriptor, 0, kHeaders, stamp)) {
    return {};
  }
  add_number(stamp, static_cast<std::uint64_t>(about.st_size));
  add_number(stamp, static_cast<std::uint64_t>(about.st_mtim.tv_sec));
  add_number(stamp, static_cast<std::uint64_t>(about.st_mtim.tv_nsec));
  // A log that came meanwhile is one that the header does not know of.
  if (fs::exists(log, fault)) return {};
  const auto hash = XXH3_128bits(stamp.data(), stamp.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace waymark
