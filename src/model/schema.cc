#include "model/schema.h"

#include <algorithm>
#include <map>

#include "base/csv.h"
#include "base/embedded.h"
#include "base/text.h"

namespace waymark {
namespace {

// The rows of a file of schema/records, one at a time.
class Rows {
 public:
  explicit Rows(std::string_view name) : reader_(text_of(name)) {
    reader_.next(row_);
    names_.assign(row_.fields.begin(), row_.fields.end());
  }

  bool next() {
    if (!reader_.next(row_)) return false;
    CHECK_THAT(row_.fields.size() == names_.size(), "schema/records rows have all fields");
    return true;
  }

  // The value of this row in a column; it holds until the next row.
  std::string_view operator[](std::string_view column) const {
    const auto name = std::find(names_.begin(), names_.end(), column);
    CHECK_THAT(name != names_.end(), "schema/records has the columns that are read");
    return row_.fields[static_cast<std::size_t>(name - names_.begin())];
  }

  std::string text(std::string_view column) const { return std::string((*this)[column]); }

 private:
  static std::string_view text_of(std::string_view name) {
    for (const auto& file : embedded::records()) {
      if (file.name == name) return file.text;
    }
    CHECK_THAT(false, "schema/records is embedded");
  }

  CsvReader reader_;
  CsvRow row_;
  std::vector<std::string> names_;
};

FieldType parse_type(std::string_view text) {
  for (FieldType type :
       {FieldType::id, FieldType::code, FieldType::text, FieldType::postcode, FieldType::date,
        FieldType::boolean, FieldType::integer, FieldType::decimal, FieldType::json}) {
    if (text == to_string(type)) return type;
  }
  CHECK_THAT(false, "schema/records/fields.csv has known types");
}

std::vector<std::string> parse_tie_fields(std::string_view text) {
  std::vector<std::string> fields;
  if (text.empty()) return fields;
  for (auto part : split_text(text, '+')) fields.emplace_back(part);
  return fields;
}

RecordSchema read_schema() {
  RecordSchema schema;
  std::map<std::string, std::size_t, std::less<>> positions;
  const auto table_of = [&](const Rows& row) -> Table& {
    const auto found = positions.find(row["table"]);
    CHECK_THAT(found != positions.end(), "schema/records names known tables");
    return schema.tables[found->second];
  };
  for (Rows row("tables.csv"); row.next();) {
    positions[row.text("table")] = schema.tables.size();
    schema.tables.push_back({.name = row.text("table"),
                             .description = row.text("description"),
                             .person_field = row.text("person_field"),
                             .tie_fields = parse_tie_fields(row["tie_fields"]),
                             .fields = {}});
  }
  for (Rows row("fields.csv"); row.next();) {
    table_of(row).fields.push_back({.name = row.text("field"),
                                    .type = parse_type(row["type"]),
                                    .key = row["key"] == "Y",
                                    .required = row["required"] == "Y",
                                    .references = row.text("references"),
                                    .id_space = row.text("id_space"),
                                    .allowed = {},
                                    .definition = row.text("definition")});
  }
  for (Rows row("codes.csv"); row.next();) {
    Table& table = table_of(row);
    const auto field = table.find(row["field"]);
    CHECK_THAT(field.has_value(), "schema/records/codes.csv names known fields");
    table.fields[*field].allowed.push_back({row.text("code"), row.text("label")});
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
