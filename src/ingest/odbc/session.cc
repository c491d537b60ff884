#include "ingest/odbc/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace waymark::odbc {
namespace {

constexpr SQLINTEGER kLoginSeconds = 20;
constexpr std::size_t kBufferUnits = 4096;

bool good(SQLRETURN code) { return SQL_SUCCEEDED(code); }

// What an SQLSTATE asks of the reader.
std::string_view advice(std::string_view state) {
  if (state.starts_with("28")) return "Check the user name and the password.";
  if (state.starts_with("08")) return "Check server, port and network, and try again.";
  if (state == "IM002" || state == "IM003" || state.starts_with("01000")) {
    return "Check the driver or data source that the connection names; `odbcinst -q -d` lists drivers.";
  }
  if (state == "HY008" || state == "57014") return "The statement was cancelled; try again.";
  if (state.starts_with("42")) return "Check schema, tables and the rights of the login.";
  return "Ask whoever keeps the warehouse.";
}

std::string without(std::string text, const std::string& secret) {
  if (secret.empty()) return text;
  for (std::size_t at = text.find(secret); at != text.npos; at = text.find(secret, at)) {
    text.replace(at, secret.size(), "***");
  }
  return text;
}

std::string info(SQLHDBC connection, SQLUSMALLINT what) {
  std::array<SQLCHAR, 256> text{};
  SQLSMALLINT length = 0;
  const auto code = SQLGetInfo(connection, what, text.data(), static_cast<SQLSMALLINT>(text.size()),
                               &length);
  return good(code) ? reinterpret_cast<const char*>(text.data()) : "";
}

}  // namespace

Error Session::error(std::string_view doing, SQLSMALLINT kind, SQLHANDLE handle) const {
  std::array<SQLCHAR, 6> state{};
  std::array<SQLCHAR, 1024> text{};
  SQLINTEGER native = 0;
  SQLSMALLINT length = 0;
  const auto code = SQLGetDiagRec(kind, handle, 1, state.data(), &native, text.data(),
                                  static_cast<SQLSMALLINT>(text.size()), &length);
  std::string said = good(code) ? reinterpret_cast<const char*>(text.data()) : "the driver says nothing";
  std::replace_if(said.begin(), said.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  const std::string sqlstate = good(code) ? reinterpret_cast<const char*>(state.data()) : "";
  return {ErrorCode::storage,
          fmt::format("The warehouse failed while {}: {} ({}). Nothing was taken in. {}", doing,
                      without(said, secret_), sqlstate, advice(sqlstate))};
}

Result<std::unique_ptr<Session>> Session::connect(const std::string& connection,
                                                  const std::string& secret) {
  std::unique_ptr<Session> session(new Session());
  session->secret_ = secret;
  if (!good(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &session->environment_))) {
    return Error{ErrorCode::storage, "ODBC cannot be used on this machine: no environment. Install "
                                     "unixODBC and a driver for the warehouse."};
  }
  SQLSetEnvAttr(session->environment_, SQL_ATTR_ODBC_VERSION,
                reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);  // NOLINT: ODBC's way of numbers
  if (!good(SQLAllocHandle(SQL_HANDLE_DBC, session->environment_, &session->connection_))) {
    return session->error("opening", SQL_HANDLE_ENV, session->environment_);
  }
  SQLSetConnectAttr(session->connection_, SQL_ATTR_LOGIN_TIMEOUT,
                    reinterpret_cast<SQLPOINTER>(kLoginSeconds), 0);  // NOLINT: as above
  SQLSetConnectAttr(session->connection_, SQL_ATTR_ACCESS_MODE,
                    reinterpret_cast<SQLPOINTER>(SQL_MODE_READ_ONLY), 0);  // NOLINT: as above
  std::string text = connection;
  if (!secret.empty()) {
    if (!text.empty() && text.back() != ';') text += ';';
    text += "PWD=" + connection_value(secret) + ";";
  }
  std::vector<SQLCHAR> bytes(text.begin(), text.end());
  bytes.push_back(0);
  const auto code = SQLDriverConnect(session->connection_, nullptr, bytes.data(), SQL_NTS, nullptr, 0,
                                     nullptr, SQL_DRIVER_NOPROMPT);
  if (!good(code)) return session->error("connecting", SQL_HANDLE_DBC, session->connection_);
  session->connected_ = true;
  session->quote_ = info(session->connection_, SQL_IDENTIFIER_QUOTE_CHAR);
  session->product_ = info(session->connection_, SQL_DBMS_NAME);
  return session;
}

Session::~Session() {
  if (connected_) {
    SQLEndTran(SQL_HANDLE_DBC, connection_, SQL_ROLLBACK);
    SQLDisconnect(connection_);
  }
  if (connection_ != nullptr) SQLFreeHandle(SQL_HANDLE_DBC, connection_);
  if (environment_ != nullptr) SQLFreeHandle(SQL_HANDLE_ENV, environment_);
}

