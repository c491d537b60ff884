// The tables of a store: one per table of the records (generated from record_schema()), and the few
// that keep loads, dictionaries, findings and published figures. Every one begins with the
// authority.
//
// A table of the records, `r_<table>`:
//   row_authority     number of the authority
//   <person field>    the child, if the table has one: rows are clustered by authority and child
//   <other fields>    id, code, postcode, json: INTEGER number in a dictionary; date: DATE;
//                     boolean: TINYINT; integer: INTEGER; text and decimal: VARCHAR;
//                     json also <field>_text, the object as it stood
//   row_file          place in the file when the version was opened
//   row_tie           order among rows equal in the table's tie fields
//   row_original      the row as it stood, where the typed columns lose something of it
//   row_hash_low, row_hash_high   hash of the content
//   row_opened        the load that brought this version
//   row_closed        the load that ended it; kStillOpen while none has
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "model/schema.h"
#include "store/appender.h"

namespace waymark {

// `row_closed` of a row version that no load has ended.
inline constexpr std::int32_t kStillOpen = std::numeric_limits<std::int32_t>::max();
// Changes whenever a store of before can no longer be read.
inline constexpr std::int64_t kStoreFormat = 1;
// The dictionary that holds codes, folded postcodes and JSON keys, beside the id spaces.
inline constexpr std::string_view kCodeSpace = "code";

struct StoredColumn {
  enum class Part {
    authority,
    value,
    text,
    file_row,
    tie_rank,
    original,
    hash_low,
    hash_high,
    opened,
    closed,
  };
  std::string name;
  sql::ColumnType type = sql::ColumnType::integer;
  Part part = Part::value;
  std::size_t field = 0;  // of the schema's table, for `value` and `text`
};

struct StoredTable {
  std::string name;  // r_<table>
  const Table* schema = nullptr;
  std::vector<StoredColumn> columns;

  std::vector<sql::ColumnType> types() const;
};

// One for every table of record_schema(), in its order.
const std::vector<StoredTable>& stored_tables();
const StoredTable& stored_table(std::string_view table);
// Names of all id spaces of the schema, the code space first, then in byte order.
const std::vector<std::string>& dictionary_spaces();
// CREATE TABLE statements of a whole store.
std::string create_statements();
// Tells stores made for other tables of records apart: a hash of the records' tables.
std::int64_t layout_mark();

}  // namespace waymark
