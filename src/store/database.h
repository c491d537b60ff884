// A thin hold on DuckDB's C interface: databases, connections, statements and their rows, each
// released by its destructor, every answer checked. The failures of the library become ours here.
//
//   auto connection = database->connect();
//   auto rows = connection->query("SELECT id, code FROM authority WHERE id > ?", {7});
//   while (true) {
//     auto more = rows->next();          // one chunk of up to 2,048 rows
//     if (!more) return std::move(more).error();
//     if (!*more) break;
//     for (std::size_t i = 0; i < rows->size(); ++i) use(rows->column(0).number(i));
//   }
#pragma once

#include <duckdb.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace waymark::sql {

// Quotes a name or a text for use inside a statement.
std::string quoted_name(std::string_view name);
std::string quoted_text(std::string_view text);

// A value bound to a `?` of a statement.
using Binding = std::variant<std::int64_t, std::string_view, Date>;

// One column of the current chunk. Valid until the next call of Rows::next().
class ColumnView {
 public:
  ColumnView(duckdb_vector vector, std::size_t rows);

  bool valid(std::size_t row) const {
    return validity_ == nullptr || ((validity_[row / 64] >> (row % 64)) & 1U) != 0;
  }
  bool all_valid() const { return validity_ == nullptr; }
  // A column of 32-bit values (INTEGER, DATE); kMissing where it is null.
  std::int32_t number(std::size_t row) const {
    return valid(row) ? data<std::int32_t>()[row] : kMissing;
  }
  // BIGINT or UBIGINT; 0 where it is null.
  template <typename T>
  T value(std::size_t row) const {
    return valid(row) ? data<T>()[row] : T{};
  }
  // VARCHAR; empty where it is null.
  std::string_view text(std::size_t row) const;
  template <typename T>
  const T* data() const {
    return static_cast<const T*>(data_);
  }

 private:
  const void* data_;
  const std::uint64_t* validity_;
};

// The rows of a query, fetched chunk by chunk as DuckDB makes them.
class Rows {
 public:
  Rows(Rows&& other) noexcept;
  Rows& operator=(Rows&& other) noexcept;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows();

  // Fetches the next chunk; false at the end.
  Result<bool> next();
  std::size_t size() const { return size_; }
  ColumnView column(std::size_t index) const;
  std::size_t columns() const;
  std::string name(std::size_t column) const;
  duckdb_type type(std::size_t column) const;

 private:
  friend class Connection;
  explicit Rows(duckdb_result result) : result_(result), held_(true) {}
  void release();

  duckdb_result result_{};
  bool held_ = false;
  duckdb_data_chunk chunk_ = nullptr;
  std::size_t size_ = 0;
};

class Connection {
 public:
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&& other) noexcept;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  // Runs one or more statements without bound values.
  Status execute(const std::string& statements);
  // Runs one statement and streams its rows.
  Result<Rows> query(const std::string& statement, std::initializer_list<Binding> bindings = {});
  // Runs one statement whose first row, first column is a number; nothing if there is no row.
  Result<std::optional<std::int64_t>> query_number(const std::string& statement,
                                                   std::initializer_list<Binding> bindings = {});
  duckdb_connection handle() const { return connection_; }

 private:
  friend class Database;
  explicit Connection(duckdb_connection connection) : connection_(connection) {}
  duckdb_connection connection_ = nullptr;
};

struct DatabaseOptions {
  bool read_only = false;
  int threads = 1;
  int memory_mib = 0;                    // 0: DuckDB's own limit, four fifths of the machine's
  std::filesystem::path temp_directory;  // empty: nothing is spilled
};

// One open database file, or one in memory (empty path). Safe to share between threads; each
// thread takes a connection of its own.
class Database {
 public:
  using Opened = Result<std::shared_ptr<const Database>>;
  static Opened open(const std::filesystem::path& file, const DatabaseOptions& options);
  // One that `open` opens when somebody first connects; what fails then is told each time.
  static std::shared_ptr<const Database> later(std::function<Opened()> open);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  Result<Connection> connect() const;

 private:
  explicit Database(duckdb_database database) : database_(database) {}
  mutable duckdb_database database_;
  std::function<Opened()> open_;
  mutable std::once_flag opening_;
  mutable std::optional<Opened> opened_;
};

// Everything between begin() and commit() happens together or not at all: undone when this object
// ends without a commit.
class Transaction {
 public:
  static Result<Transaction> begin(Connection& connection);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  Status commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

}  // namespace waymark::sql
