#include "pipeline/browser.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <system_error>
#include <vector>

#include "base/base64.h"
#include "base/text.h"
#include "pipeline/devtools.h"
#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// The first cannot have a window: it starts in half the time and prints the same.
constexpr const char* kBrowsers[] = {"chromium-headless-shell", "chromium", "chromium-browser",
                                     "google-chrome"};

bool can_run(const fs::path& file) {
  std::error_code fault;
  return fs::is_regular_file(file, fault) && access(file.c_str(), X_OK) == 0;
}

// A folder that holds the empty profile for the time that the browser runs.
class WorkFolder {
 public:
  WorkFolder() {
    std::error_code fault;
    std::string pattern = (fs::temp_directory_path(fault) / "waymark-print-XXXXXX").string();
    if (!fault && mkdtemp(pattern.data()) != nullptr) folder_ = pattern;
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

// Without a window of its own the browser does not open its first tab, which nobody looks at. A
// page holds no program, and printing takes a fifth less where none may run.
std::vector<std::string> arguments_for(const fs::path& profile) {
  std::vector<std::string> words = {"--headless",
                                    "--disable-gpu",
                                    "--no-first-run",
                                    "--no-startup-window",
                                    "--disable-extensions",
                                    "--disable-background-networking",
                                    "--disable-dev-shm-usage",
                                    "--blink-settings=scriptEnabled=false",
                                    "--remote-debugging-pipe",
                                    "--user-data-dir=" + profile.string()};
  // The browser's own sandbox cannot be had by root; everybody else runs inside it.
  if (geteuid() == 0) words.push_back("--no-sandbox");
  return words;
}

// The text under `key`, or a sentence.
Result<std::string> text_in(Result<json> answer, const char* key) {
  if (!answer) return std::move(answer).error();
  const auto at = answer->find(key);
  if (at != answer->end() && at->is_string()) return std::move(at->get_ref<std::string&>());
  return Error{ErrorCode::unavailable, fmt::format("The browser's answer has no {}.", key)};
}

// What is asked of the printer: the page's own paper and margins, tags and an outline.
json print_settings() {
  return {{"preferCSSPageSize", true},
          {"printBackground", true},
          {"displayHeaderFooter", false},
          {"generateTaggedPDF", true},
          {"generateDocumentOutline", true}};
}

// A browser lays a page out when it is opened, again to learn the size of the first sheet, and
// again to print it. A page that shows nothing in a window narrower than any sheet, and that is for
// paper from the start, is laid out once.
constexpr int kWindow = 100;  // pixels, as wide as high
constexpr std::string_view kNothingInWindow =
    "<style>@media (max-width: 120px) { body { display: none } }</style>";

std::string laid_out_once(const std::string& html) {
  std::string page = html;
  if (const auto head = page.find("</head>"); head != page.npos)
    page.insert(head, kNothingInWindow);
  return page;
}

// A tab to print in: its session.
Result<std::string> open_tab(Devtools& devtools) {
  const auto target =
      text_in(devtools.call("Target.createTarget", {{"url", "about:blank"}}, ""), "targetId");
  if (!target) return target;
  auto session = text_in(
      devtools.call("Target.attachToTarget", {{"targetId", *target}, {"flatten", true}}, ""),
      "sessionId");
  if (!session) return session;
  const json window = {
      {"width", kWindow}, {"height", kWindow}, {"deviceScaleFactor", 1}, {"mobile", false}};
  const std::pair<const char*, json> settings[] = {
      {"Page.enable", json::object()},
      {"Emulation.setDeviceMetricsOverride", window},
      {"Emulation.setEmulatedMedia", {{"media", "print"}}}};
  for (const auto& [name, parameters] : settings) {
    const auto set = devtools.call(name, parameters, *session);
    if (!set) return set.error();
  }
  return session;
}

Result<std::string> print_in(Devtools& devtools, const std::string& session, const fs::path& page) {
  const auto shown = devtools.call("Page.navigate", {{"url", file_address(page)}}, session);
  if (!shown) return shown.error();
  if (const auto at = shown->find("errorText"); at != shown->end()) {
    return Error{ErrorCode::unavailable,
                 fmt::format("The browser cannot open the page: {}.", at->dump())};
  }
  auto loaded = devtools.wait_for("Page.loadEventFired", session);
  if (!loaded) return std::move(loaded).error();
  const auto text = text_in(devtools.call("Page.printToPDF", print_settings(), session), "data");
  if (!text) return text;
  auto bytes = decode_base64(*text);
  if (bytes && bytes->starts_with("%PDF-")) return *std::move(bytes);
  return Error{ErrorCode::unavailable, "What the browser printed is no PDF."};
}

}  // namespace

struct Browser::Running {
  WorkFolder folder;
  std::unique_ptr<Devtools> devtools;  // behind the folder that it writes to, so it ends first
  std::string session;  // of the tab, which is kept: the second page in it prints faster
  int printed = 0;
};

Browser::Browser(std::unique_ptr<Running> running) : running_(std::move(running)) {}
Browser::Browser(Browser&&) noexcept = default;
Browser& Browser::operator=(Browser&&) noexcept = default;

Browser::~Browser() = default;

Result<fs::path> find_browser(const fs::path& setting, const std::string& path) {
  if (!setting.empty()) {
    if (can_run(setting)) return setting;
    return Error{
        ErrorCode::unavailable,
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
  return Error{
      ErrorCode::unavailable,
      "No browser was found to print with, so no PDF was written. Install Chromium, or name "
      "one in authority.toml: browser = \"/usr/bin/chromium\"."};
}

Result<Browser> Browser::start(const fs::path& program, std::chrono::milliseconds limit) {
  auto running = std::make_unique<Running>();
  if (running->folder.path().empty()) {
    return Error{ErrorCode::storage,
                 "Cannot make a folder for the browser's profile. Check the space left."};
  }
  auto devtools =
      Devtools::start(program, arguments_for(running->folder.path() / "profile"), limit);
  if (!devtools) return std::move(devtools).error();
  running->devtools = std::make_unique<Devtools>(*std::move(devtools));
  return Browser(std::move(running));
}

Result<std::string> Browser::print(const std::string& html) {
  Running& now = *running_;
  // Each page has an address of its own, so that none is taken for the one before.
  const fs::path page = now.folder.path() / fmt::format("page-{}.html", ++now.printed);
  auto written = write_file(page, laid_out_once(html));
  if (!written) return std::move(written).error();
  if (now.session.empty()) {
    auto session = open_tab(*now.devtools);
    if (!session) return session;
    now.session = *std::move(session);
  }
  auto printed = print_in(*now.devtools, now.session, page);
  std::error_code fault;
  fs::remove(page, fault);
  return printed;
}

}  // namespace waymark
