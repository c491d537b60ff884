#include "pipeline/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <system_error>

#include "base/csv.h"
#include "base/fraction.h"
#include "base/text.h"
#include "pipeline/files.h"
#include "pipeline/kept_facts.h"
#include "pipeline/kept_loads.h"
#include "pipeline/own_tables.h"
#include "quality/quality.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// What loc_extract says of the extract; both missing without it.
struct ExtractRow {
  std::string authority;
  Date extract_date;
};

ExtractRow extract_row(const Extract& extract) {
  if (extract.rows("loc_extract") == 0) return {};
  const auto dates = extract.column("loc_extract", "extract_date");
  return {extract.cell_text("loc_extract", "authority_code", 0), Date{dates[0]}};
}

std::string joined_digest(const Intake& intake) {
  std::string digest;
  for (const auto& count : intake.counts) {
    digest += count.table + ":" + count.digest + "\n";
  }
  return digest;
}

Result<std::string> authority_code(const ExtractRow& row, const Store& store,
                                   const fs::path& extract, bool land) {
  if (!row.authority.empty()) return row.authority;
  if (land) return extract.filename().string();
  const auto known = store.authorities();
  if (!known) return known.error();
  // Without loc_extract the records are taken for those of the store's own authority.
  return known->size() == 1 ? known->front() : std::string("local");
}

// An extract that is read and checked, before the store is touched.
struct Prepared {
  LoadOutcome outcome;
  Extract extract;
  Date as_at;
  std::string digest;
};

Result<Prepared> prepare(const Store& store, const LoadRequest& request, const fs::path& folder,
                         const Catalogue& catalogue, const Progress& progress) {
  auto intake = request.warehouse ? read_warehouse(*request.warehouse, progress)
                                  : read_extract(folder, progress);
  if (!intake) return std::move(intake).error();
  LoadOutcome outcome{
      .extract = folder, .report = {}, .findings = std::move(intake->findings), .notices = {}};
  const ExtractRow row = extract_row(intake->extract);
  const Date as_at = request.as_at.value_or(row.extract_date);
  if (as_at.missing()) {
    return Error{
        ErrorCode::invalid_input,
        fmt::format("{} has no loc_extract table that says when it was taken. Give the day "
                    "with `--as-at YYYY-MM-DD`.",
                    folder.string())};
  }
  if (!row.extract_date.missing() && row.extract_date != as_at) {
    outcome.notices.push_back(fmt::format(
        "The extract says it was taken on {}, and it is filed under {}. Figures use the former.",
        to_string(row.extract_date), to_string(as_at)));
  }
  auto code = authority_code(row, store, folder, request.land);
  if (!code) return std::move(code).error();
  intake->extract.authority = *code;
  if (progress) progress("checking records", 0);
  Findings checked =
      check_records(intake->extract, catalogue.bank_holidays, polarities_of(catalogue));
  outcome.findings.insert(outcome.findings.end(), std::make_move_iterator(checked.begin()),
                          std::make_move_iterator(checked.end()));
  std::string digest = joined_digest(*intake);
  return Prepared{.outcome = std::move(outcome),
                  .extract = std::move(intake->extract),
                  .as_at = as_at,
                  .digest = std::move(digest)};
}

// Mebibytes that the database may keep of a land's file while it is loaded: what was written is not
// looked at again, but for the facts of the authority just loaded.
constexpr int kDatabaseOfLand = 2048;

struct Destination {
  const Authority& authority;
  const Catalogue& catalogue;
  Store& store;
  bool land = false;
};

Result<LoadOutcome> write(const Destination& to, Prepared prepared, const Progress& progress) {
  if (progress) progress("writing the store", 0);
  auto report = to.store.write_load(prepared.extract, prepared.outcome.findings, prepared.as_at,
                                    prepared.digest, to.land);
  if (!report) return std::move(report).error();
  prepared.outcome.report = *std::move(report);
  prepared.extract = Extract();  // not needed any more, and large
  if (progress) progress("keeping facts", 0);
  const auto kept =
      keep_facts(to.authority, to.store, to.catalogue, prepared.outcome.report.load.authority);
  if (!kept) {
    prepared.outcome.notices.push_back(fmt::format(
        "The load is complete, but facts could not be kept beside it, so figures take longer. {}",
        kept.error().message));
  }
  return std::move(prepared.outcome);
}

Result<std::vector<LoadOutcome>> load_one(const Destination& to, const LoadRequest& request,
                                          const fs::path& folder, const Progress& progress) {
  auto prepared = prepare(to.store, request, folder, to.catalogue, progress);
  if (!prepared) return std::move(prepared).error();
  auto outcome = write(to, *std::move(prepared), progress);
  if (!outcome) return std::move(outcome).error();
  std::vector<LoadOutcome> outcomes;
  outcomes.push_back(*std::move(outcome));
  return outcomes;
}

// While one authority is written the next one is read: two are in memory at a time.
Result<std::vector<LoadOutcome>> load_land(const Destination& to, const LoadRequest& request,
                                           const std::vector<fs::path>& folders,
                                           const Progress& progress) {
  const auto begin = [&](std::size_t i) {
    return std::async(std::launch::async,
                      [&, i] { return prepare(to.store, request, folders[i], to.catalogue, {}); });
  };
  std::vector<LoadOutcome> outcomes;
  auto next = begin(0);
  for (std::size_t i = 0; i < folders.size(); ++i) {
    if (progress) {
      progress(folders[i].filename().string(),
               static_cast<double>(i) / static_cast<double>(folders.size()));
    }
    auto prepared = next.get();
    if (!prepared) return std::move(prepared).error();
    if (i + 1 < folders.size()) next = begin(i + 1);
    auto outcome = write(to, *std::move(prepared), {});
    if (!outcome) return std::move(outcome).error();
    outcomes.push_back(*std::move(outcome));
  }
  return outcomes;
}

