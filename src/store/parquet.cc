// Parquet files in and out. Each call takes a connection of its own to one database in memory.
#include <fmt/format.h>

#include <deque>
#include <fstream>
#include <memory>
#include <system_error>

#include "base/csv.h"
#include "base/date.h"
#include "store/database.h"
#include "store/duckdb_library.h"
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

// Whether a column is turned into texts here (TextColumn); any other is first cast by the database.
bool is_taken_as_it_is(duckdb_type type) {
  return type == DUCKDB_TYPE_VARCHAR || type == DUCKDB_TYPE_BOOLEAN || type == DUCKDB_TYPE_DATE ||
         type == DUCKDB_TYPE_TIMESTAMP;
}

// A column as one that is taken as it is.
std::string cast_of(const std::string& name, duckdb_type type) {
  std::string column = sql::quoted_name(name);
  if (is_taken_as_it_is(type)) return column;
  switch (type) {
    case DUCKDB_TYPE_TIMESTAMP_S:
    case DUCKDB_TYPE_TIMESTAMP_MS:
    case DUCKDB_TYPE_TIMESTAMP_NS:
      return column + "::TIMESTAMP";
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      return fmt::format("make_timestamp(epoch_us({}))", column);
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

// The rows of a file, cast where they must be.
Result<sql::Rows> rows_of(sql::Connection& connection, const std::string& source,
                          ParquetHeader& header) {
  auto rows = connection.query(fmt::format("SELECT * FROM {}", source));
  if (!rows) return rows;
  std::string casts;
  bool as_they_are = true;
  for (std::size_t i = 0; i < rows->columns(); ++i) {
    const duckdb_type type = rows->type(i);
    header.names.push_back(rows->name(i));
    if (type == DUCKDB_TYPE_TIMESTAMP_TZ) header.universal_times.push_back(rows->name(i));
    casts += (i > 0 ? ", " : "") + cast_of(rows->name(i), type);
    as_they_are = as_they_are && is_taken_as_it_is(type);
  }
  if (as_they_are) return rows;
  return connection.query(fmt::format("SELECT {} FROM {}", casts, source));
}

constexpr std::size_t kDateLength = 10;                   // YYYY-MM-DD
constexpr std::size_t kDateTimeLength = kDateLength + 9;  // and HH:MM:SS behind a blank
constexpr std::int64_t kSecond = 1'000'000;               // in units of a TIMESTAMP
constexpr std::int64_t kDay = 86'400 * kSecond;

void write_digits(char* to, int count, std::int64_t number) {
  for (; count > 0; number /= 10) to[--count] = static_cast<char>('0' + number % 10);
}

void write_date(char* to, std::int32_t days) {
  const YearMonthDay date = split(Date{days});
  write_digits(to, 4, date.year);
  write_digits(to + 5, 2, date.month);
  write_digits(to + 8, 2, date.day);
  to[4] = to[7] = '-';
}

void write_time(char* to, std::int64_t seconds) {
  write_digits(to + 1, 2, seconds / 3600);
  write_digits(to + 4, 2, seconds / 60 % 60);
  write_digits(to + 7, 2, seconds % 60);
  to[0] = ' ';
  to[3] = to[6] = ':';
}

// What the database writes for a value: "infinity", or a year that four digits cannot hold.
std::string text_of(duckdb_value value) {
  char* const text = duck::get_varchar(value);
  std::string copy(text == nullptr ? "" : text);
  duck::free(text);
  duck::destroy_value(&value);
  return copy;
}

// The cells of one column as the texts that the records contract has for them. Dates are written
// here: casts of the database take longer than all else that is done with them.
class TextColumn {
 public:
  // The texts are valid until the next call, and as long as the view.
  void read(const sql::ColumnView& view, duckdb_type type, std::vector<std::string_view>& texts);

 private:
  void read_dates(const sql::ColumnView& view, std::vector<std::string_view>& texts);
  void read_times(const sql::ColumnView& view, std::vector<std::string_view>& texts);
  std::string_view other(duckdb_value value) { return others_.emplace_back(text_of(value)); }

  std::vector<char> written_;       // the dates and times behind each other
  std::deque<std::string> others_;  // those that the contract has no text for
};

void TextColumn::read(const sql::ColumnView& view, duckdb_type type,
                      std::vector<std::string_view>& texts) {
  others_.clear();
  if (type == DUCKDB_TYPE_DATE) return read_dates(view, texts);
  if (type == DUCKDB_TYPE_TIMESTAMP) return read_times(view, texts);
  if (type == DUCKDB_TYPE_BOOLEAN) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      texts[i] = !view.valid(i) ? "" : view.data<bool>()[i] ? "Y" : "N";
    }
    return;
  }
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = view.text(i);
}

