// Reads the files in the order in which they need one another: parameters and footnotes, then
// measures, then what names measures. Files are parsed beside one another, and so are measures
// read; every command waits for it.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <thread>

#include "base/parallel.h"
#include "catalogue/measure_draft.h"
#include "catalogue/read.h"
#include "catalogue/toml_text.h"
#include "model/schema.h"

namespace waymark {
namespace {

enum class FileKind {
  parameters,
  settings,
  footnotes,
  codes,
  calendar,
  measure,
  fact,
  query,
  pages,
  summary,
  breaks,
  invariants,
  national,
  unknown,
};

// The name of a file without folder and ending.
std::string stem_of(const CatalogueFile& file) {
  return std::filesystem::path(file.name).stem().string();
}

FileKind kind_of(const CatalogueFile& file) {
  if (file.of_authority) {
    if (file.name.ends_with(".sql")) return FileKind::query;
    if (std::filesystem::path(file.name).parent_path().filename() == "facts") return FileKind::fact;
    return file.name.ends_with("authority.toml") ? FileKind::settings : FileKind::measure;
  }
  if (file.name.starts_with("measures/")) return FileKind::measure;
  if (file.name.starts_with("parameters/")) return FileKind::parameters;
  if (file.name.starts_with("codes/")) {
    const auto& known = code_maps();
    const bool found = std::find(known.begin(), known.end(), stem_of(file)) != known.end();
    return found ? FileKind::codes : FileKind::unknown;
  }
  if (file.name == "calendar/bank-holidays.toml") return FileKind::calendar;
  if (file.name.starts_with("benchmarks/")) return FileKind::national;
  if (file.name == "footnotes.toml") return FileKind::footnotes;
  if (file.name == "pages.toml") return FileKind::pages;
  if (file.name == "summary.toml") return FileKind::summary;
  if (file.name == "breaks.toml") return FileKind::breaks;
  if (file.name == "invariants.toml") return FileKind::invariants;
  return FileKind::unknown;
}

// What a file holds, until the catalogue takes it.
struct Parsed {
  const CatalogueFile* file = nullptr;
  FileKind kind = FileKind::unknown;
  std::vector<DefinitionFault> faults;
  std::vector<MeasureDraft> drafts;  // of a file of measures, else:
  std::optional<toml::table> table;  // none of a query, and of what is no TOML
};

// What measures are read against stands in these.
bool before_measures(FileKind kind) {
  return kind == FileKind::parameters || kind == FileKind::settings ||
         kind == FileKind::footnotes || kind == FileKind::fact;
}

// The files are small: with more threads, starting them costs what they save.
int threads() {
  constexpr unsigned kMost = 4;
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, kMost));
}

class CatalogueReader {
 public:
  CatalogueReading read(const std::vector<CatalogueFile>& files) {
    for (const auto& file : files) parsed_.push_back({&file, kind_of(file), {}, {}, {}});
    for (auto& file : parsed_) {
      if (before_measures(file.kind)) parse(file);
    }
    each(FileKind::parameters, [&](const toml::table& table, FileFaults& faults) {
      read_parameters(table, faults, catalogue_.parameters, choices_);
    });
    each(FileKind::settings, [&](const toml::table& table, FileFaults& faults) {
      read_settings(table, faults, catalogue_.parameters, choices_);
    });
    each(FileKind::footnotes, read_footnotes);
    read_own_facts();
    read_measures_and_rest();
    each(FileKind::calendar, read_calendar);
    read_code_maps();
    each(FileKind::pages, read_pages);
    add_own_page();
    each(FileKind::summary, read_summary);
    each(FileKind::breaks, read_breaks);
    each(FileKind::invariants, read_invariants);
    each(FileKind::national, read_national);
    each(FileKind::settings, read_benchmark_settings);
    sort_faults(faults_);
    return {std::move(catalogue_), std::move(faults_)};
  }

 private:
  static void parse(Parsed& parsed) {
    const CatalogueFile& file = *parsed.file;
    FileFaults faults(file.name, parsed.faults);
    if (parsed.kind == FileKind::unknown) {
      faults.add(1, "No part of the catalogue is read from a file of this name.");
    }
    if (parsed.kind == FileKind::unknown || parsed.kind == FileKind::query) return;
    const TomlOutline shape = outline(file.text);
    std::string_view text = file.text;
    if (parsed.kind == FileKind::measure) {
      check_examples_last(shape, faults);
      text = text.substr(0, shape.examples_at);
    }
    parsed.table = parse_toml(text, shape, faults);
  }

  // Examples are read by those who ask for them; what stands behind them would be lost.
  static void check_examples_last(const TomlOutline& shape, FileFaults& faults) {
    for (const auto& header : shape.behind_examples) {
      faults.add(
          header.line,
          fmt::format("{} stands behind the first [[example]]; examples come last.", header.text));
    }
  }

  // The files of a kind that could be parsed.
  std::vector<const Parsed*> of_kind(FileKind kind) const {
    std::vector<const Parsed*> files;
    for (const auto& parsed : parsed_) {
      if (parsed.kind == kind && parsed.table) files.push_back(&parsed);
    }
    return files;
  }

