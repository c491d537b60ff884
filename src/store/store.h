// The records of one or many authorities, kept for ever: every row version knows the load that
// opened it and the load that closed it. One file, one writer at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/finding.h"
#include "model/published.h"
#include "model/records.h"

namespace waymark {

struct SomeRecords;  // model/record_bytes.h
struct SqlFact;      // model/sql_fact.h
struct SqlFactRows;

struct LoadInfo {
  std::int32_t id = 0;  // 1, 2, 3 ... over the whole store
  std::string authority;
  std::int32_t authority_number = 0;  // by which the store's rows name it
  Date as_at;                         // the date under which the load is filed
  Date extract_date;                  // of loc_extract; missing if not supplied
  std::string digest;                 // of the files' bytes
  std::int64_t opened = 0;            // row versions
  std::int64_t closed = 0;
  std::vector<std::string> tables;  // supplied
};

struct TableChange {
  std::string table;
  std::int64_t new_rows = 0;
  std::int64_t changed = 0;  // same key, other content
  std::int64_t ended = 0;
  std::int64_t unchanged = 0;
};

struct LoadReport {
  LoadInfo load;
  bool written = false;  // false: the same files as the last load, nothing written
  std::vector<TableChange> tables;
};

class Store {
 public:
  enum class Mode { read, write };

  // Makes an empty store file; an error if there is one.
  static Status create(const std::filesystem::path& file);
  // Opens it. Error `conflict` with a sentence when another process is writing. `memory_mib` bounds
  // what the database keeps of the file in memory; 0: its own limit.
  static Result<Store> open(const std::filesystem::path& file, Mode mode, int memory_mib = 0);
  // A store whose `loads()` are known already, for reading: its file is opened when something else
  // is first asked for, and what open() would have refused is told then.
  static Store open_later(const std::filesystem::path& file, std::vector<LoadInfo> loads,
                          int memory_mib = 0);
  // Another one after everything that is written to the file. Empty where only the database can
  // tell what the store holds: a log lies beside the file, or it cannot be read.
  static std::string stamp(const std::filesystem::path& file);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Writes one whole extract as a load, in one transaction: openings and closings of row versions,
  // findings, supplied tables. Refuses a load dated before the last one of the authority, and
  // another authority code than the first load's unless `land`.
  Result<LoadReport> write_load(const Extract& extract, const Findings& findings, Date as_at,
                                const std::string& files_digest, bool land = false);
  // All loads, oldest first; those of one authority if given.
  Result<std::vector<LoadInfo>> loads(const std::string& authority = {}) const;
  Result<std::vector<std::string>> authorities() const;
  // The latest load of an authority with as_at <= known_at (missing: the latest).
  Result<std::optional<LoadInfo>> load_known_at(const std::string& authority, Date known_at) const;

  // The records of one authority as at a load. Only `tables` are filled (empty: all), and of them
  // the columns asked for (`columns` by table; a table not in the map: all columns; the others are
  // fetched when the extract is asked for them). Text columns,
  // original rows and id texts are read when a list needs them. Rows are in order of (child where
  // the table has one, place in file).
  // `later`: every table is supplied, and read when the extract is first asked for it; `tables`
  // says which another thread reads ahead, if `ahead`, and in what order. `Extract::reading()`
  // tells faults.
  // `here`: tables, codes and ids of this very load that need not be read; only with `later`.
  struct ReadRequest {
    std::vector<std::string> tables;
    std::vector<std::pair<std::string, std::vector<std::string>>> columns;
    bool with_texts = false;
    bool later = false;
    bool ahead = false;
    std::shared_ptr<const SomeRecords> here = {};
  };
  Result<Extract> read(const std::string& authority, std::int32_t load,
                       const ReadRequest& request) const;
  // The same for one of the store's `loads()`.
  Result<Extract> read(const LoadInfo& load, const ReadRequest& request) const;
  // Runs the query of an authority's own fact on its records as at a load. `beside` holds tables
  // that the load did not supply (the authority's own small ones). A faulty query is refused with
  // file and line: no SELECT, several statements, a column that is missing or of another type,
  // anything that would differ from run to run. From then on this store reads and writes no other
  // file.
  Result<SqlFactRows> run_fact(const std::string& authority, std::int32_t load, const SqlFact& fact,
                               const Extract& beside = {}) const;
  Result<Findings> findings(const std::string& authority, std::int32_t load) const;

  Result<std::int64_t> write_published(const std::vector<PublishedFigure>& figures);
  Result<std::vector<PublishedFigure>> published() const;

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

struct ParquetHeader {
  std::vector<std::string> names;
  std::vector<std::string> universal_times;  // those that hold moments in universal time
};

// Some thousand rows of a Parquet file: the texts of each column, all equally many.
using ParquetColumns = std::vector<std::vector<std::string_view>>;

// Reads a Parquet file as texts in file order (typed columns as the contract's texts): column
// names first, then one call for each block of rows.
Status read_parquet(const std::filesystem::path& file,
                    const std::function<Status(const ParquetHeader&)>& header,
                    const std::function<Status(const ParquetColumns&)>& rows);

enum class ParquetSize {
  usual,    // packed as nearly all programs do that write Parquet: quickly read
  smallest  // packed more tightly, for files that are sent about
};

// Writes a CSV file of the records contract again as Parquet: every column text, rows in file
// order.
Status csv_to_parquet(const std::filesystem::path& csv, const std::filesystem::path& parquet,
                      ParquetSize size = ParquetSize::usual);

}  // namespace waymark
