// Parquet files in and out. Each call takes a connection of its own to one database in memory.
#include <fmt/format.h>

#include <fstream>
#include <memory>
#include <system_error>

#include "base/csv.h"
#include "store/database.h"
#include "store/store.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

Result<sql::Connection> connect_in_memory() {
  // Never closed: at the end of the process the library may be gone before it.
  static const auto& database = *new auto(sql::Database::open({}, sql::DatabaseOptions{}));
  if (!database) return database.error();
  return (*database)->connect();
}

// A path that the database takes as it stands: its own file patterns are put out of force.
std::string quoted_path(const fs::path& file) {
  std::string path;
  for (char c : file.string()) {
    const bool pattern = c == '*' || c == '?' || c == '[';
    path += pattern ? std::string{'[', c, ']'} : std::string(1, c);
  }
  return sql::quoted_text(path);
}

// A column as the text that the records contract has for it.
std::string as_text(const std::string& name, duckdb_type type) {
  const std::string column = sql::quoted_name(name);
  constexpr std::string_view kTimestamp = "%Y-%m-%d %H:%M:%S";
  switch (type) {
    case DUCKDB_TYPE_VARCHAR:
      return column;
    case DUCKDB_TYPE_BOOLEAN:
      return fmt::format("CASE WHEN {0} THEN 'Y' WHEN NOT {0} THEN 'N' END", column);
    // Fractions of a second come from the column's type, not from the record.
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_S:
    case DUCKDB_TYPE_TIMESTAMP_MS:
    case DUCKDB_TYPE_TIMESTAMP_NS:
      return fmt::format("strftime({}::TIMESTAMP, '{}')", column, kTimestamp);
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      return fmt::format("strftime(make_timestamp(epoch_us({})), '{}')", column, kTimestamp);
    // Texts of writers that do not mark them as such. One that is no text gets a NUL, which no
    // record may hold.
    case DUCKDB_TYPE_BLOB:
      return fmt::format("coalesce(try(decode({0})), chr(0) || {0}::VARCHAR)", column);
    // Whole numbers often become floating point on their way, because of a missing one among them.
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
      return fmt::format(
          "CASE WHEN isnan({0}) THEN NULL WHEN {0} = trunc({0}) AND abs({0}) < 1e15 "
          "THEN {0}::BIGINT::VARCHAR ELSE {0}::VARCHAR END",
          column);
    default:
      return column + "::VARCHAR";
  }
}

struct Columns {
  ParquetHeader header;
  std::string texts;  // of a SELECT
};

Result<Columns> columns_of(sql::Connection& connection, const std::string& source) {
  auto rows = connection.query(fmt::format("SELECT * FROM {} LIMIT 0", source));
  if (!rows) return std::move(rows).error();
  Columns columns;
  for (std::size_t i = 0; i < rows->columns(); ++i) {
    columns.header.names.push_back(rows->name(i));
    if (rows->type(i) == DUCKDB_TYPE_TIMESTAMP_TZ) {
      columns.header.universal_times.push_back(rows->name(i));
    }
    columns.texts += (i > 0 ? ", " : "") + as_text(rows->name(i), rows->type(i));
  }
  return columns;
}

Error unreadable(const fs::path& file, const Error& error) {
  return {ErrorCode::invalid_input,
          fmt::format("{} cannot be read as Parquet. Export the table again. ({})",
                      file.filename().string(), error.message)};
}

// The names in the first row of a CSV file.
Result<std::vector<std::string>> header_of(const fs::path& csv) {
  std::ifstream in(csv, std::ios::binary);
  std::string start(64 * 1024, '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(in.gcount()));
  CsvReader reader(start);
  CsvRow row;
  if (!reader.next(row)) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("{} has no row of field names.", csv.string())};
  }
  return std::vector<std::string>(row.fields.begin(), row.fields.end());
}

}  // namespace

Status read_parquet(const fs::path& file, const std::function<Status(const ParquetHeader&)>& header,
                    const std::function<Status(const ParquetColumns&)>& take) {
  auto connection = connect_in_memory();
  if (!connection) return std::move(connection).error();
  const std::string source = fmt::format("read_parquet({})", quoted_path(file));
  auto columns = columns_of(*connection, source);
  if (!columns) return unreadable(file, columns.error());
  if (auto done = header(columns->header); !done) return done;
  auto rows = connection->query(fmt::format("SELECT {} FROM {}", columns->texts, source));
  if (!rows) return unreadable(file, rows.error());
  ParquetColumns block(columns->header.names.size());
  while (true) {
    auto more = rows->next();
    if (!more) return unreadable(file, more.error());
    if (!*more) return {};
    for (std::size_t c = 0; c < block.size(); ++c) {
      const sql::ColumnView view = rows->column(c);
      block[c].resize(rows->size());
      for (std::size_t i = 0; i < rows->size(); ++i) block[c][i] = view.text(i);
    }
    if (auto done = take(block); !done) return done;
  }
}

Status csv_to_parquet(const fs::path& csv, const fs::path& parquet) {
  auto names = header_of(csv);
  if (!names) return std::move(names).error();
  auto connection = connect_in_memory();
  if (!connection) return std::move(connection).error();
  std::string columns;
  for (const auto& name : *names) {
    columns += (columns.empty() ? "" : ", ") + sql::quoted_text(name) + ": 'VARCHAR'";
  }
  const std::string source = fmt::format(
      "read_csv({}, columns = {{{}}}, auto_detect = false, header = true, delim = ',', "
      "quote = '\"', escape = '\"', max_line_size = 16000000)",
      quoted_path(csv), columns);
  return connection->execute(
      fmt::format("COPY (SELECT * FROM {}) TO {} (FORMAT parquet, COMPRESSION zstd)", source,
                  sql::quoted_text(parquet.string())));
}

}  // namespace waymark
