#include "ingest/extract_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "model/finding_rules.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

struct Entry {
  std::string name;
  bool folder = false;
};

// In byte order of the names: a folder has none of its own.
Result<std::vector<Entry>> entries_of(const fs::path& folder) {
  std::error_code fault;
  if (!fs::is_directory(folder, fault)) {
    return Error{ErrorCode::not_found,
                 fmt::format("{} is not a folder. An extract is a folder with one CSV or Parquet "
                             "file a table.",
                             folder.string())};
  }
  std::vector<Entry> entries;
  fs::directory_iterator at(folder, fault);
  for (const fs::directory_iterator end; !fault && at != end; at.increment(fault)) {
    std::error_code unknown;
    entries.push_back({at->path().filename().string(), at->is_directory(unknown)});
  }
  if (fault) {
    return Error{ErrorCode::storage, fmt::format("The folder {} cannot be read ({}).",
                                                 folder.string(), fault.message())};
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return entries;
}

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  });
  return text;
}

std::optional<TableFile> table_file(const fs::path& path) {
  const std::string extension = path.extension().string();
  if (extension != ".csv" && extension != ".parquet") return std::nullopt;
  const Table* table = record_schema().find(path.stem().string());
  if (table == nullptr) return std::nullopt;
  return TableFile{table, path, extension == ".parquet"};
}

Finding other_file(const Entry& entry) {
  const std::string lower = lower_case(entry.name);
  const bool only_case = lower != entry.name && table_file(lower).has_value();
  Finding finding = finding_of(
      "other-file",
      entry.folder ? fmt::format("{} is a folder.", in_quotes(entry.name))
      : only_case
          ? fmt::format("{} is no table, but {} would be one.", in_quotes(entry.name), lower)
          : fmt::format("{} is no table of the records.", in_quotes(entry.name)));
  finding.file = entry.name;
  return finding;
}

// Both files for one table: nothing says which one is meant.
Status check_one_file_a_table(const fs::path& folder, const std::vector<TableFile>& files) {
  std::vector<std::string> details;
  for (std::size_t i = 1; i < files.size(); ++i) {
    if (files[i - 1].table != files[i].table) continue;
    details.push_back(fmt::format("{} and {} are both there: take one of them out.",
                                  files[i - 1].path.filename().string(),
                                  files[i].path.filename().string()));
  }
  if (details.empty()) return {};
  return Error{ErrorCode::invalid_input,
               fmt::format("{} holds two files for one table, and nothing says which one is meant.",
                           folder.string()),
               details};
}

}  // namespace

Result<ExtractFolder> look_into_folder(const fs::path& folder) {
  auto entries = entries_of(folder);
  if (!entries) return std::move(entries).error();
  ExtractFolder found;
  for (const Entry& entry : *entries) {
    auto file = entry.folder ? std::nullopt : table_file(folder / entry.name);
    if (file) {
      found.files.push_back(*std::move(file));
    } else {
      found.findings.push_back(other_file(entry));
    }
  }
  if (found.files.empty()) {
    return Error{ErrorCode::not_found,
                 fmt::format("{} holds no table of the records. Files are named after their table, "
                             "for example ssd_person.csv.",
                             folder.string())};
  }
  // Tables of the schema stand in one vector, so their addresses have its order.
  std::sort(found.files.begin(), found.files.end(), [](const TableFile& a, const TableFile& b) {
    return a.table != b.table ? a.table < b.table : a.parquet < b.parquet;
  });
  if (auto one = check_one_file_a_table(folder, found.files); !one) return std::move(one).error();
  return found;
}

}  // namespace waymark
