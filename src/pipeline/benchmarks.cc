#include "pipeline/benchmarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include "base/csv.h"
#include "ingest/file_content.h"
#include "ingest/national/national_file.h"
#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHeader = "load,as_at,file,kind,id,digest,rows,first_year,last_year\n";
constexpr std::size_t kFields = 9;
constexpr std::string_view kSeries = "series";
constexpr std::string_view kNeighbours = "neighbours";

fs::path index_of(const Authority& authority) { return authority.benchmarks() / "loads.csv"; }

fs::path kept_file(const Authority& authority, const std::string& digest) {
  return authority.benchmarks() / "files" / digest;
}

std::string line_of(const BenchmarkLoad& load) {
  return fmt::format("{},{},{},{},{},{},{},{},{}\n", load.load, to_string(load.as_at),
                     csv_field(load.file), load.kind, csv_field(load.id), load.digest, load.rows,
                     load.first_year, load.last_year);
}

// A whole number of the index; -1 for any other text.
std::int64_t index_number(std::string_view text) {
  const auto value = parse_decimal(text);
  return value && value->denominator == 1 && value->numerator >= 0 ? value->numerator : -1;
}

// The files that a request names, folders resolved, in the order of their names.
Result<std::vector<fs::path>> files_of(const std::vector<fs::path>& paths) {
  std::vector<fs::path> files;
  for (const auto& path : paths) {
    std::error_code fault;
    if (fs::is_directory(path, fault)) {
      std::vector<fs::path> inside;
      for (const auto& entry : fs::directory_iterator(path, fault)) {
        if (entry.is_regular_file()) inside.push_back(entry.path());
      }
      if (fault) {
        return Error{ErrorCode::storage,
                     fmt::format("Cannot read the folder {}: {}.", path.string(), fault.message())};
      }
      std::sort(inside.begin(), inside.end());
      files.insert(files.end(), inside.begin(), inside.end());
    } else if (fs::is_regular_file(path, fault)) {
      files.push_back(path);
    } else {
      return Error{
          ErrorCode::not_found,
          fmt::format("There is no file or folder {}. Name files of the published series, or "
                      "a folder of them.",
                      path.string())};
    }
  }
  return files;
}

// A file of a request, read, with its bytes.
struct Candidate {
  fs::path path;
  std::string bytes;
  std::string digest;
  NationalFile file;
};

Result<std::vector<Candidate>> read_candidates(const std::vector<fs::path>& paths,
                                               const NationalCatalogue& catalogue) {
  auto files = files_of(paths);
  if (!files) return std::move(files).error();
  std::vector<Candidate> candidates;
  for (const auto& path : *files) {
    auto bytes = file_bytes(path);
    if (!bytes) return std::move(bytes).error();
    auto file = read_national_file(path, path.filename().string(), *bytes, catalogue);
    if (!file) return std::move(file).error();
    std::string digest = digest_of(*bytes);
    candidates.push_back({path, *std::move(bytes), std::move(digest), *std::move(file)});
  }
  // Of two releases of one series the one that goes further is filed behind the other.
  std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
    return std::pair(a.file.id, a.file.last_year) < std::pair(b.file.id, b.file.last_year);
  });
  return candidates;
}

Status refuse_earlier_day(const std::vector<BenchmarkLoad>& loads, Date as_at) {
  if (loads.empty() || loads.back().as_at <= as_at) return {};
  return Error{
      ErrorCode::conflict,
      fmt::format("The last load of published series is filed under {}; one filed under {} "
                  "would change what was known then. Give --as-at {} or later.",
                  to_string(loads.back().as_at), to_string(as_at), to_string(loads.back().as_at))};
}

Status make_folders(const Authority& authority) {
  std::error_code fault;
  fs::create_directories(authority.benchmarks() / "files", fault);
  if (!fault) return {};
  return Error{ErrorCode::storage,
               fmt::format("Cannot make the folder {}: {}.",
                           (authority.benchmarks() / "files").string(), fault.message())};
}

// The line of the series or model that was filed last; nullptr if there is none.
const BenchmarkLoad* last_of(const std::vector<BenchmarkLoad>& loads, const std::string& id) {
  const auto last = std::find_if(loads.rbegin(), loads.rend(),
                                 [&](const BenchmarkLoad& load) { return load.id == id; });
  return last == loads.rend() ? nullptr : &*last;
}

// A file that still counts, and for which years (none: a model).
struct InForce {
  BenchmarkLoad load;
  std::set<int> years;
};

