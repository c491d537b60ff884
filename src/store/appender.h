// Appends rows to a table chunk by chunk, column by column: the fast way in. One appender at a time
// per connection and table; what it appends belongs to the connection's transaction.
//
//   auto appender = Appender::open(connection, "id_text", {ColumnType::integer, ColumnType::text});
//   for (std::size_t from = 0; from < n; from += Appender::kChunkRows) {
//     appender->numbers(0, ...); appender->text(1, row, ...);
//     if (auto done = appender->append(rows); !done) return done;
//   }
//   return appender->close();
#pragma once

#include <duckdb.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/database.h"

namespace waymark::sql {

// bytes: text that need not be UTF-8.
enum class ColumnType { integer, date, flag, big, hash, text, bytes };

const char* name_of(ColumnType type);

class Appender {
 public:
  static constexpr std::size_t kChunkRows = 2048;

  static Result<Appender> open(Connection& connection, const std::string& table,
                               const std::vector<ColumnType>& types);
  Appender(Appender&& other) noexcept;
  Appender& operator=(Appender&&) = delete;
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;
  ~Appender();

  // The values of a column of the chunk being filled, to be written in place. T is the type of the
  // column: std::int32_t (integer, date), std::int8_t (flag), std::int64_t (big), std::uint64_t
  // (hash).
  template <typename T>
  T* values(std::size_t column) {
    return static_cast<T*>(data(column));
  }
  void text(std::size_t column, std::size_t row, std::string_view value);
  // As text(), but an empty text is null: the records know no empty value that is not missing.
  void text_or_null(std::size_t column, std::size_t row, std::string_view value);
  void null(std::size_t column, std::size_t row);

  // Appends the first `rows` rows of the chunk, and starts an empty chunk.
  Status append(std::size_t rows);
  // Hands everything to the transaction. Without it, rows appended last may be lost.
  Status close();

 private:
  Appender(duckdb_appender appender, duckdb_data_chunk chunk, std::size_t columns);
  void* data(std::size_t column);
  void find_vectors();
  Error failure() const;

  duckdb_appender appender_;
  duckdb_data_chunk chunk_;
  std::vector<duckdb_vector> vectors_;
  std::vector<void*> data_;
  std::vector<std::uint64_t*> validity_;  // null until the chunk's first null in that column
};

// Appends `count` rows in chunks: `fill(appender, from, rows)` fills rows from ... from + rows - 1.
Status append_rows(Appender& appender, std::size_t count,
                   const std::function<void(std::size_t from, std::size_t rows)>& fill);

}  // namespace waymark::sql
