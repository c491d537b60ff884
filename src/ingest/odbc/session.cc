#include "ingest/odbc/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace waymark::odbc {
namespace {

constexpr SQLINTEGER kLoginSeconds = 20;
constexpr std::size_t kBufferUnits = 4096;
constexpr std::size_t kLongestName = 256;
constexpr std::size_t kLongestMessage = 1024;

// psqlodbc's own attributes: without them it holds the whole of a result in memory.
constexpr SQLINTEGER kPostgresCursors = 65539;
constexpr SQLINTEGER kPostgresRowsAtOnce = 65541;
constexpr std::intptr_t kRowsAtOnce = 5000;

bool good(SQLRETURN code) { return SQL_SUCCEEDED(code); }

// ODBC takes numbers where it asks for a pointer.
SQLPOINTER number(std::intptr_t value) {
  return reinterpret_cast<SQLPOINTER>(value);  // NOLINT: see above
}

// What a fault asks of the reader. Some drivers tell much of it in the server's words alone.
std::string_view advice(std::string_view state, std::string_view said) {
  const auto says = [&](std::string_view words) { return said.find(words) != said.npos; };
  if (state.starts_with("28") || says("authentication failed") || says("Login failed") ||
      says("ORA-01017")) {
    return "Check the user name and the password.";
  }
  if (state == "HY008" || state == "57014" || says("canceling statement")) {
    return "The statement was cancelled or ran out of time; try again, or ask for a longer limit.";
  }
  if (says("permission denied") || says("permission was denied")) {
    return "Ask for the right to read the table; docs/warehouse.md lists the rights.";
  }
  if (state == "IM002" || state == "IM003" || state == "01000") {
    return "Check the driver or data source that the connection names; `odbcinst -q -d` lists "
           "drivers.";
  }
  if (state.starts_with("08") || state.starts_with("57") || says("terminating connection") ||
      says("server closed the connection") || says("connection to the backend")) {
    return "Check server, port and network, and try again.";
  }
  if (state.starts_with("42")) return "Check schema, tables and the rights of the login.";
  return "Ask whoever keeps the warehouse.";
}

std::string without(std::string text, const std::string& secret) {
  if (secret.empty()) return text;
  for (std::size_t at = text.find(secret); at != text.npos; at = text.find(secret, at + 3)) {
    text.replace(at, secret.size(), "***");
  }
  return text;
}

std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  while (text.ends_with(' ') || text.ends_with('.')) text.pop_back();
  return text;
}

std::string info(SQLHDBC connection, SQLUSMALLINT what) {
  std::array<SQLCHAR, kLongestName> text{};
  SQLSMALLINT length = 0;
  const auto code =
      SQLGetInfo(connection, what, text.data(), static_cast<SQLSMALLINT>(text.size()), &length);
  return good(code) ? reinterpret_cast<const char*>(text.data()) : "";
}

}  // namespace

Error Session::error(std::string_view doing, SQLSMALLINT kind, SQLHANDLE handle) const {
  std::array<SQLWCHAR, 6> state{};
  std::array<SQLWCHAR, kLongestMessage> text{};
  SQLINTEGER native = 0;
  SQLSMALLINT length = 0;
  std::string said = "the driver says nothing", sqlstate;
  if (good(SQLGetDiagRecW(kind, handle, 1, state.data(), &native, text.data(),
                          static_cast<SQLSMALLINT>(text.size()), &length))) {
    const auto shown =
        std::clamp<std::size_t>(static_cast<std::size_t>(length), 0, text.size() - 1);
    said = one_line(utf8_of(text.data(), shown));
    sqlstate = utf8_of(state.data(), state.size() - 1);
  }
  const std::string_view advised = advice(sqlstate, said);
  // As the driver got it, and as it stands: a driver may quote either.
  said = without(without(said, connection_value(secret_)), secret_);
  return {ErrorCode::storage,
          fmt::format("The warehouse failed while {}: {}{}. Nothing was taken in. {}", doing, said,
                      sqlstate.empty() ? "" : " (" + sqlstate + ")", advised)};
}

