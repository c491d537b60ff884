// The published national series of an authority folder: what was loaded, when, and what is known of
// a measure from it. Files are kept as they came, under their digests, and none is ever replaced,
// so that any day's knowledge can be asked for.
//
//   DIR/benchmarks/loads.csv     one line a file: the day it was filed, what it is, its digest
//   DIR/benchmarks/files/        the files
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "judge/national_benchmarks.h"
#include "pipeline/authority.h"
#include "pipeline/records_view.h"

namespace waymark {

// A line of loads.csv.
struct BenchmarkLoad {
  int load = 0;
  Date as_at;
  std::string file;  // its name, as it came
  std::string kind;  // "series" or "neighbours"
  std::string id;    // of the source or model
  std::string digest;
  std::int64_t rows = 0;
  int first_year = 0;  // of a series
  int last_year = 0;
};

struct BenchmarkFileOutcome {
  std::filesystem::path path;
  // `empty`: a series or model of which no row can be read; it is not kept.
  enum class What { taken, known, empty, other } what = What::other;
  std::string replaces;  // the file of the same series or model that was loaded last before
  BenchmarkLoad load;    // but for `other`
  Findings findings;     // of a file that was taken or is known
};

struct BenchmarksRequest {
  std::vector<std::filesystem::path> paths;  // files, and folders of files
  Date as_at;
};

// Takes the files in, all or none. A file that is known, by its bytes, is not written again; one
// that is no series of the catalogue is left alone. Refused before the last load's day.
Result<std::vector<BenchmarkFileOutcome>> load_benchmarks(const Authority& authority,
                                                          const NationalCatalogue& catalogue,
                                                          const BenchmarksRequest& request);

// All lines, in the order of the loads; none before the first load.
Result<std::vector<BenchmarkLoad>> benchmark_loads(const Authority& authority);

// Reads what was filed by `known_at` (missing: ever): of each model the last file, of each series
// and year the last that holds the year, so that an older release serves the years a newer one
// drops.
Result<NationalData> read_benchmarks(const Authority& authority, const NationalCatalogue& catalogue,
                                     Date known_at);

// Findings of the files in force, read again.
Result<Findings> benchmark_findings(const Authority& authority, const NationalCatalogue& catalogue,
                                    Date known_at);

// What the measures of a month are compared with, worked out for the authority of the records.
struct KnownBenchmarks {
  NationalData data;
  OwnAuthority own;
  NeighbourChoice neighbours;
};
Result<KnownBenchmarks> known_benchmarks(const Authority& authority, const Catalogue& catalogue,
                                         const RecordsView& view, Month month, Date known_at);

// The typed rows of loc_benchmark and those that were worked out, of all measures.
Result<std::vector<Benchmark>> benchmarks_of_month(const Authority& authority,
                                                   const Catalogue& catalogue,
                                                   const RecordsView& view, Month month,
                                                   Date known_at);

}  // namespace waymark
