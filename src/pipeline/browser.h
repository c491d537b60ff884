// Prints written pages with the browser of the machine: PDFs with tags, outline and title.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "base/result.h"

namespace waymark {

// The browser to print with: the one of the settings, else the first of chromium-headless-shell,
// chromium, chromium-browser and google-chrome in the folders of `path` (as in the variable PATH).
// Without one a sentence.
Result<std::filesystem::path> find_browser(const std::filesystem::path& setting,
                                           const std::string& path);

// A browser that runs, with an empty profile that is removed when it ends. It prints one page after
// the other in one tab: the start takes as long as a fifth of a page, a new tab as long as a tenth.
class Browser {
 public:
  // A page that takes longer than `limit` is not printed.
  static Result<Browser> start(const std::filesystem::path& program,
                               std::chrono::milliseconds limit = std::chrono::minutes(2));
  Browser(Browser&&) noexcept;
  Browser& operator=(Browser&&) noexcept;
  ~Browser();

  // The PDF of a page. After a failure the browser is good for nothing more.
  Result<std::string> print(const std::string& html);

 private:
  struct Running;
  explicit Browser(std::unique_ptr<Running> running);
  std::unique_ptr<Running> running_;
};

}  // namespace waymark
