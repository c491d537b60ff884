// A thin hold on an ODBC connection and its statements, each released by its destructor. The
// driver's failures become sentences here, without anything secret in them.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/odbc/values.h"

namespace waymark::odbc {

struct ColumnShape {
  std::string name;
  ValueKind kind = ValueKind::text;
  SQLSMALLINT sql_type = SQL_UNKNOWN_TYPE;
  std::string type_name = {};  // the product's
};

class Session;

// The rows of one query, one at a time.
class Query {
 public:
  ~Query();
  Query(Query&& other) noexcept;
  Query& operator=(Query&&) = delete;

  const std::vector<ColumnShape>& columns() const { return columns_; }
  // Reads a column as another kind than its type says.
  void read_as(std::size_t column, ValueKind kind) { columns_[column].kind = kind; }
  // Reads the next row into cells(); false at the end.
  Result<bool> next();
  const std::vector<std::string>& cells() const { return cells_; }  // empty text = null

 private:
  friend class Session;
  Query(const Session& session, SQLHSTMT statement) : session_(&session), statement_(statement) {}
  Status describe();
  Status read_cell(std::size_t column);

  const Session* session_;
  SQLHSTMT statement_;
  std::vector<ColumnShape> columns_;
  std::vector<std::string> cells_;
  std::vector<SQLWCHAR> buffer_;
};

class Session {
 public:
  // Connects, reading only. `secret` is the password; it is taken out of every message.
  static Result<std::unique_ptr<Session>> connect(const std::string& connection,
                                                  const std::string& secret);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Opens the one snapshot in which all queries read.
  Status begin_snapshot();
  Result<Query> query(const std::string& sql) const;
  // Names of tables and views of a schema (empty: of every schema), as (schema, name).
  Result<std::vector<std::pair<std::string, std::string>>> tables(const std::string& schema) const;
  const std::string& quote() const { return quote_; }
  Product product() const { return product_; }

 private:
  friend class Query;
  Session() = default;
  // What the driver says of the last fault, and its SQLSTATE.
  Error error(std::string_view doing, SQLSMALLINT kind, SQLHANDLE handle) const;

  SQLHENV environment_ = nullptr;
  SQLHDBC connection_ = nullptr;
  bool connected_ = false;
  std::string secret_;
  std::string quote_;
  Product product_ = Product::other;
};

}  // namespace waymark::odbc