void TextColumn::read_dates(const sql::ColumnView& view, std::vector<std::string_view>& texts) {
  const std::int32_t first = make_date(1, 1, 1).days;
  const std::int32_t last = make_date(9999, 12, 31).days;
  written_.resize(texts.size() * kDateLength);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i] = {};
    if (!view.valid(i)) continue;
    const std::int32_t days = view.data<std::int32_t>()[i];
    if (days < first || days > last) {
      texts[i] = other(duck::create_date({days}));
      continue;
    }
    char* const to = written_.data() + i * kDateLength;
    write_date(to, days);
    texts[i] = {to, kDateLength};
  }
}

void TextColumn::read_times(const sql::ColumnView& view, std::vector<std::string_view>& texts) {
  const std::int64_t first = make_date(1, 1, 1).days * kDay;
  const std::int64_t end = (make_date(9999, 12, 31).days + 1) * kDay;
  written_.resize(texts.size() * kDateTimeLength);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i] = {};
    if (!view.valid(i)) continue;
    const std::int64_t time = view.data<std::int64_t>()[i];
    if (time < first || time >= end) {
      texts[i] = other(duck::create_timestamp({time}));
      continue;
    }
    // Fractions of a second come from the column's type, not from the record.
    const std::int64_t since = time - first;
    char* const to = written_.data() + i * kDateTimeLength;
    write_date(to, static_cast<std::int32_t>(since / kDay) + make_date(1, 1, 1).days);
    write_time(to + kDateLength, since % kDay / kSecond);
    texts[i] = {to, kDateTimeLength};
  }
}

Error unreadable(const fs::path& file, const Error& error) {
  return {ErrorCode::invalid_input,
          fmt::format("{} cannot be read as Parquet. Export the table again. ({})",
                      file.filename().string(), error.message)};
}

// The names in the first row of a CSV file.
Result<std::vector<std::string>> header_of(const fs::path& csv) {
  std::ifstream in(csv, std::ios::binary);
  std::string start(std::size_t{64} * 1024, '\0');
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
  ParquetHeader columns;
  auto rows = rows_of(*connection, source, columns);
  if (!rows) return unreadable(file, rows.error());
  if (auto done = header(columns); !done) return done;
  std::vector<TextColumn> texts(columns.names.size());
  ParquetColumns block(columns.names.size());
  while (true) {
    auto more = rows->next();
    if (!more) return unreadable(file, more.error());
    if (!*more) return {};
    for (std::size_t i = 0; i < block.size(); ++i) {
      block[i].resize(rows->size());
      texts[i].read(rows->column(i), rows->type(i), block[i]);
    }
    if (auto done = take(block); !done) return done;
  }
}

Status csv_to_parquet(const fs::path& csv, const fs::path& parquet, ParquetSize size) {
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
  return connection->execute(fmt::format(
      "COPY (SELECT * FROM {}) TO {} (FORMAT parquet, COMPRESSION {})", source,
      sql::quoted_text(parquet.string()), size == ParquetSize::usual ? "snappy" : "zstd"));
}

}  // namespace waymark
