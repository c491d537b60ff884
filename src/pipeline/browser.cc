#include "pipeline/browser.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <system_error>
#include <thread>
#include <vector>

#include "base/text.h"
#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr const char* kBrowsers[] = {"chromium", "chromium-browser", "google-chrome"};

bool can_run(const fs::path& file) {
  std::error_code fault;
  return fs::is_regular_file(file, fault) && access(file.c_str(), X_OK) == 0;
}

// A folder that holds the empty profile and the half-written PDF for the time of one print.
class WorkFolder {
 public:
  WorkFolder() {
    std::string pattern = (fs::temp_directory_path() / "waymark-print-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) folder_ = pattern;
  }
  ~WorkFolder() {
    std::error_code fault;
    if (!folder_.empty()) fs::remove_all(folder_, fault);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  const fs::path& path() const { return folder_; }

 private:
  fs::path folder_;
};

std::string file_address(const fs::path& file) {
  std::string address = "file://";
  for (const char c : fs::absolute(file).string()) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("/-_.~").find(c) != std::string_view::npos;
    address += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return address;
}

std::vector<std::string> command_of(const PrintJob& job, const fs::path& folder, const fs::path& pdf) {
  std::vector<std::string> words = {job.browser.string(), "--headless", "--disable-gpu", "--no-first-run",
                                    "--disable-extensions", "--disable-background-networking",
                                    "--disable-dev-shm-usage",
                                    "--user-data-dir=" + (folder / "profile").string(),
                                    "--generate-pdf-document-outline", "--no-pdf-header-footer",
                                    "--print-to-pdf=" + pdf.string()};
  // The browser's own sandbox cannot be had by root; everybody else runs inside it.
  if (geteuid() == 0) words.push_back("--no-sandbox");
  words.push_back(file_address(job.page));
  return words;
}

// Starts a command in a process group of its own, with nothing to read and nobody listening.
Result<pid_t> start(const std::vector<std::string>& words) {
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (auto& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  pid_t child = 0;
  const int fault = posix_spawn(&child, arguments[0], &actions, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (fault != 0) {
    return Error{ErrorCode::unavailable,
                 fmt::format("The browser {} cannot be started: {}.", words.front(),
                             std::generic_category().message(fault))};
  }
  return child;
}

// Whether the child ended well before the limit; it and all it started are gone either way.
bool ends_well(pid_t child, std::chrono::seconds limit) {
  const auto end = Clock::now() + limit;
  int state = 0;
  while (waitpid(child, &state, WNOHANG) == 0) {
    if (Clock::now() >= end) {
      kill(-child, SIGKILL);
      waitpid(child, &state, 0);
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  kill(-child, SIGKILL);  // helpers that outlive their browser
  return WIFEXITED(state) && WEXITSTATUS(state) == 0;
}

// The moments of making and of change stand as D:20171130120000+00'00'; the day of the records takes
// their place, so that they differ only where the content does.
void settle_dates(std::string& pdf, Date day) {
  if (day.missing()) return;
  const YearMonthDay parts = split(day);
  const std::string moment =
      fmt::format("D:{:04}{:02}{:02}120000", parts.year, parts.month, parts.day);
  for (const std::string_view key : {"/CreationDate (", "/ModDate ("}) {
    for (auto at = pdf.find(key); at != pdf.npos; at = pdf.find(key, at + 1)) {
      const auto text = at + key.size();
      if (pdf.compare(text, 2, "D:") == 0 && text + moment.size() < pdf.size()) {
        pdf.replace(text, moment.size(), moment);
      }
    }
  }
}

}  // namespace

Result<fs::path> find_browser(const fs::path& setting, const std::string& path) {
  if (!setting.empty()) {
    if (can_run(setting)) return setting;
    return Error{ErrorCode::unavailable,
                 fmt::format("The browser {} of authority.toml is not there or cannot be run, so no PDF "
                             "was written. Mend `browser = ` or take the line out.",
                             setting.string())};
  }
  for (const char* name : kBrowsers) {
    for (const std::string_view folder : split_text(path, ':')) {
      if (folder.empty()) continue;
      const fs::path file = fs::path(folder) / name;
      if (can_run(file)) return file;
    }
  }
  return Error{ErrorCode::unavailable,
               "No browser was found to print with, so no PDF was written. Install Chromium, or name "
               "one in authority.toml: browser = \"/usr/bin/chromium\"."};
}

Status print_page(const PrintJob& job) {
  const WorkFolder folder;
  if (folder.path().empty()) {
    return Error{ErrorCode::storage, "Cannot make a folder for the browser's profile. Check the space left."};
  }
  const fs::path pdf = folder.path() / "page.pdf";
  const auto child = start(command_of(job, folder.path(), pdf));
  if (!child) return child.error();
  if (!ends_well(*child, job.limit)) {
    return Error{ErrorCode::unavailable,
                 fmt::format("The browser {} did not print {} within {} seconds, or failed. Print the "
                             "page by hand, or name another browser in authority.toml.",
                             job.browser.string(), job.page.string(), job.limit.count())};
  }
  auto bytes = read_file(pdf);
  if (!bytes || !bytes->starts_with("%PDF-")) {
    return Error{ErrorCode::unavailable,
                 fmt::format("The browser {} wrote no PDF of {}.", job.browser.string(),
                             job.page.string())};
  }
  settle_dates(*bytes, job.made_on);
  return write_file(job.pdf, *bytes);
}

}  // namespace waymark