Result<std::unique_ptr<Session>> Session::connect(const std::string& connection,
                                                  const std::string& secret) {
  std::unique_ptr<Session> session(new Session());
  session->secret_ = secret;
  if (!good(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &session->environment_))) {
    return Error{ErrorCode::storage,
                 "ODBC cannot be used on this machine: no environment. Install "
                 "unixODBC and a driver for the warehouse."};
  }
  SQLSetEnvAttr(session->environment_, SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC3), 0);
  if (!good(SQLAllocHandle(SQL_HANDLE_DBC, session->environment_, &session->connection_))) {
    return session->error("opening", SQL_HANDLE_ENV, session->environment_);
  }
  SQLSetConnectAttr(session->connection_, SQL_ATTR_LOGIN_TIMEOUT, number(kLoginSeconds), 0);
  SQLSetConnectAttr(session->connection_, SQL_ATTR_ACCESS_MODE, number(SQL_MODE_READ_ONLY), 0);
  std::string text = connection;
  if (!secret.empty()) {
    if (!text.empty() && text.back() != ';') text += ';';
    text += "PWD=" + connection_value(secret) + ";";
  }
  std::vector<SQLWCHAR> units = utf16_of(text);
  const auto code = SQLDriverConnectW(session->connection_, nullptr, units.data(), SQL_NTS, nullptr,
                                      0, nullptr, SQL_DRIVER_NOPROMPT);
  if (!good(code)) return session->error("connecting", SQL_HANDLE_DBC, session->connection_);
  session->connected_ = true;
  session->quote_ = info(session->connection_, SQL_IDENTIFIER_QUOTE_CHAR);
  session->product_ = product_of(info(session->connection_, SQL_DBMS_NAME));
  if (info(session->connection_, SQL_DRIVER_NAME).starts_with("psqlodbc")) {
    SQLSetConnectAttr(session->connection_, kPostgresCursors, number(1), 0);
    SQLSetConnectAttr(session->connection_, kPostgresRowsAtOnce, number(kRowsAtOnce), 0);
  }
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
  if (!good(SQLSetConnectAttr(connection_, SQL_ATTR_AUTOCOMMIT, number(SQL_AUTOCOMMIT_OFF), 0))) {
    return error("beginning to read", SQL_HANDLE_DBC, connection_);
  }
  const std::string_view statement = snapshot_statement(product_);
  if (statement.empty()) {
    SQLSetConnectAttr(connection_, SQL_ATTR_TXN_ISOLATION, number(SQL_TXN_SERIALIZABLE), 0);
    return {};
  }
  auto done = query(std::string(statement));
  if (!done) return std::move(done).error();
  return {};
}

Result<Query> Session::query(const std::string& sql) const {
  SQLHSTMT statement = nullptr;
  if (!good(SQLAllocHandle(SQL_HANDLE_STMT, connection_, &statement))) {
    return error("asking", SQL_HANDLE_DBC, connection_);
  }
  Query query(*this, statement);
  std::vector<SQLWCHAR> units = utf16_of(sql);
  const auto code = SQLExecDirectW(statement, units.data(), SQL_NTS);
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
    if (schema.empty() || query.cells()[1] == schema)
      names.emplace_back(query.cells()[1], query.cells()[2]);
  }
}

Query::Query(Query&& other) noexcept
    : session_(other.session_),
      statement_(other.statement_),
      columns_(std::move(other.columns_)),
      cells_(std::move(other.cells_)),
      buffer_(std::move(other.buffer_)) {
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
  for (SQLUSMALLINT i = 1; i <= static_cast<SQLUSMALLINT>(count); ++i) {
    std::array<SQLWCHAR, kLongestName> name{}, type_name{};
    SQLSMALLINT length = 0, type = 0, digits = 0, nullable = 0, type_bytes = 0;
    SQLULEN size = 0;
    if (!good(SQLDescribeColW(statement_, i, name.data(), static_cast<SQLSMALLINT>(name.size()),
                              &length, &type, &size, &digits, &nullable)) ||
        !good(SQLColAttributeW(statement_, i, SQL_DESC_TYPE_NAME, type_name.data(),
                               static_cast<SQLSMALLINT>(sizeof(type_name)), &type_bytes,
                               nullptr))) {
      return session_->error("reading columns", SQL_HANDLE_STMT, statement_);
    }
    const auto words = static_cast<std::size_t>(type_bytes) / sizeof(SQLWCHAR);
    const std::string product_type = utf8_of(type_name.data(), words);
    columns_.push_back({utf8_of(name.data(), static_cast<std::size_t>(length)),
                        kind_of(type, product_type), type, product_type});
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

// Long values come in pieces, each closed by a NUL; a piece may end between the two halves of a
// character, so that the whole is put together before it becomes UTF-8.
Status Query::read_cell(std::size_t column) {
  cells_[column].clear();
  std::size_t held = 0;
  while (true) {
    const std::size_t room = buffer_.size() - held;
    SQLLEN length = 0;
    const SQLRETURN code =
        SQLGetData(statement_, static_cast<SQLUSMALLINT>(column + 1), SQL_C_WCHAR,
                   buffer_.data() + held, static_cast<SQLLEN>(room * sizeof(SQLWCHAR)), &length);
    if (code == SQL_NO_DATA || length == SQL_NULL_DATA) break;
    if (!good(code)) return session_->error("reading rows", SQL_HANDLE_STMT, statement_);
    const bool more =
        length == SQL_NO_TOTAL || static_cast<std::size_t>(length) >= room * sizeof(SQLWCHAR);
    held += more ? room - 1 : static_cast<std::size_t>(length) / sizeof(SQLWCHAR);
    if (!more) break;
    buffer_.resize(2 * buffer_.size());
  }
  if (held > 0)
    cells_[column] = contract_text(columns_[column].kind, utf8_of(buffer_.data(), held));
  return {};
}

}  // namespace waymark::odbc
