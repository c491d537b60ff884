#include "catalogue/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "base/embedded.h"
#include "base/text.h"
#include "catalogue/read.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

Result<CatalogueFile> own_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) {
    return Error{ErrorCode::not_found,
                 fmt::format("Cannot read {}. See that it is a file you may read.", path.string())};
  }
  return CatalogueFile{path.generic_string(), std::move(text), true};
}

// Adds the files of a folder with one of the endings, by name.
Status add_paths(const fs::path& folder, const std::vector<std::string>& endings,
                 std::vector<fs::path>& paths) {
  std::error_code fault;
  const std::size_t first = paths.size();
  if (fs::exists(folder, fault)) {
    for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
      const std::string ending = at->path().extension().string();
      if (std::find(endings.begin(), endings.end(), ending) != endings.end()) {
        paths.push_back(at->path());
      }
    }
  }
  if (fault) {
    return Error{ErrorCode::not_found,
                 fmt::format("Cannot read the folder {}: {}.", folder.string(), fault.message())};
  }
  std::sort(paths.begin() + static_cast<std::ptrdiff_t>(first), paths.end());
  return {};
}

// The authority's measures, facts and settings.
Result<std::vector<fs::path>> own_paths(const fs::path& folder) {
  std::vector<fs::path> paths;
  auto added = add_paths(folder / "measures", {".toml"}, paths);
  if (!added) return std::move(added).error();
  added = add_paths(folder / "facts", {".toml", ".sql"}, paths);
  if (!added) return std::move(added).error();
  std::error_code fault;
  if (fs::exists(folder / "authority.toml", fault)) paths.push_back(folder / "authority.toml");
  return paths;
}

Error faults_error(const std::vector<DefinitionFault>& faults) {
  Error error{
      ErrorCode::definition,
      fmt::format("The catalogue has {} {}. Mend the files named and run the command again; "
                  "`waymark measures lint` lists them too.",
                  faults.size(), faults.size() == 1 ? "fault" : "faults")};
  for (const auto& fault : faults) {
    error.details.push_back(fmt::format("{}:{}: {}", fault.file, fault.line, fault.message));
  }
  return error;
}

}  // namespace

const Measure* Catalogue::find(std::string_view ref) const {
  for (const auto& measure : measures) {
    if (measure.ref == ref) return &measure;
  }
  return nullptr;
}

std::vector<std::string> Catalogue::members(std::string_view family) const {
  std::vector<std::string> refs;
  for (const auto& measure : measures) {
    if (!family.empty() && measure.family == family) refs.push_back(measure.ref);
  }
  return refs;
}

Error Catalogue::no_measure(std::string_view ref) const {
  if (const auto refs = members(ref); !refs.empty()) {
    return {ErrorCode::not_found,
            fmt::format("{} is a family of {} measures; name one of them: {}.", ref, refs.size(),
                        list_in_words(refs))};
  }
  // Of the same section if there is one: of 9.99, 9.1 is nearer than 1.9.
  const std::string_view section = ref.substr(0, std::min(ref.find('.'), ref.size()));
  std::vector<std::string> known, of_section;
  for (const auto& measure : measures) {
    known.push_back(measure.ref);
    if (measure.ref.starts_with(std::string(section) + ".")) of_section.push_back(measure.ref);
  }
  const std::string near = nearest_word(ref, of_section.empty() ? known : of_section);
  return {ErrorCode::not_found,
          fmt::format("There is no measure {}{} `waymark measures show` lists them.",
                      trim(ref).empty() ? "without a reference" : ref,
                      near.empty() ? "." : "; did you mean " + near + "?")};
}

Result<std::vector<CatalogueFile>> catalogue_files(const fs::path& authority_folder) {
  std::vector<CatalogueFile> files;
  for (const auto& file : embedded::catalogue()) {
    files.push_back({std::string(file.name), std::string(file.text), false});
  }
  if (authority_folder.empty()) return files;
  auto paths = own_paths(authority_folder);
  if (!paths) return std::move(paths).error();
  for (const auto& path : *paths) {
    auto file = own_file(path);
    if (!file) return std::move(file).error();
    files.push_back(*std::move(file));
  }
  return files;
}

Result<Catalogue> load_catalogue(const fs::path& authority_folder) {
  auto files = catalogue_files(authority_folder);
  if (!files) return std::move(files).error();
  CatalogueReading reading = read_catalogue(*files);
  if (!reading.faults.empty()) return faults_error(reading.faults);
  return std::move(reading.catalogue);
}

Result<std::vector<DefinitionFault>> lint_catalogue(const fs::path& authority_folder) {
  auto files = catalogue_files(authority_folder);
  if (!files) return std::move(files).error();
  std::vector<DefinitionFault> faults = read_catalogue(*files).faults;
  read_examples(*files, &faults);
  sort_faults(faults);
  return faults;
}

}  // namespace waymark
