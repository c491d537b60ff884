// Prints a written page with the browser of the machine: a PDF with tags, outline and title.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "base/date.h"
#include "base/result.h"

namespace waymark {

// The browser to print with: the one of the settings, else the first of chromium, chromium-browser and
// google-chrome in the folders of `path` (as in the variable PATH). Without one a sentence.
Result<std::filesystem::path> find_browser(const std::filesystem::path& setting,
                                           const std::string& path);

struct PrintJob {
  std::filesystem::path browser;
  std::filesystem::path page;  // HTML
  std::filesystem::path pdf;   // put in place whole
  Date made_on;                // the day that the PDF says it was made on
  std::chrono::seconds limit = std::chrono::seconds(120);
};

// Starts the browser with an empty profile that is removed afterwards, and ends it at the time limit.
Status print_page(const PrintJob& job);

}  // namespace waymark
