#include "store/appender.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "store/duckdb_library.h"

namespace waymark::sql {
namespace {

duckdb_type type_of(ColumnType type) {
  switch (type) {
    case ColumnType::integer:
      return DUCKDB_TYPE_INTEGER;
    case ColumnType::date:
      return DUCKDB_TYPE_DATE;
    case ColumnType::flag:
      return DUCKDB_TYPE_TINYINT;
    case ColumnType::big:
      return DUCKDB_TYPE_BIGINT;
    case ColumnType::hash:
      return DUCKDB_TYPE_UBIGINT;
    case ColumnType::text:
      return DUCKDB_TYPE_VARCHAR;
    case ColumnType::bytes:
      return DUCKDB_TYPE_BLOB;
  }
  return DUCKDB_TYPE_INVALID;
}

}  // namespace

const char* name_of(ColumnType type) {
  switch (type) {
    case ColumnType::integer:
      return "INTEGER";
    case ColumnType::date:
      return "DATE";
    case ColumnType::flag:
      return "TINYINT";
    case ColumnType::big:
      return "BIGINT";
    case ColumnType::hash:
      return "UBIGINT";
    case ColumnType::text:
      return "VARCHAR";
    case ColumnType::bytes:
      return "BLOB";
  }
  return "";
}

Result<Appender> Appender::open(Connection& connection, const std::string& table,
                                const std::vector<ColumnType>& types) {
  duckdb_appender appender = nullptr;
  const duckdb_state state =
      duck::appender_create(connection.handle(), nullptr, table.c_str(), &appender);
  std::vector<duckdb_logical_type> logical;
  for (ColumnType type : types) logical.push_back(duck::create_logical_type(type_of(type)));
  Appender made(appender, duck::create_data_chunk(logical.data(), logical.size()), types.size());
  for (auto& type : logical) duck::destroy_logical_type(&type);
  if (state != DuckDBSuccess) return made.failure();
  made.find_vectors();
  return made;
}

Appender::Appender(duckdb_appender appender, duckdb_data_chunk chunk, std::size_t columns)
    : appender_(appender), chunk_(chunk), vectors_(columns), data_(columns), validity_(columns) {}

Appender::Appender(Appender&& other) noexcept
    : appender_(std::exchange(other.appender_, nullptr)),
      chunk_(std::exchange(other.chunk_, nullptr)),
      vectors_(std::move(other.vectors_)),
      data_(std::move(other.data_)),
      validity_(std::move(other.validity_)) {}

Appender::~Appender() {
  if (chunk_ != nullptr) duck::destroy_data_chunk(&chunk_);
  // After close() there is nothing left to fail; without it the transaction is being undone.
  if (appender_ != nullptr) static_cast<void>(duck::appender_destroy(&appender_));
}

void Appender::find_vectors() {
  for (std::size_t i = 0; i < vectors_.size(); ++i) {
    vectors_[i] = duck::data_chunk_get_vector(chunk_, i);
    data_[i] = duck::vector_get_data(vectors_[i]);
    validity_[i] = nullptr;
  }
}

void* Appender::data(std::size_t column) { return data_[column]; }

void Appender::text(std::size_t column, std::size_t row, std::string_view value) {
  duck::vector_assign_string_element_len(vectors_[column], row, value.data(), value.size());
}

void Appender::text_or_null(std::size_t column, std::size_t row, std::string_view value) {
  if (value.empty()) {
    null(column, row);
  } else {
    text(column, row, value);
  }
}

void Appender::null(std::size_t column, std::size_t row) {
  std::uint64_t*& mask = validity_[column];
  if (mask == nullptr) {
    duck::vector_ensure_validity_writable(vectors_[column]);
    mask = duck::vector_get_validity(vectors_[column]);
  }
  mask[row / 64] &= ~(std::uint64_t{1} << (row % 64));
}

Status Appender::append(std::size_t rows) {
  duck::data_chunk_set_size(chunk_, rows);
  if (duck::append_data_chunk(appender_, chunk_) != DuckDBSuccess) return failure();
  duck::data_chunk_reset(chunk_);
  find_vectors();
  return {};
}

Status Appender::close() {
  if (duck::appender_close(appender_) != DuckDBSuccess) return failure();
  return {};
}

Error Appender::failure() const {
  duckdb_error_data error = duck::appender_error_data(appender_);
  const char* message = duck::error_data_message(error);
  Error told{ErrorCode::storage,
             fmt::format("The database failed while it took rows in: {}",
                         message == nullptr ? "no reason was given." : message)};
  duck::destroy_error_data(&error);
  return told;
}

Status append_rows(Appender& appender, std::size_t count,
                   const std::function<void(std::size_t from, std::size_t rows)>& fill) {
  for (std::size_t from = 0; from < count; from += Appender::kChunkRows) {
    const std::size_t rows = std::min(Appender::kChunkRows, count - from);
    fill(from, rows);
    if (auto done = appender.append(rows); !done) return done;
  }
  return appender.close();
}

}  // namespace waymark::sql
