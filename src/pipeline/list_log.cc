#include "pipeline/list_log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/csv.h"

namespace waymark {
namespace {

constexpr const char* kHeader = "asked_at,user,authority,measure,month,area,side,known_at,rows\n";

class OpenFile {
 public:
  explicit OpenFile(const std::filesystem::path& file)
      : number_(::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640)) {}
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool good() const { return number_ >= 0; }

  // Writes the whole line and sees it on the disk, or takes back what was written of it.
  bool append(const std::string& line) const {
    if (::flock(number_, LOCK_EX) != 0) return false;
    struct stat status{};
    if (::fstat(number_, &status) != 0) return false;
    const std::string text = (status.st_size == 0 ? kHeader : "") + line;
    std::size_t done = 0;
    while (done < text.size()) {
      const auto count = ::write(number_, text.data() + done, text.size() - done);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return take_back(status.st_size);
      done += static_cast<std::size_t>(count);
    }
    return ::fsync(number_) == 0 || take_back(status.st_size);
  }

 private:
  // Always false; the reason is kept.
  bool take_back(off_t size) const {
    const int reason = errno;
    if (::ftruncate(number_, size) != 0) errno = reason;
    errno = reason;
    return false;
  }

  int number_;
};

}  // namespace

Status record_list_asked(const std::filesystem::path& folder, const ListAsked& asked) {
  const auto file = folder / "lists-asked.csv";
  std::string line;
  for (const auto& text : {asked.at, asked.user, asked.authority, asked.measure, asked.month,
                           asked.area, asked.side, asked.known_at}) {
    line += csv_field(text) + ",";
  }
  line += fmt::format("{}\n", asked.rows);
  const OpenFile open(file);
  if (open.good() && open.append(line)) return {};
  return Error{ErrorCode::storage,
               fmt::format("The list was not given: who asked for it cannot be recorded in {} "
                           "({}). Make the authority "
                           "folder writable for you, or ask somebody who may write there.",
                           file.string(), std::generic_category().message(errno))};
}

}  // namespace waymark
