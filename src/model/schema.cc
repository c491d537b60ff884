#include "model/schema.h"

#include <map>

#include "base/csv.h"
#include "base/embedded.h"
#include "base/text.h"

namespace waymark {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> rows_of(std::string_view name) {
  std::vector<Row> rows;
  for (const auto& file : embedded::records()) {
    if (file.name != name) continue;
    CsvReader reader(file.text);
    CsvRow header;
    reader.next(header);
    const std::vector<std::string> names(header.fields.begin(), header.fields.end());
    for (CsvRow row; reader.next(row);) {
      CHECK_THAT(row.fields.size() == names.size(), "schema/records rows have all fields");
      auto& values = rows.emplace_back();
      for (std::size_t i = 0; i < names.size(); ++i) values[names[i]] = row.fields[i];
    }
  }
  CHECK_THAT(!rows.empty(), "schema/records is embedded");
  return rows;
}

FieldType parse_type(const std::string& text) {
  for (FieldType type :
       {FieldType::id, FieldType::code, FieldType::text, FieldType::postcode, FieldType::date,
        FieldType::boolean, FieldType::integer, FieldType::decimal, FieldType::json}) {
    if (text == to_string(type)) return type;
  }
  CHECK_THAT(false, "schema/records/fields.csv has known types");
}

std::vector<std::string> parse_tie_fields(const std::string& text) {
  std::vector<std::string> fields;
  if (text.empty()) return fields;
  for (auto part : split_text(text, '+')) fields.emplace_back(part);
  return fields;
}

RecordSchema read_schema() {
  RecordSchema schema;
  std::map<std::string, std::size_t> positions;
  for (auto& row : rows_of("tables.csv")) {
    positions[row["table"]] = schema.tables.size();
    schema.tables.push_back({.name = row["table"],
                             .description = row["description"],
                             .person_field = row["person_field"],
                             .tie_fields = parse_tie_fields(row["tie_fields"]),
                             .fields = {}});
  }
  for (auto& row : rows_of("fields.csv")) {
    schema.tables[positions.at(row["table"])].fields.push_back({.name = row["field"],
                                                                .type = parse_type(row["type"]),
                                                                .key = row["key"] == "Y",
                                                                .required = row["required"] == "Y",
                                                                .references = row["references"],
                                                                .id_space = row["id_space"],
                                                                .allowed = {},
                                                                .definition = row["definition"]});
  }
  for (auto& row : rows_of("codes.csv")) {
    Table& table = schema.tables[positions.at(row["table"])];
    const auto field = table.find(row["field"]);
    CHECK_THAT(field.has_value(), "schema/records/codes.csv names known fields");
    table.fields[*field].allowed.push_back({row["code"], row["label"]});
  }
  return schema;
}

}  // namespace

std::optional<std::size_t> Table::find(std::string_view field) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == field) return i;
  }
  return std::nullopt;
}

const Table* RecordSchema::find(std::string_view table) const {
  for (const auto& candidate : tables) {
    if (candidate.name == table) return &candidate;
  }
  return nullptr;
}

const RecordSchema& record_schema() {
  static const RecordSchema schema = read_schema();
  return schema;
}

const char* to_string(FieldType type) {
  switch (type) {
    case FieldType::id:
      return "id";
    case FieldType::code:
      return "code";
    case FieldType::text:
      return "text";
    case FieldType::postcode:
      return "postcode";
    case FieldType::date:
      return "date";
    case FieldType::boolean:
      return "boolean";
    case FieldType::integer:
      return "integer";
    case FieldType::decimal:
      return "decimal";
    case FieldType::json:
      return "json";
  }
  return "";
}

}  // namespace waymark
