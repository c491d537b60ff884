// Store::write_load: one whole extract in one transaction.
#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "base/parallel.h"
#include "store/checkpoint.h"
#include "store/comparison.h"
#include "store/layout.h"
#include "store/numbered_table.h"
#include "store/numbering.h"
#include "store/store_impl.h"

namespace waymark {
namespace {

Status check_authority(const std::vector<std::string>& known, const std::string& code, bool land) {
  if (land || known.empty() || std::find(known.begin(), known.end(), code) != known.end())
    return {};
  return Error{ErrorCode::conflict,
               fmt::format("The extract is of authority {}, and the store holds {}. Nothing was "
                           "written. Load it into the folder of its own authority, or use `--land` "
                           "for a store of many.",
                           code, known.size() == 1 ? known.front() : "others")};
}

Status check_day(const std::optional<LoadInfo>& last, Date as_at) {
  if (!last || as_at >= last->as_at) return {};
  return Error{
      ErrorCode::conflict,
      fmt::format("The last load of {} is filed under {}, and this one would be filed under "
                  "{}. Nothing was written. Loads must follow one another: give the day "
                  "with `--as-at`, or load the later extract.",
                  last->authority, to_string(last->as_at), to_string(as_at))};
}

LoadReport unchanged_report(const LoadInfo& last, const Extract& extract) {
  LoadReport report{.load = last, .written = false, .tables = {}};
  for (const auto& [name, table] : extract.tables) {
    report.tables.push_back({.table = name, .unchanged = static_cast<std::int64_t>(table.rows)});
  }
  return report;
}

// A table of the extract, and what it changes.
struct TableWork {
  const RecordTable* records = nullptr;
  NumberedTable table = {};
  Comparison comparison = {};
  Status outcome = {};
};

// One load on its way into the store.
class LoadWriter {
 public:
  LoadWriter(const sql::Database& database, sql::Connection& connection, const Extract& extract,
             LoadInfo load)
      : database_(database), connection_(connection), extract_(extract) {
    report_.load = std::move(load);
  }

  // Everything but the findings and the beginning and end of the transaction.
  Status write(const std::optional<LoadInfo>& last);
  std::int32_t authority() const { return authority_; }
  LoadReport report() && { return std::move(report_); }

 private:
  Status number_authority();
  Status write_tables();
  Status compare(TableWork& work, const Numbering& numbering) const;
  Status write_table(const TableWork& work);
  Status end_other_tables(const std::vector<std::string>& tables);
  void add(TableChange change);

