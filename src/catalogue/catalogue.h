// The catalogue: what is measured. Read from the files compiled into the program, and from an
// authority's own `measures/*.toml` and `facts/*.toml` with `facts/*.sql`.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/invariant.h"
#include "model/measure.h"
#include "model/national.h"
#include "model/pages.h"
#include "model/parameters.h"
#include "model/settings.h"
#include "model/sql_fact.h"

namespace waymark {

struct Catalogue {
  std::vector<Measure> measures;  // in catalogue order; families expanded ("2.1.pol", "7.6.age.0")
  // Definitions that held before the one in `measures`, for the pages. Figures of every month are
  // worked out by the definition in `measures`: a rule that changes is a dated parameter.
  std::vector<Measure> earlier;
  std::vector<std::string> summary;   // refs on the front summary, in order (101)
  std::vector<std::string> headline;  // refs in large figures on the cover
  std::vector<ReportPage> pages;
  std::vector<Footnote> footnotes;
  std::vector<SeriesBreak> breaks;
  Invariants invariants;
  Parameters parameters;
  DefaultCodes default_codes;
  std::vector<BankHoliday> bank_holidays;  // England and Wales, 2010-2030

  NationalCatalogue national;  // the published series that measures are compared with

  // Facts of the authority's own, by name. Measures point at their schemas, so that copies share
  // them.
  std::vector<std::shared_ptr<const SqlFact>> own_facts;

  const Measure* find(std::string_view ref) const;
  // The refs of a family ("7.6.age"), in order; none if there is no such family.
  std::vector<std::string> members(std::string_view family) const;
  // That there is no such measure, what is near, or which measures a family has; what to do.
  Error no_measure(std::string_view ref) const;
};

// A fault in a definition: file, line, what is wrong, what would be right.
struct DefinitionFault {
  std::string file;
  int line = 0;
  std::string message;
};

struct CatalogueFile {
  std::string name;  // "measures/06-child-protection/6.14.toml"; of an authority, the path
  std::string text;
  bool of_authority = false;  // a file of the authority's own folder
};

// An example of a measure file: tiny records and the figure expected of them, worked by hand.
struct MeasureExample {
  std::string measure;
  std::string name;  // what it shows
  std::string file;
  int line = 0;
  Month month;
  std::vector<std::pair<std::string, std::string>> tables;  // table name, CSV text
  std::vector<std::string> not_supplied;                    // needed tables to leave out
  struct Expected {
    std::string area = "county";
    std::optional<std::int64_t> numerator;
    std::optional<std::int64_t> denominator;
    std::string missing_reason;  // "" = a value
  };
  std::vector<Expected> expected;
};

struct CatalogueReading {
  Catalogue catalogue;
  std::vector<DefinitionFault> faults;  // by file, then line
};

// Reads all files; every fault of every file is reported, never only the first.
CatalogueReading read_catalogue(const std::vector<CatalogueFile>& files);
// The embedded catalogue with the authority's own files (folders `measures/` and `facts/` beside
// authority.toml, parameters of authority.toml) on top. An error lists all faults.
Result<Catalogue> load_catalogue(const std::filesystem::path& authority_folder = {});
// The files load_catalogue would read.
Result<std::vector<CatalogueFile>> catalogue_files(const std::filesystem::path& authority_folder);
// Every fault of the definitions and their examples, by file and line; an error if the folder
// cannot be read.
Result<std::vector<DefinitionFault>> lint_catalogue(
    const std::filesystem::path& authority_folder = {});
// The examples of all measures (kept apart, since only tests and docs need them). Their tables are
// CSV without blanks around values.
std::vector<MeasureExample> read_examples(const std::vector<CatalogueFile>& files,
                                          std::vector<DefinitionFault>* faults);

}  // namespace waymark
