// Writes the extract of an invented county: families, their ways through early help, social work,
// child protection and care, and the people who work with them. For trying waymark out, for tests
// and for measuring speed. Nothing in it comes from a real child, and the files are as any
// authority's.
//
//   SimulateOptions options;
//   options.folder = "extract";
//   options.seed = 7;
//   options.bank_holidays = catalogue.bank_holidays;
//   auto counties = simulate_county(options);
//
// Equal options give equal bytes. Two extracts of one seed that differ in `until` (or `as_seen_on`)
// are the same county seen at two times: rows are new, changed, and a few taken back.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/settings.h"

namespace waymark {

struct SimulateOptions {
  std::filesystem::path folder;  // table files go directly into it; one sub-folder each if several
  std::uint64_t seed = 1;
  int authorities = 1;
  int months = 36;                     // at least; history begins on a 1 April, see `from`
  Month until = make_month(2017, 11);  // the extract is taken on its last day
  std::optional<Month> from;           // first month of the history; given, it begins just there
  Date as_seen_on;                     // recorded by this day; missing = the day of the extract
  bool faults = true;          // plant odd records and lapses of practice, with known answers
  int scale_per_mille = 1000;  // 20 = a county a fiftieth of the size
  int threads = 1;             // authorities at a time
  std::vector<BankHoliday> bank_holidays;  // of England and Wales, from the catalogue
  // Called with each finished CSV file; may replace it by another (Parquet). Set, the faults that
  // only a CSV file can have are not planted.
  std::function<Status(const std::filesystem::path& csv_file)> replace_file;
};

// Odd rows that were planted, so that a test can expect their findings.
struct Planted {
  std::string rule;  // as the finding that a load reports
  std::string table;
  std::string what;  // one sentence
  int count = 0;
};

struct SimulatedCounty {
  std::filesystem::path folder;
  std::string authority_code;
  std::string name;
  Date extract_date;
  Date history_from;
  std::int64_t rows = 0;
  std::vector<Planted> planted;
};

Result<std::vector<SimulatedCounty>> simulate_county(const SimulateOptions& options);

}  // namespace waymark