  const sql::Database& database_;
  sql::Connection& connection_;
  const Extract& extract_;
  std::int32_t authority_ = 0;
  LoadReport report_;
};

Status LoadWriter::write(const std::optional<LoadInfo>& last) {
  if (auto done = number_authority(); !done) return done;
  report_.load.authority_number = authority_;
  if (auto done = write_tables(); !done) return done;
  if (last) {
    if (auto done = end_other_tables(last->tables); !done) return done;
  }
  return write_load_row(connection_, report_.load, authority_);
}

Status LoadWriter::number_authority() {
  const std::string& code = report_.load.authority;
  auto known = authority_number(connection_, code);
  if (!known) return std::move(known).error();
  if (*known) {
    authority_ = **known;
    return {};
  }
  auto highest = connection_.query_number("SELECT max(authority) FROM authority");
  if (!highest) return std::move(highest).error();
  authority_ = static_cast<std::int32_t>(highest->value_or(0)) + 1;
  auto added = connection_.query_number("INSERT INTO authority VALUES (?, ?)",
                                        {std::int64_t{authority_}, std::string_view(code)});
  if (!added) return std::move(added).error();
  return {};
}

Status LoadWriter::write_tables() {
  auto numbering = Numbering::make(connection_, authority_, extract_);
  if (!numbering) return std::move(numbering).error();
  std::vector<TableWork> works;
  for (const auto& [name, records] : extract_.tables) {
    report_.load.tables.push_back(name);
    works.push_back({.records = &records});
  }
  const auto threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  run_parallel(works.size(), threads,
               [&](std::size_t i) { works[i].outcome = compare(works[i], *numbering); });
  for (const TableWork& work : works) {
    if (!work.outcome) return work.outcome;
    if (auto done = write_table(work); !done) return done;
  }
  return numbering->write(connection_);
}

// Reads the state before this load, which nothing in the transaction has touched yet; so every
// thread may look at it through a connection of its own.
Status LoadWriter::compare(TableWork& work, const Numbering& numbering) const {
  auto connection = database_.connect();
  if (!connection) return std::move(connection).error();
  work.table = numbered_table(*work.records, numbering);
  auto comparison = compare_with_known(*connection, work.table, authority_);
  if (!comparison) return std::move(comparison).error();
  work.comparison = *std::move(comparison);
  return {};
}

Status LoadWriter::write_table(const TableWork& work) {
  const auto& [records, table, comparison, outcome] = work;
  const std::int32_t load = report_.load.id;
  auto changed = close_versions(connection_, table, comparison, authority_, load);
  if (!changed) return std::move(changed).error();
  add({.table = table.layout->schema->name,
       .new_rows = static_cast<std::int64_t>(comparison.opening.size()) - *changed,
       .changed = *changed,
       .ended = static_cast<std::int64_t>(comparison.closing.size()) - *changed,
       .unchanged = comparison.unchanged});
  return append_versions(connection_, table, comparison.opening, authority_, load);
}

// A table without a file ends its rows.
Status LoadWriter::end_other_tables(const std::vector<std::string>& tables) {
  for (const auto& name : tables) {
    if (extract_.supplied(name)) continue;
    auto ended = close_all_versions(connection_, stored_table(name), authority_, report_.load.id);
    if (!ended) return std::move(ended).error();
    add({.table = name, .ended = *ended});
  }
  return {};
}

void LoadWriter::add(TableChange change) {
  report_.load.opened += change.new_rows + change.changed;
  report_.load.closed += change.ended + change.changed;
  report_.tables.push_back(std::move(change));
}

Date extract_date_of(const Extract& extract) {
  if (extract.rows("loc_extract") == 0) return {};
  return Date{extract.column("loc_extract", "extract_date")[0]};
}

Result<std::int32_t> next_load_id(sql::Connection& connection) {
  auto highest = connection.query_number("SELECT max(id) FROM load");
  if (!highest) return std::move(highest).error();
  return static_cast<std::int32_t>(highest->value_or(0)) + 1;
}

}  // namespace

Result<LoadReport> Store::write_load(const Extract& extract, const Findings& findings, Date as_at,
                                     const std::string& files_digest, bool land) {
  CHECK_THAT(impl_->mode == Mode::write, "a store that is written was opened for writing");
  CHECK_THAT(!as_at.missing(), "a load has a day");
  auto connection = impl_->database->connect();
  if (!connection) return std::move(connection).error();
  auto known = authority_codes(*connection);
  if (!known) return std::move(known).error();
  if (auto fits = check_authority(*known, extract.authority, land); !fits) {
    return std::move(fits).error();
  }
  auto last = load_known_at(extract.authority, {});
  if (!last) return std::move(last).error();
  if (auto follows = check_day(*last, as_at); !follows) return std::move(follows).error();
  if (*last && (*last)->digest == files_digest) return unchanged_report(**last, extract);

  auto transaction = sql::Transaction::begin(*connection);
  if (!transaction) return std::move(transaction).error();
  auto id = next_load_id(*connection);
  if (!id) return std::move(id).error();
  LoadWriter writer(*impl_->database, *connection, extract,
                    {.id = *id,
                     .authority = extract.authority,
                     .as_at = as_at,
                     .extract_date = extract_date_of(extract),
                     .digest = files_digest,
                     .tables = {}});
  if (auto done = writer.write(*last); !done) return std::move(done).error();
  if (auto done = write_findings(*connection, findings, writer.authority(), *id); !done) {
    return std::move(done).error();
  }
  if (auto done = transaction->commit(); !done) return std::move(done).error();
  // The load is safe; a checkpoint that fails (a full disk) leaves it in the log, for the next to
  // take.
  static_cast<void>(checkpoint(*connection, impl_->file));
  LoadReport report = std::move(writer).report();
  report.written = true;
  return report;
}

}  // namespace waymark
