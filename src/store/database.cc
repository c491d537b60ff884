#include "store/database.h"

#include <fmt/format.h>

#include <utility>

#include "store/duckdb_library.h"

namespace waymark::sql {
namespace {

Error failure(std::string_view what, const char* message) {
  return {ErrorCode::storage, fmt::format("The database failed while it {}: {}", what,
                                          message == nullptr ? "no reason was given." : message)};
}

// One file must never be opened twice by one process: closing either handle would drop the lock
// that keeps other processes out. DuckDB's instance cache sees to it, and has to be one for the
// process.
duckdb_instance_cache instances() {
  static duckdb_instance_cache cache = duck::create_instance_cache();
  return cache;
}

class Config {
 public:
  Config() { created_ = duck::create_config(&config_) == DuckDBSuccess; }
  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;
  ~Config() { duck::destroy_config(&config_); }

  Status set(const char* name, const std::string& value) {
    if (created_ && duck::set_config(config_, name, value.c_str()) == DuckDBSuccess) return {};
    return failure("opened",
                   fmt::format("the setting {} = \"{}\" was refused.", name, value).c_str());
  }
  duckdb_config handle() const { return config_; }

 private:
  duckdb_config config_ = nullptr;
  bool created_ = false;
};

Status configure(Config& config, const DatabaseOptions& options) {
  const std::pair<const char*, std::string> settings[] = {
      // Records of children are read by a program that never reaches for the network.
      {"autoinstall_known_extensions", "false"},
      {"autoload_known_extensions", "false"},
      {"access_mode", options.read_only ? "READ_ONLY" : "AUTOMATIC"},
      {"threads", std::to_string(options.threads)},
      {"temp_directory", options.temp_directory.string()},
  };
  for (const auto& [name, value] : settings) {
    if (auto set = config.set(name, value); !set) return set;
  }
  if (options.memory_mib == 0) return {};
  return config.set("memory_limit", fmt::format("{}MiB", options.memory_mib));
}

// The process named in "Conflicting lock is held in /bin/x (PID 17)"; empty if there is none.
std::string process_named_in(std::string_view message) {
  constexpr std::string_view kBefore = "(PID ";
  const auto at = message.find(kBefore);
  if (at == std::string_view::npos) return {};
  const auto from = at + kBefore.size();
  return fmt::format(" (process {})", message.substr(from, message.find(')', from) - from));
}

Error open_failure(const std::filesystem::path& file, bool read_only, std::string_view message) {
  const auto says = [&](std::string_view words) {
    return message.find(words) != std::string_view::npos;
  };
  if (says("Could not set lock") || says("being used by another process")) {
    return {ErrorCode::in_use,
            fmt::format(
                "The store {} is {} by another program{}. Wait until it has finished, then try "
                "again.",
                file.string(), read_only ? "being written" : "in use", process_named_in(message))};
  }
  if (says("different configuration")) {
    return {
        ErrorCode::conflict,
        fmt::format("The store {} is already open in this program in another way. Close it first, "
                    "then try again.",
                    file.string())};
  }
  if (says("not a valid DuckDB database")) {
    return {ErrorCode::invalid_input,
            fmt::format("{} is not a store of waymark. Give the file that `waymark init` made.",
                        file.string())};
  }
  return {ErrorCode::storage,
          fmt::format("The store {} could not be opened: {}", file.string(), message)};
}

class Statement {
 public:
  Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { duck::destroy_prepare(&statement_); }

  Status prepare(duckdb_connection connection, const std::string& text) {
    if (duck::prepare(connection, text.c_str(), &statement_) == DuckDBSuccess) return {};
    return failure(fmt::format("read the statement \"{}\"", text), duck::prepare_error(statement_));
  }
  Status bind(idx_t place, const Binding& binding) {
    if (std::visit([&](const auto& value) { return bind_value(place, value); }, binding) ==
        DuckDBSuccess) {
      return {};
    }
    return failure("bound a value", duck::prepare_error(statement_));
  }
  duckdb_prepared_statement handle() const { return statement_; }

