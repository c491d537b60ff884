#include "pipeline/revisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <system_error>

#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "revision-";
constexpr const char* kSeal = "revision.json";

Error cannot(std::string_view what, const fs::path& file, const std::error_code& fault) {
  return {ErrorCode::storage,
          fmt::format("Cannot {} {}: {}.", what, file.string(), fault.message())};
}

std::string seal_text(int number, const std::string& content) {
  return fmt::format("{{\"revision\": {}, \"content\": \"{}\"}}\n", number, content);
}

fs::path folder_of(const fs::path& area_folder, int number) {
  return area_folder / fmt::format("{}{}", kPrefix, number);
}

// Plain files of a folder, without half-written ones.
std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code fault;
  for (const auto& entry : fs::directory_iterator(folder, fault)) {
    if (entry.is_regular_file() && entry.path().extension() != ".partial")
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// A second name for the file; a copy where the file system has none.
Status place(const fs::path& from, const fs::path& to) {
  fs::path partial = to;
  partial += ".partial";
  std::error_code fault;
  fs::remove(partial, fault);
  fs::create_hard_link(from, partial, fault);
  if (fault) fs::copy_file(from, partial, fs::copy_options::overwrite_existing, fault);
  if (fault) return cannot("copy", from, fault);
  // Renaming one name of a file over another of the same file does nothing and leaves both.
  fs::rename(partial, to, fault);
  if (fault) return cannot("put in place", to, fault);
  fs::remove(partial, fault);
  return {};
}

Status adopt_first(const fs::path& area_folder) {
  const auto files = files_in(area_folder);
  if (files.empty()) return {};
  const Revision first{.number = 1, .folder = folder_of(area_folder, 1), .is_new = false};
  std::error_code fault;
  fs::create_directories(first.folder, fault);
  if (fault) return cannot("make the folder", first.folder, fault);
  for (const auto& file : files) {
    auto placed = place(file, first.folder / file.filename());
    if (!placed) return placed;
  }
  return seal_revision(first, "from before there were revisions");
}

}  // namespace

std::vector<int> revisions_in(const fs::path& area_folder) {
  std::vector<int> numbers;
  std::error_code fault;
  for (const auto& entry : fs::directory_iterator(area_folder, fault)) {
    const std::string name = entry.path().filename().string();
    int number = 0;
    if (!name.starts_with(kPrefix)) continue;
    const char* end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + kPrefix.size(), end, number);
    if (read.ec == std::errc() && read.ptr == end && fs::exists(entry.path() / kSeal, fault)) {
      numbers.push_back(number);
    }
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

Result<Revision> revision_for(const fs::path& area_folder, const std::string& content) {
  auto numbers = revisions_in(area_folder);
  if (numbers.empty()) {
    auto adopted = adopt_first(area_folder);
    if (!adopted) return std::move(adopted).error();
    numbers = revisions_in(area_folder);
  }
  Revision revision;
  if (!numbers.empty()) {
    revision.number = numbers.back();
    revision.folder = folder_of(area_folder, revision.number);
    const auto seal = read_file(revision.folder / kSeal);
    if (!seal) return seal.error();
    if (*seal == seal_text(revision.number, content)) return revision;
    ++revision.number;
  }
  revision.is_new = true;
  revision.folder = folder_of(area_folder, revision.number);
  // What a run that was stopped left there never was published.
  std::error_code fault;
  fs::remove_all(revision.folder, fault);
  fs::create_directories(revision.folder, fault);
  if (fault) return cannot("make the folder", revision.folder, fault);
  return revision;
}

Status seal_revision(const Revision& revision, const std::string& content) {
  return write_file(revision.folder / kSeal, seal_text(revision.number, content));
}

Status show_revision(const fs::path& area_folder, const Revision& revision) {
  std::set<fs::path> shown;
  for (const auto& file : files_in(revision.folder)) {
    shown.insert(file.filename());
    std::error_code fault;
    const fs::path to = area_folder / file.filename();
    if (fs::equivalent(file, to, fault)) continue;
    auto placed = place(file, to);
    if (!placed) return placed;
  }
  // A format of the revision before that this one does not have would pass for its own.
  std::error_code fault;
  for (const auto& file : files_in(area_folder)) {
    if (!shown.contains(file.filename())) fs::remove(file, fault);
    if (fault) return cannot("remove", file, fault);
  }
  return {};
}

}  // namespace waymark
