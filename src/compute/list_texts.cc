#include "compute/list_texts.h"

#include "base/text.h"

namespace waymark {

std::string ListTexts::child(std::uint32_t row) const {
  const std::int32_t person = table_.child[row];
  return person == kMissing
             ? std::string()
             : extract_.cell_text("ssd_person", "pers_person_id", static_cast<std::size_t>(person));
}

std::string ListTexts::record(std::uint32_t row) const {
  const std::int32_t record = table_.record[row];
  const RecordTable* records = extract_.find(table_.schema->record_table);
  if (record == kMissing || records == nullptr) return {};
  std::vector<std::string> parts;
  for (const auto& field : records->schema->fields) {
    if (!field.key) continue;
    parts.push_back(extract_.cell_text(table_.schema->record_table, field.name,
                                       static_cast<std::size_t>(record)));
  }
  return join_text(parts, " | ");
}

std::string ListTexts::cell(std::string_view column, std::uint32_t row) const {
  const int position = table_.schema->find(column);
  if (position < 0) return {};
  const FactColumn& shape = table_.schema->columns[static_cast<std::size_t>(position)];
  const std::int32_t value = table_.columns[static_cast<std::size_t>(position)][row];
  if (value == kMissing) return {};
  switch (shape.type) {
    case ColumnType::date:
      return to_string(Date{value});
    case ColumnType::number:
      return std::to_string(value);
    case ColumnType::flag:
      return value == 1 ? "yes" : "no";
    case ColumnType::word:
      return shape.words[static_cast<std::size_t>(value)];
  }
  return {};
}

}  // namespace waymark