Result<std::vector<fs::path>> folders_of(const LoadRequest& request) {
  if (request.warehouse) return std::vector{fs::path("the warehouse")};
  std::error_code fault;
  if (!fs::is_directory(request.extract, fault)) {
    return Error{ErrorCode::not_found,
                 fmt::format("{} is not a folder. An extract is a folder with one CSV or Parquet "
                             "file a table.",
                             request.extract.string())};
  }
  if (!request.land) return std::vector{request.extract};
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(request.extract, fault)) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  if (folders.empty()) {
    return Error{
        ErrorCode::not_found,
        fmt::format("{} holds no sub-folders. With `--land` it must hold one extract folder "
                    "an authority.",
                    request.extract.string())};
  }
  return folders;
}

// One row of a file of published figures, with every fault of it told.
class PublishedRow {
 public:
  PublishedRow(const fs::path& file, std::int64_t row, std::vector<std::string>& faults)
      : file_(file), row_(row), faults_(faults) {}

  void fault(std::string_view column, std::string_view value, std::string_view expected) {
    faults_.push_back(fmt::format("{}, row {}, column {}: \"{}\" is not {}.", file_.string(), row_,
                                  column, value, expected));
  }
  void number(std::string_view column, const std::string& value) {
    if (!value.empty() && !parse_decimal(value)) fault(column, value, "a decimal number");
  }

 private:
  const fs::path& file_;
  std::int64_t row_;
  std::vector<std::string>& faults_;
};

constexpr const char* kPublishedColumns[] = {"measure",   "area",        "month",     "value",
                                             "numerator", "denominator", "ytd_value", "source"};

}  // namespace

Result<std::vector<LoadOutcome>> load_records(const Authority& authority,
                                              const LoadRequest& request,
                                              const Progress& progress) {
  auto folders = folders_of(request);
  if (!folders) return std::move(folders).error();
  auto catalogue = load_catalogue(authority.folder);
  if (!catalogue) return std::move(catalogue).error();
  auto store = open_store(authority, Store::Mode::write, request.land ? kDatabaseOfLand : 0);
  if (!store) return std::move(store).error();
  const Destination to{
      .authority = authority, .catalogue = *catalogue, .store = *store, .land = request.land};
  auto outcomes = request.land ? load_land(to, request, *folders, progress)
                               : load_one(to, request, folders->front(), progress);
  // Without them figures ask the database.
  if (outcomes) static_cast<void>(keep_loads(authority, *store));
  return outcomes;
}

Result<std::int64_t> load_published(const Authority& authority, const fs::path& file) {
  auto text = read_file(file);
  if (!text) return std::move(text).error();
  auto catalogue = load_catalogue(authority.folder);
  if (!catalogue) return std::move(catalogue).error();
  if (!is_valid_utf8(*text)) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("{} is not UTF-8 text. Save it as \"CSV UTF-8\" and load it again.",
                             file.string())};
  }
  CsvReader reader(*text);
  CsvRow row;
  std::vector<std::string> faults;
  std::map<std::string, std::size_t, std::less<>> columns;
  if (reader.next(row)) {
    for (std::size_t i = 0; i < row.fields.size(); ++i) columns.emplace(trim(row.fields[i]), i);
  }
  for (const char* column : {"measure", "area", "month", "value"}) {
    if (!columns.contains(column)) {
      faults.push_back(
          fmt::format("{} has no column \"{}\"; the columns are {}.", file.string(), column,
                      list_in_words({std::begin(kPublishedColumns), std::end(kPublishedColumns)})));
    }
  }
  std::vector<PublishedFigure> figures;
  while (faults.empty() || !columns.empty()) {
    if (!reader.next(row)) break;
    PublishedRow told(file, row.row, faults);
    if (row.fields.size() != columns.size()) {
      faults.push_back(fmt::format("{}, row {}: {} fields where the header has {}.", file.string(),
                                   row.row, row.fields.size(), columns.size()));
      continue;
    }
    const auto field = [&](std::string_view column) {
      const auto found = columns.find(column);
      return found == columns.end() ? std::string() : std::string(trim(row.fields[found->second]));
    };
    PublishedFigure figure{.measure = field("measure"),
                           .area = field("area"),
                           .month = {},
                           .value = field("value"),
                           .numerator = field("numerator"),
                           .denominator = field("denominator"),
                           .ytd_value = field("ytd_value"),
                           .source = field("source")};
    if (catalogue->find(figure.measure) == nullptr) {
      told.fault("measure", figure.measure, "a measure of the catalogue");
    }
    if (figure.area.empty()) told.fault("area", figure.area, "county or a locality");
    if (const auto month = parse_month(field("month"))) {
      figure.month = *month;
    } else {
      told.fault("month", field("month"), "a month such as 2017-11");
    }
    told.number("value", figure.value);
    told.number("numerator", figure.numerator);
    told.number("denominator", figure.denominator);
    told.number("ytd_value", figure.ytd_value);
    if (figure.value.empty() && figure.ytd_value.empty() && figure.numerator.empty()) {
      told.fault("value", "", "given; a row needs a value, a numerator or a year-to-date value");
    }
    figures.push_back(std::move(figure));
  }
  if (!faults.empty()) {
    return Error{
        ErrorCode::invalid_input,
        fmt::format("{} was not taken in: {} of its lines are at fault. Mend them and load it "
                    "again.",
                    file.string(), faults.size()),
        faults};
  }
  auto store = open_store(authority, Store::Mode::write);
  if (!store) return std::move(store).error();
  return store->write_published(figures);
}

}  // namespace waymark
