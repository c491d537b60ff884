#include "store/fact_views.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/layout.h"

namespace waymark {
namespace {

constexpr std::size_t kRowsAtOnce = 500;

std::string sql_type(FieldType type) {
  switch (type) {
    case FieldType::date:
      return "DATE";
    case FieldType::boolean:
      return "BOOLEAN";
    case FieldType::integer:
      return "INTEGER";
    case FieldType::decimal:
      return "DECIMAL(18, 6)";
    default:
      return "VARCHAR";
  }
}

// A view over the rows of the store, with a join for every dictionary.
std::string stored_view(const Table& table, std::int32_t authority, std::int32_t load) {
  std::string columns, joins;
  for (std::size_t i = 0; i < table.fields.size(); ++i) {
    const Field& field = table.fields[i];
    const std::string column = "r." + sql::quoted_name(field.name);
    std::string value = column;
    switch (field.type) {
      case FieldType::id:
      case FieldType::code:
      case FieldType::postcode:
        value = fmt::format("d{}.text", i);
        joins += fmt::format(
            " LEFT JOIN dictionary_text AS d{0} ON d{0}.authority = {1} AND "
            "d{0}.space = {2} AND d{0}.number = {3}",
            i, authority,
            sql::quoted_text(field.type == FieldType::id ? field.id_space
                                                         : std::string(kCodeSpace)),
            column);
        break;
      case FieldType::json:
        value = "r." + sql::quoted_name(field.name + "_text");
        break;
      case FieldType::boolean:
        value = fmt::format("CAST({} AS BOOLEAN)", column);
        break;
      case FieldType::decimal:
        value = fmt::format("TRY_CAST({} AS {})", column, sql_type(field.type));
        break;
      default:
        break;
    }
    columns +=
        fmt::format("{}{} AS {}", columns.empty() ? "" : ", ", value, sql::quoted_name(field.name));
  }
  return fmt::format(
      "CREATE OR REPLACE TEMP VIEW {} AS SELECT {} FROM {} AS r{} WHERE "
      "r.row_authority = {} AND r.row_opened <= {} AND r.row_closed > {}",
      sql::quoted_name(table.name), columns, sql::quoted_name("r_" + table.name), joins, authority,
      load, load);
}

std::string row_values(const Extract& extract, const Table& table, std::size_t row) {
  std::string values;
  for (const Field& field : table.fields) {
    std::string text = extract.cell_text(table.name, field.name, row);
    if (!values.empty()) values += ", ";
    if (text.empty()) {
      values += "NULL";
    } else if (field.type == FieldType::boolean) {
      values += text == "Y" ? "true" : "false";
    } else {
      values += fmt::format("CAST({} AS {})", sql::quoted_text(text), sql_type(field.type));
    }
  }
  return "(" + values + ")";
}

// A temporary table with rows that stand outside the store.
Status fill_table(sql::Connection& connection, const Table& table, const Extract& beside) {
  std::string columns;
  for (const Field& field : table.fields) {
    columns += fmt::format("{}{} {}", columns.empty() ? "" : ", ", sql::quoted_name(field.name),
                           sql_type(field.type));
  }
  const std::string name = "temp." + sql::quoted_name(table.name);
  auto made = connection.execute(
      fmt::format("CREATE OR REPLACE TEMP TABLE {} ({})", sql::quoted_name(table.name), columns));
  if (!made) return made;
  const std::size_t rows = beside.rows(table.name);
  for (std::size_t from = 0; from < rows; from += kRowsAtOnce) {
    std::string values;
    for (std::size_t row = from; row < std::min(rows, from + kRowsAtOnce); ++row) {
      values += (values.empty() ? "" : ", ") + row_values(beside, table, row);
    }
    auto done = connection.execute(fmt::format("INSERT INTO {} VALUES {}", name, values));
    if (!done) return done;
  }
  return {};
}

}  // namespace

Status make_fact_views(sql::Connection& connection, std::int32_t authority, const LoadInfo& load,
                       const std::vector<std::string>& tables, const Extract& beside) {
  for (const auto& name : tables) {
    const Table* table = record_schema().find(name);
    const bool stored =
        std::find(load.tables.begin(), load.tables.end(), name) != load.tables.end();
    auto made = stored ? connection.execute(stored_view(*table, authority, load.id))
                       : fill_table(connection, *table, beside);
    if (!made) return made;
  }
  return {};
}

}  // namespace waymark