 private:
  duckdb_state bind_value(idx_t place, std::int64_t value) {
    return duck::bind_int64(statement_, place, value);
  }
  duckdb_state bind_value(idx_t place, std::string_view value) {
    return duck::bind_varchar_length(statement_, place, value.data(), value.size());
  }
  duckdb_state bind_value(idx_t place, Date value) {
    return value.missing() ? duck::bind_null(statement_, place)
                           : duck::bind_date(statement_, place, duckdb_date{value.days});
  }
  duckdb_prepared_statement statement_ = nullptr;
};

}  // namespace

std::string quoted_name(std::string_view name) {
  std::string quoted = "\"";
  for (char c : name) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

std::string quoted_text(std::string_view text) {
  std::string quoted = "'";
  for (char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + '\'';
}

ColumnView::ColumnView(duckdb_vector vector, std::size_t rows)
    : data_(duck::vector_get_data(vector)), validity_(duck::vector_get_validity(vector)) {
  // A mask is often there although nothing is null; seeing that once saves a look a row.
  if (validity_ == nullptr) return;
  const std::size_t words = rows / 64;
  for (std::size_t i = 0; i < words; ++i) {
    if (validity_[i] != ~std::uint64_t{0}) return;
  }
  const std::size_t rest = rows % 64;
  const std::uint64_t mask = (std::uint64_t{1} << rest) - 1;
  if (rest == 0 || (validity_[words] & mask) == mask) validity_ = nullptr;
}

std::string_view ColumnView::text(std::size_t row) const {
  if (!valid(row)) return {};
  const duckdb_string_t& value = data<duckdb_string_t>()[row];
  const std::uint32_t length = value.value.inlined.length;
  constexpr std::uint32_t kInlined = sizeof(value.value.inlined.inlined);
  return {length <= kInlined ? value.value.inlined.inlined : value.value.pointer.ptr, length};
}

Rows::Rows(Rows&& other) noexcept
    : result_(other.result_),
      held_(std::exchange(other.held_, false)),
      chunk_(std::exchange(other.chunk_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

Rows& Rows::operator=(Rows&& other) noexcept {
  if (this == &other) return *this;
  release();
  result_ = other.result_;
  held_ = std::exchange(other.held_, false);
  chunk_ = std::exchange(other.chunk_, nullptr);
  size_ = std::exchange(other.size_, 0);
  return *this;
}

Rows::~Rows() { release(); }

void Rows::release() {
  if (chunk_ != nullptr) duck::destroy_data_chunk(&chunk_);
  if (held_) duck::destroy_result(&result_);
  chunk_ = nullptr;
  held_ = false;
}

Result<bool> Rows::next() {
  if (chunk_ != nullptr) duck::destroy_data_chunk(&chunk_);
  chunk_ = duck::fetch_chunk(result_);
  size_ = chunk_ == nullptr ? 0 : duck::data_chunk_get_size(chunk_);
  if (size_ > 0) return true;
  const char* message = duck::result_error(&result_);
  if (message != nullptr && *message != '\0') return failure("read rows", message);
  return false;
}

ColumnView Rows::column(std::size_t index) const {
  return {duck::data_chunk_get_vector(chunk_, index), size_};
}

std::size_t Rows::columns() const {
  duckdb_result result = result_;  // the interface takes it by pointer and changes nothing
  return duck::column_count(&result);
}

std::string Rows::name(std::size_t column) const {
  duckdb_result result = result_;
  return duck::column_name(&result, column);
}

duckdb_type Rows::type(std::size_t column) const {
  duckdb_result result = result_;
  return duck::column_type(&result, column);
}

Connection::Connection(Connection&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Connection& Connection::operator=(Connection&& other) noexcept {
  std::swap(connection_, other.connection_);
  return *this;
}

Connection::~Connection() {
  if (connection_ != nullptr) duck::disconnect(&connection_);
}

Status Connection::execute(const std::string& statements) {
  duckdb_result result;
  const duckdb_state state = duck::query(connection_, statements.c_str(), &result);
  const Rows held(result);  // released in any case, also after a failure
  if (state == DuckDBSuccess) return {};
  return failure(fmt::format("ran \"{}\"", statements.substr(0, 200)), duck::result_error(&result));
}

Result<Rows> Connection::query(const std::string& statement,
                               std::initializer_list<Binding> bindings) {
  Statement prepared;
  if (auto done = prepared.prepare(connection_, statement); !done) return std::move(done).error();
  idx_t place = 0;
  for (const auto& binding : bindings) {
    if (auto done = prepared.bind(++place, binding); !done) return std::move(done).error();
  }
  duckdb_result result;
  const duckdb_state state = duck::execute_prepared_streaming(prepared.handle(), &result);
  Rows rows(result);
  if (state == DuckDBSuccess) return rows;
  return failure(fmt::format("ran \"{}\"", statement.substr(0, 200)), duck::result_error(&result));
}

Result<std::optional<std::int64_t>> Connection::query_number(
    const std::string& statement, std::initializer_list<Binding> bindings) {
  auto rows = query(statement, bindings);
  if (!rows) return std::move(rows).error();
  auto more = rows->next();
  if (!more) return std::move(more).error();
  if (!*more || !rows->column(0).valid(0)) return std::optional<std::int64_t>();
  const bool wide = rows->type(0) == DUCKDB_TYPE_BIGINT;
  return std::optional<std::int64_t>(wide ? rows->column(0).value<std::int64_t>(0)
                                          : rows->column(0).value<std::int32_t>(0));
}

Database::Opened Database::open(const std::filesystem::path& file, const DatabaseOptions& options) {
  if (auto found = duck::library(); !found) return std::move(found).error();
  Config config;
  if (auto done = configure(config, options); !done) return std::move(done).error();
  duckdb_database database = nullptr;
  char* message = nullptr;
  const bool in_memory = file.empty();
  const std::string path = file.string();
  const duckdb_state state =
      in_memory ? duck::open_ext(nullptr, &database, config.handle(), &message)
                : duck::get_or_create_from_cache(instances(), path.c_str(), &database,
                                                 config.handle(), &message);
  if (state == DuckDBSuccess) return std::shared_ptr<const Database>(new Database(database));
  Error error = open_failure(file, options.read_only, message == nullptr ? "" : message);
  duck::free(message);
  return error;
}

std::shared_ptr<const Database> Database::later(std::function<Opened()> open) {
  std::shared_ptr<Database> database(new Database(nullptr));
  database->open_ = std::move(open);
  return database;
}

Database::~Database() {
  if (database_ != nullptr) duck::close(&database_);
}

Result<Connection> Database::connect() const {
  if (open_) {
    std::call_once(opening_, [this] { opened_.emplace(open_()); });
    return *opened_ ? (**opened_)->connect() : opened_->error();
  }
  duckdb_connection connection = nullptr;
  if (duck::connect(database_, &connection) == DuckDBSuccess) return Connection(connection);
  return failure("connected", nullptr);
}

Result<Transaction> Transaction::begin(Connection& connection) {
  if (auto begun = connection.execute("BEGIN TRANSACTION"); !begun) return std::move(begun).error();
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  if (connection_ == nullptr) return;
  // Nothing can be done about a failure: what was not committed is gone when the file is next
  // opened.
  static_cast<void>(connection_->execute("ROLLBACK"));
}

Status Transaction::commit() {
  Connection* connection = std::exchange(connection_, nullptr);
  auto committed = connection->execute("COMMIT");
  if (!committed) static_cast<void>(connection->execute("ROLLBACK"));
  return committed;
}

}  // namespace waymark::sql