Status Session::begin_snapshot() {
  if (!good(SQLSetConnectAttr(connection_, SQL_ATTR_AUTOCOMMIT,
                              reinterpret_cast<SQLPOINTER>(SQL_AUTOCOMMIT_OFF),  // NOLINT: as above
                              0))) {
    return error("beginning to read", SQL_HANDLE_DBC, connection_);
  }
  // The level that gives one state of all tables, in the words of each product.
  std::string statement;
  if (product_.find("PostgreSQL") != product_.npos) {
    statement = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
  } else if (product_.find("SQL Server") != product_.npos) {
    statement = "SET TRANSACTION ISOLATION LEVEL SNAPSHOT";
  } else {
    SQLSetConnectAttr(connection_, SQL_ATTR_TXN_ISOLATION,
                      reinterpret_cast<SQLPOINTER>(SQL_TXN_SERIALIZABLE), 0);  // NOLINT: as above
    return {};
  }
  auto done = query(statement);
  if (!done) return std::move(done).error();
  return {};
}

Result<Query> Session::query(const std::string& sql) const {
  SQLHSTMT statement = nullptr;
  if (!good(SQLAllocHandle(SQL_HANDLE_STMT, connection_, &statement))) {
    return error("asking", SQL_HANDLE_DBC, connection_);
  }
  Query query(*this, statement);
  std::vector<SQLCHAR> bytes(sql.begin(), sql.end());
  bytes.push_back(0);
  const auto code = SQLExecDirect(statement, bytes.data(), SQL_NTS);
  if (!good(code) && code != SQL_NO_DATA) return error("asking", SQL_HANDLE_STMT, statement);
  auto described = query.describe();
  if (!described) return std::move(described).error();
  return query;
}

Result<std::vector<std::pair<std::string, std::string>>> Session::tables(
    const std::string& schema) const {
  SQLHSTMT statement = nullptr;
  if (!good(SQLAllocHandle(SQL_HANDLE_STMT, connection_, &statement))) {
    return error("listing tables", SQL_HANDLE_DBC, connection_);
  }
  Query query(*this, statement);
  if (!good(SQLTables(statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0))) {
    return error("listing tables", SQL_HANDLE_STMT, statement);
  }
  auto described = query.describe();
  if (!described) return std::move(described).error();
  std::vector<std::pair<std::string, std::string>> names;
  while (true) {
    auto more = query.next();
    if (!more) return std::move(more).error();
    if (!*more) return names;
    // TABLE_CAT, TABLE_SCHEM, TABLE_NAME, TABLE_TYPE, REMARKS
    if (schema.empty() || query.cells()[1] == schema) names.emplace_back(query.cells()[1], query.cells()[2]);
  }
}

Query::Query(Query&& other) noexcept
    : session_(other.session_), statement_(other.statement_), columns_(std::move(other.columns_)),
      cells_(std::move(other.cells_)), buffer_(std::move(other.buffer_)) {
  other.statement_ = nullptr;
}

Query::~Query() {
  if (statement_ != nullptr) SQLFreeHandle(SQL_HANDLE_STMT, statement_);
}

Status Query::describe() {
  SQLSMALLINT count = 0;
  if (!good(SQLNumResultCols(statement_, &count))) {
    return session_->error("reading columns", SQL_HANDLE_STMT, statement_);
  }
  for (SQLSMALLINT i = 1; i <= count; ++i) {
    std::array<SQLWCHAR, 256> name{};
    SQLSMALLINT length = 0, type = 0, digits = 0, nullable = 0;
    SQLULEN size = 0;
    if (!good(SQLDescribeColW(statement_, static_cast<SQLUSMALLINT>(i), name.data(),
                              static_cast<SQLSMALLINT>(name.size()), &length, &type, &size, &digits,
                              &nullable))) {
      return session_->error("reading columns", SQL_HANDLE_STMT, statement_);
    }
    columns_.push_back({utf8_of(name.data(), static_cast<std::size_t>(length)), kind_of(type)});
  }
  cells_.resize(columns_.size());
  buffer_.resize(kBufferUnits);
  return {};
}

Result<bool> Query::next() {
  const SQLRETURN code = SQLFetch(statement_);
  if (code == SQL_NO_DATA) return false;
  if (!good(code)) return session_->error("reading rows", SQL_HANDLE_STMT, statement_);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    auto read = read_cell(i);
    if (!read) return std::move(read).error();
  }
  return true;
}

// Long values come in pieces, each closed by a NUL.
Status Query::read_cell(std::size_t column) {
  cells_[column].clear();
  std::vector<SQLWCHAR> whole;
  while (true) {
    SQLLEN length = 0;
    const SQLRETURN code = SQLGetData(statement_, static_cast<SQLUSMALLINT>(column + 1), SQL_C_WCHAR,
                                      buffer_.data(),
                                      static_cast<SQLLEN>(buffer_.size() * sizeof(SQLWCHAR)), &length);
    if (code == SQL_NO_DATA || length == SQL_NULL_DATA) break;
    if (!good(code)) return session_->error("reading rows", SQL_HANDLE_STMT, statement_);
    const bool more = code == SQL_SUCCESS_WITH_INFO &&
                      (length == SQL_NO_TOTAL ||
                       static_cast<std::size_t>(length) >= buffer_.size() * sizeof(SQLWCHAR));
    const std::size_t units = more ? buffer_.size() - 1
                                   : static_cast<std::size_t>(length) / sizeof(SQLWCHAR);
    whole.insert(whole.end(), buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(units));
    if (!more) break;
  }
  cells_[column] = contract_text(columns_[column].kind, utf8_of(whole.data(), whole.size()));
  return {};
}

}  // namespace waymark::odbc