// Of each model the last file; of each series the last for each year. A file counts for all years
// from its first to its last.
std::vector<InForce> in_force(const std::vector<BenchmarkLoad>& loads, Date known_at) {
  std::map<std::string, std::set<int>> covered;
  std::vector<InForce> files;
  for (auto load = loads.rbegin(); load != loads.rend(); ++load) {
    if (!known_at.missing() && known_at < load->as_at) continue;
    const auto [found, first] = covered.try_emplace(load->kind + " " + load->id);
    InForce file{.load = *load, .years = {}};
    for (int year = load->first_year; load->first_year != 0 && year <= load->last_year; ++year) {
      if (found->second.insert(year).second) file.years.insert(year);
    }
    if (load->kind == kNeighbours ? first : !file.years.empty()) files.push_back(std::move(file));
  }
  return files;
}

// Reads the files that count, each handed on with its line.
template <typename Use>
Status read_in_force(const Authority& authority, const NationalCatalogue& catalogue, Date known_at,
                     const Use& use) {
  const auto loads = benchmark_loads(authority);
  if (!loads) return loads.error();
  for (const auto& kept : in_force(*loads, known_at)) {
    const fs::path path = kept_file(authority, kept.load.digest);
    const auto bytes = file_bytes(path);
    if (!bytes) return bytes.error();
    if (digest_of(*bytes) != kept.load.digest) {
      return Error{
          ErrorCode::storage,
          fmt::format("{} ({}) is not the file that was loaded: its bytes have changed. Put "
                      "the publisher's file back in its place.",
                      path.string(), kept.load.file)};
    }
    auto file = read_national_file(path, kept.load.file, *bytes, catalogue);
    if (!file) return std::move(file).error();
    use(kept, *std::move(file));
  }
  return {};
}

// The rows of the years for which the file counts. Columns are the catalogue's, the same in each.
void add_years(const InForce& kept, NationalTable table, NationalData::Series& series) {
  series.table.columns = std::move(table.columns);
  for (auto& row : table.rows) {
    if (!kept.years.contains(row.year)) continue;
    series.files[row.year] = kept.load.file;
    series.table.rows.push_back(std::move(row));
  }
}

std::vector<std::string> typed_neighbours(const Extract& extract, const std::string& authority) {
  constexpr std::string_view kTable = "loc_stat_neighbour";
  const auto text = [&](std::string_view field, std::size_t row) {
    return extract.cell_text(kTable, field, row);
  };
  std::string model;
  for (std::size_t row = 0; row < extract.rows(kTable); ++row) {
    if (text("authority_code", row) == authority) model = std::max(model, text("model_year", row));
  }
  std::vector<std::string> codes;
  for (std::size_t row = 0; row < extract.rows(kTable); ++row) {
    if (text("authority_code", row) == authority && text("model_year", row) == model) {
      codes.push_back(text("neighbour_code", row));
    }
  }
  return codes;
}

}  // namespace

Result<std::vector<BenchmarkLoad>> benchmark_loads(const Authority& authority) {
  const fs::path file = index_of(authority);
  std::vector<BenchmarkLoad> loads;
  std::error_code fault;
  if (!fs::exists(file, fault)) return loads;
  const auto text = read_file(file);
  if (!text) return text.error();
  CsvReader reader(*text);
  CsvRow row;
  reader.next(row);
  while (reader.next(row)) {
    const auto& fields = row.fields;
    const auto day = fields.size() == kFields ? parse_date(fields[1]) : std::nullopt;
    const bool whole = day && index_number(fields[0]) > 0 && index_number(fields[6]) >= 0;
    if (!whole) {
      return Error{
          ErrorCode::storage,
          fmt::format("{}:{}: the line cannot be read. The file is waymark's own; put it back "
                      "as it was.",
                      file.string(), row.line)};
    }
    loads.push_back({.load = static_cast<int>(index_number(fields[0])),
                     .as_at = *day,
                     .file = std::string(fields[2]),
                     .kind = std::string(fields[3]),
                     .id = std::string(fields[4]),
                     .digest = std::string(fields[5]),
                     .rows = index_number(fields[6]),
                     .first_year = static_cast<int>(index_number(fields[7])),
                     .last_year = static_cast<int>(index_number(fields[8]))});
  }
  return loads;
}

