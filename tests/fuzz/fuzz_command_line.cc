// Command lines of any words: no crash, no hang, an exit code of the list in `waymark --help`.
//
// One word a line. Commands run for real, in a folder that holds no authority, and may only name
// files in it; what writes many files (init, simulate) is parsed and asked for its help alone.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/text.h"
#include "cli/app.h"

namespace {

// A folder of its own, left empty, and no output on the terminal.
bool prepare() {
  const auto folder = std::filesystem::temp_directory_path() / "waymark-fuzz-command-line";
  std::filesystem::create_directories(folder);
  std::filesystem::current_path(folder);
  return std::freopen("/dev/null", "w", stdout) != nullptr;
}

bool writes_many_files(const std::string& word) { return word == "init" || word == "simulate"; }

// Words that leave the folder would write where they should not.
std::string tamed(std::string_view word) {
  std::string text;
  for (char c : word) {
    if (c != '/' && c != '\0') text.push_back(c);
  }
  return text == ".." || text == "." ? "folder" : text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool prepared = prepare();
  if (!prepared || size > 2000) return 0;
  std::vector<std::string> words = {"waymark"};
  const std::string text(data, data + size);
  bool help = false;
  for (auto word : waymark::split_text(text, '\n')) {
    words.push_back(tamed(word));
    help = help || writes_many_files(words.back());
  }
  if (help) words.push_back("--help");
  std::vector<const char*> arguments;
  for (const auto& word : words) arguments.push_back(word.c_str());
  const int code =
      waymark::cli::run_command_line(static_cast<int>(arguments.size()), arguments.data(), "0");
  CHECK_THAT(code >= 0 && code <= 5, "the exit code is one that is documented");
  return 0;
}
