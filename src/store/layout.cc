#include "store/layout.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <set>

#include "base/check.h"

namespace waymark {
namespace {

using Part = StoredColumn::Part;
using sql::ColumnType;

// Tables that are the same whatever the records are. Numbers of authorities and loads count from 1.
constexpr std::string_view kFixedTables = R"sql(
CREATE TABLE store_format (format INTEGER NOT NULL, layout BIGINT NOT NULL);
CREATE TABLE authority (authority INTEGER NOT NULL, code VARCHAR NOT NULL);
-- `tables`: names of the tables supplied, separated by blanks.
CREATE TABLE load (authority INTEGER NOT NULL, id INTEGER NOT NULL, as_at DATE NOT NULL,
                   extract_date DATE, digest VARCHAR NOT NULL, opened BIGINT NOT NULL,
                   closed BIGINT NOT NULL, tables VARCHAR NOT NULL);
-- What stood in a file at fault need not be UTF-8: hence BLOB.
CREATE TABLE finding (authority INTEGER NOT NULL, load INTEGER NOT NULL, place INTEGER NOT NULL,
                      effect INTEGER NOT NULL, file_row BIGINT NOT NULL, rule VARCHAR,
                      table_name VARCHAR, file BLOB, column_name BLOB, key BLOB, value BLOB,
                      message BLOB, row_text BLOB);
-- A dictionary: the ids of one space, or the codes. The first `ordered` texts stand in byte order.
CREATE TABLE dictionary (authority INTEGER NOT NULL, space VARCHAR NOT NULL, size INTEGER NOT NULL,
                         ordered INTEGER NOT NULL);
CREATE TABLE dictionary_text (authority INTEGER NOT NULL, space VARCHAR NOT NULL,
                              number INTEGER NOT NULL, text VARCHAR NOT NULL);
-- One row a key of a set of JSON keys (numbers of codes); an empty set is one row without a key.
CREATE TABLE key_set (authority INTEGER NOT NULL, number INTEGER NOT NULL, key INTEGER);
-- `month`: months since January 1970.
CREATE TABLE published (authority VARCHAR NOT NULL, measure VARCHAR NOT NULL, area VARCHAR NOT NULL,
                        month INTEGER NOT NULL, value VARCHAR, numerator VARCHAR,
                        denominator VARCHAR, ytd_value VARCHAR, source VARCHAR NOT NULL);
)sql";

ColumnType type_of(FieldType type) {
  switch (type) {
    case FieldType::date:
      return ColumnType::date;
    case FieldType::boolean:
      return ColumnType::flag;
    case FieldType::text:
    case FieldType::decimal:
      return ColumnType::text;
    case FieldType::id:
    case FieldType::code:
    case FieldType::postcode:
    case FieldType::integer:
    case FieldType::json:
      return ColumnType::integer;
  }
  return ColumnType::integer;
}

void add_field(StoredTable& table, std::size_t position) {
  const Field& field = table.schema->fields[position];
  const ColumnType type = type_of(field.type);
  const Part part = type == ColumnType::text ? Part::text : Part::value;
  table.columns.push_back({field.name, type, part, position});
  if (field.type == FieldType::json) {
    table.columns.push_back({field.name + "_text", ColumnType::text, Part::text, position});
  }
}

StoredTable stored(const Table& schema) {
  StoredTable table{.name = "r_" + schema.name, .schema = &schema, .columns = {}};
  table.columns.push_back({"row_authority", ColumnType::integer, Part::authority});
  const auto person = schema.find(schema.person_field);
  if (person) add_field(table, *person);
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (i != person) add_field(table, i);
  }
  const StoredColumn last[] = {
      {"row_file", ColumnType::integer, Part::file_row},
      {"row_tie", ColumnType::integer, Part::tie_rank},
      {"row_original", ColumnType::text, Part::original},
      {"row_hash_low", ColumnType::hash, Part::hash_low},
      {"row_hash_high", ColumnType::hash, Part::hash_high},
      {"row_opened", ColumnType::integer, Part::opened},
      {"row_closed", ColumnType::integer, Part::closed},
  };
  table.columns.insert(table.columns.end(), std::begin(last), std::end(last));
  return table;
}

std::string record_tables() {
  std::string statements;
  for (const auto& table : stored_tables()) {
    std::string columns;
    for (const auto& column : table.columns) {
      if (!columns.empty()) columns += ", ";
      columns += fmt::format("{} {}", sql::quoted_name(column.name), name_of(column.type));
    }
    statements += fmt::format("CREATE TABLE {} ({});\n", sql::quoted_name(table.name), columns);
  }
  return statements;
}

}  // namespace

std::vector<ColumnType> StoredTable::types() const {
  std::vector<ColumnType> types;
  for (const auto& column : columns) types.push_back(column.type);
  return types;
}

const std::vector<StoredTable>& stored_tables() {
  static const std::vector<StoredTable> tables = [] {
    std::vector<StoredTable> made;
    for (const auto& table : record_schema().tables) made.push_back(stored(table));
    return made;
  }();
  return tables;
}

const StoredTable& stored_table(std::string_view table) {
  const auto& tables = stored_tables();
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const StoredTable& candidate) {
    return candidate.schema->name == table;
  });
  CHECK_THAT(found != tables.end(), "the table is in schema/records/tables.csv");
  return *found;
}

const std::vector<std::string>& dictionary_spaces() {
  static const std::vector<std::string> spaces = [] {
    std::set<std::string> ids;
    for (const auto& table : record_schema().tables) {
      for (const auto& field : table.fields) {
        if (field.type == FieldType::id) ids.insert(field.id_space);
      }
    }
    std::vector<std::string> all = {std::string(kCodeSpace)};
    all.insert(all.end(), ids.begin(), ids.end());
    return all;
  }();
  return spaces;
}

std::string create_statements() {
  return fmt::format("{}{}INSERT INTO store_format VALUES ({}, {});\n", kFixedTables,
                     record_tables(), kStoreFormat, layout_mark());
}

std::int64_t layout_mark() {
  const std::string statements = record_tables();
  return static_cast<std::int64_t>(XXH3_64bits(statements.data(), statements.size()));
}

}  // namespace waymark
