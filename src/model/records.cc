#include "model/records.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace waymark {

std::int32_t Dictionary::number(std::string_view text) {
  const auto found = numbers_.find(text);
  if (found != numbers_.end()) return found->second;
  const std::int32_t number = size();
  numbers_.emplace(texts_.emplace_back(text), number);
  return number;
}

std::int32_t Dictionary::find(std::string_view text) const {
  const auto found = numbers_.find(text);
  return found == numbers_.end() ? kMissing : found->second;
}

std::size_t RecordTable::field(std::string_view name) const {
  const auto position = schema->find(name);
  CHECK_THAT(position.has_value(), "the field is in schema/records/fields.csv");
  return *position;
}

const RecordTable* Extract::find(std::string_view table) const {
  const auto found = tables.find(table);
  return found == tables.end() ? nullptr : &found->second;
}

std::size_t Extract::rows(std::string_view table) const {
  const RecordTable* records = find(table);
  return records == nullptr ? 0 : records->rows;
}

std::span<const std::int32_t> Extract::column(std::string_view table, std::string_view field) const {
  const RecordTable* records = find(table);
  if (records == nullptr) return {};
  const auto& values = records->values[records->field(field)];
  if (values.size() == records->rows) return values;
  const std::lock_guard lock(all_missing_->mutex);
  auto& missing = all_missing_->columns[records->rows];
  if (missing.size() != records->rows) missing.assign(records->rows, kMissing);
  return missing;
}

std::string Extract::cell_text(std::string_view table, std::string_view field,
                               std::size_t row) const {
  const RecordTable* records = find(table);
  if (records == nullptr) return {};
  const std::size_t position = records->field(field);
  const Field& shape = records->schema->fields[position];
  const auto original = records->originals.find(static_cast<std::int32_t>(row));
  // Blanks around an id are no part of it, wherever it is shown or looked up.
  if (original != records->originals.end() && shape.type != FieldType::id) {
    const auto parts = split_text(original->second, '\x1F');
    if (position < parts.size()) return std::string(parts[position]);
  }
  const auto& texts = records->texts[position];
  if (!texts.empty()) return texts[row];
  const auto& values = records->values[position];
  if (values.empty() || values[row] == kMissing) return {};
  const std::int32_t value = values[row];
  switch (shape.type) {
    case FieldType::date: return to_string(Date{value});
    case FieldType::boolean: return value == 1 ? "Y" : "N";
    case FieldType::integer: return std::to_string(value);
    case FieldType::code:
    case FieldType::postcode: return std::string(codes.text(value));
    case FieldType::id: {
      const auto space = ids.find(shape.id_space);
      return space == ids.end() ? std::string() : space->second->text(value);
    }
    case FieldType::json:
    case FieldType::text:
    case FieldType::decimal: return {};
  }
  return {};
}

bool Extract::has_key(std::int32_t key_set, std::int32_t key) const {
  if (key_set == kMissing || key == kMissing) return false;
  const auto& set = key_sets.sets[static_cast<std::size_t>(key_set)];
  return std::binary_search(set.begin(), set.end(), key);
}

std::int32_t Extract::code(std::string_view text) const { return codes.find(fold_code(text)); }

}  // namespace waymark