Result<std::vector<BenchmarkFileOutcome>> load_benchmarks(const Authority& authority,
                                                          const NationalCatalogue& catalogue,
                                                          const BenchmarksRequest& request) {
  // Held to the end, so that no other load writes beside this one.
  const auto store = open_store(authority, Store::Mode::write);
  if (!store) return store.error();
  auto loads = benchmark_loads(authority);
  if (!loads) return std::move(loads).error();
  auto candidates = read_candidates(request.paths, catalogue);
  if (!candidates) return std::move(candidates).error();
  const int number = loads->empty() ? 1 : loads->back().load + 1;
  std::vector<BenchmarkFileOutcome> outcomes;
  bool any_new = false;
  for (auto& candidate : *candidates) {
    BenchmarkFileOutcome outcome;
    outcome.path = candidate.path;
    outcome.findings = std::move(candidate.file.findings);
    if (candidate.file.kind != NationalFile::Kind::other) {
      const bool series = candidate.file.kind == NationalFile::Kind::series;
      outcome.load = {.load = number,
                      .as_at = request.as_at,
                      .file = candidate.path.filename().string(),
                      .kind = std::string(series ? kSeries : kNeighbours),
                      .id = candidate.file.id,
                      .digest = candidate.digest,
                      .rows = candidate.file.rows,
                      .first_year = candidate.file.first_year,
                      .last_year = candidate.file.last_year};
      const bool readable = series ? candidate.file.first_year != 0 : !candidate.file.model.empty();
      const BenchmarkLoad* last = last_of(*loads, candidate.file.id);
      const bool known = last != nullptr && last->digest == candidate.digest;
      outcome.what = known      ? BenchmarkFileOutcome::What::known
                     : readable ? BenchmarkFileOutcome::What::taken
                                : BenchmarkFileOutcome::What::empty;
      if (last != nullptr && outcome.what == BenchmarkFileOutcome::What::taken)
        outcome.replaces = last->file;
    }
    if (outcome.what == BenchmarkFileOutcome::What::taken) {
      if (auto allowed = refuse_earlier_day(*loads, request.as_at); !any_new && !allowed) {
        return std::move(allowed).error();
      }
      any_new = true;
      loads->push_back(outcome.load);
    }
    outcomes.push_back(std::move(outcome));
  }
  if (!any_new) return outcomes;
  if (auto made = make_folders(authority); !made) return std::move(made).error();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].what != BenchmarkFileOutcome::What::taken) continue;
    auto written =
        write_file(kept_file(authority, (*candidates)[i].digest), (*candidates)[i].bytes);
    if (!written) return std::move(written).error();
  }
  // Last, so that the index names whole files alone.
  std::string text(kHeader);
  for (const auto& load : *loads) text += line_of(load);
  auto written = write_file(index_of(authority), text);
  if (!written) return std::move(written).error();
  return outcomes;
}

Result<NationalData> read_benchmarks(const Authority& authority, const NationalCatalogue& catalogue,
                                     Date known_at) {
  NationalData data;
  const Status done =
      read_in_force(authority, catalogue, known_at, [&](const InForce& kept, NationalFile file) {
        // A file is what its columns say by the catalogue of today.
        if (file.kind == NationalFile::Kind::series) {
          add_years(kept, std::move(file.table), data.series[file.id]);
        } else if (file.kind == NationalFile::Kind::neighbours) {
          data.models[file.id] = std::move(file.model);
        }
      });
  if (!done) return done.error();
  return data;
}

Result<Findings> benchmark_findings(const Authority& authority, const NationalCatalogue& catalogue,
                                    Date known_at) {
  Findings findings;
  const Status done =
      read_in_force(authority, catalogue, known_at, [&](const InForce&, NationalFile file) {
        std::move(file.findings.begin(), file.findings.end(), std::back_inserter(findings));
      });
  if (!done) return done.error();
  return findings;
}

Result<KnownBenchmarks> known_benchmarks(const Authority& authority, const Catalogue& catalogue,
                                         const RecordsView& view, Month month, Date known_at) {
  auto data = read_benchmarks(authority, catalogue.national, known_at);
  if (!data) return std::move(data).error();
  KnownBenchmarks known{.data = *std::move(data), .own = {}, .neighbours = {}};
  const std::string code = view.load ? view.load->authority : "";
  known.own = find_own_authority(catalogue.national, known.data, code);
  known.neighbours = choose_neighbours(catalogue.national, known.data, known.own, month,
                                       typed_neighbours(view.extract, code));
  return known;
}

Result<std::vector<Benchmark>> benchmarks_of_month(const Authority& authority,
                                                   const Catalogue& catalogue,
                                                   const RecordsView& view, Month month,
                                                   Date known_at) {
  std::vector<Benchmark> rows = benchmarks_of(view.extract);
  const auto known = known_benchmarks(authority, catalogue, view, month, known_at);
  if (!known) return known.error();
  const BenchmarkBasis basis{catalogue.national, known->data, known->own, known->neighbours};
  for (const auto& measure : catalogue.measures) {
    auto made = national_benchmarks(basis, measure, month);
    std::move(made.begin(), made.end(), std::back_inserter(rows));
  }
  return rows;
}

}  // namespace waymark