  template <typename Use>
  void each(FileKind kind, const Use& use) {
    for (const auto* parsed : of_kind(kind)) {
      FileFaults faults(parsed->file->name, faults_);
      if constexpr (std::is_invocable_v<Use, const toml::table&, FileFaults&, Catalogue&>) {
        use(*parsed->table, faults, catalogue_);
      } else {
        use(*parsed->table, faults);
      }
    }
  }

  void read_code_maps() {
    for (const auto* parsed : of_kind(FileKind::codes)) {
      FileFaults faults(parsed->file->name, faults_);
      read_codes(*parsed->table, stem_of(*parsed->file), faults, catalogue_.default_codes);
    }
  }

  // A head and a query of the same name make a fact.
  void read_own_facts() {
    std::vector<const CatalogueFile*> left;
    for (const auto& parsed : parsed_) {
      if (parsed.kind == FileKind::query) left.push_back(parsed.file);
    }
    for (const auto* parsed : of_kind(FileKind::fact)) {
      const std::string name = stem_of(*parsed->file);
      FileFaults faults(parsed->file->name, faults_);
      SqlFact fact = read_fact(*parsed->table, name, faults);
      const auto query = std::find_if(left.begin(), left.end(), [&](const CatalogueFile* file) {
        return stem_of(*file) == name;
      });
      if (query == left.end()) {
        faults.add(1, fmt::format("There is no query: {}.sql is missing beside this file.", name));
      } else {
        fact.sql = (*query)->text;
        fact.file = (*query)->name;
        left.erase(query);
      }
      catalogue_.own_facts.push_back(std::make_shared<const SqlFact>(std::move(fact)));
    }
    for (const auto* file : left) {
      FileFaults(file->name, faults_)
          .add(1, fmt::format("Nothing says what this query gives: {}.toml is missing beside it.",
                              stem_of(*file)));
    }
  }

  // Each file by itself; the table of a measure is let go at once, for the next to take its memory.
  void read_measures_and_rest() {
    MeasureContext context{catalogue_.parameters, {}, {}};
    for (const auto& fact : catalogue_.own_facts) context.own_facts.push_back(&fact->schema);
    for (const auto& footnote : catalogue_.footnotes) context.footnotes.push_back(footnote.id);
    run_parallel(parsed_.size() + 1, threads(), [&](std::size_t i) {
      // First, so that no thread waits for another that reads it.
      if (i == 0) return static_cast<void>(record_schema());
      Parsed& parsed = parsed_[i - 1];
      if (before_measures(parsed.kind)) return;
      parse(parsed);
      if (parsed.kind == FileKind::measure) read_drafts(parsed, context);
    });
    std::vector<MeasureDraft> drafts;
    for (auto& parsed : parsed_) {
      std::move(parsed.faults.begin(), parsed.faults.end(), std::back_inserter(faults_));
      std::move(parsed.drafts.begin(), parsed.drafts.end(), std::back_inserter(drafts));
    }
    check_together(drafts, faults_);
    take_measures(std::move(drafts));
  }

  static void read_drafts(Parsed& parsed, const MeasureContext& context) {
    if (!parsed.table) return;
    FileFaults faults(parsed.file->name, parsed.faults);
    read_measures(*parsed.table, faults, context, parsed.drafts);
    for (auto& draft : parsed.drafts) draft.of_authority = parsed.file->of_authority;
    parsed.table.reset();
  }

  // Measures of the authority's own stand on a page of their own, behind the others.
  void add_own_page() {
    ReportPage page;
    page.id = "own-measures";
    page.title = "Measures of our own";
    for (const auto& measure : catalogue_.measures) {
      const bool own =
          std::find(own_refs_.begin(), own_refs_.end(), measure.ref) != own_refs_.end();
      const bool shown = std::any_of(
          catalogue_.pages.begin(), catalogue_.pages.end(), [&](const ReportPage& each) {
            return std::find(each.measures.begin(), each.measures.end(), measure.ref) !=
                   each.measures.end();
          });
      if (!own || shown || measure.optional) continue;
      if (page.section.empty()) page.section = measure.section;
      page.measures.push_back(measure.ref);
    }
    if (!page.measures.empty()) catalogue_.pages.push_back(std::move(page));
  }

  // By place; of several definitions of one ref the last one counts.
  void take_measures(std::vector<MeasureDraft> drafts) {
    std::stable_sort(drafts.begin(), drafts.end(), [](const auto& a, const auto& b) {
      return std::pair(a.measure.sort, a.measure.valid_from) <
             std::pair(b.measure.sort, b.measure.valid_from);
    });
    for (auto& draft : drafts) {
      if (draft.of_authority) own_refs_.push_back(draft.measure.ref);
      auto& measures = catalogue_.measures;
      if (!measures.empty() && measures.back().ref == draft.measure.ref) {
        catalogue_.earlier.push_back(std::move(measures.back()));
        measures.pop_back();
      }
      measures.push_back(std::move(draft.measure));
    }
    for (auto& measure : catalogue_.measures) {
      if (catalogue_.find(measure.family) != nullptr) measure.family.clear();
    }
  }

  std::vector<Parsed> parsed_;
  ParameterChoices choices_;
  std::vector<std::string> own_refs_;  // of measures in the authority's folder
  Catalogue catalogue_;
  std::vector<DefinitionFault> faults_;
};

}  // namespace

CatalogueReading read_catalogue(const std::vector<CatalogueFile>& files) {
  return CatalogueReader().read(files);
}

}  // namespace waymark
