#include "facts/record_keys.h"

#include "base/check.h"

namespace waymark {
namespace {

const std::string& id_space_of(std::string_view table, std::string_view field) {
  const Table* shape = record_schema().find(table);
  CHECK_THAT(shape != nullptr, "the table is in schema/records/tables.csv");
  const auto position = shape->find(field);
  CHECK_THAT(position.has_value(), "the field is in schema/records/fields.csv");
  return shape->fields[*position].id_space;
}

}  // namespace

std::size_t id_count(const Extract& extract, std::string_view id_space) {
  const auto found = extract.ids.find(id_space);
  return found == extract.ids.end() || found->second == nullptr
             ? 0
             : static_cast<std::size_t>(found->second->size());
}

RowOfKey::RowOfKey(const Extract& extract, std::string_view table, std::string_view key,
                   std::span<const std::int32_t> usable)
    : row_(id_count(extract, id_space_of(table, key)), kMissing) {
  const auto keys = extract.column(table, key);
  for (std::size_t row = 0; row < keys.size(); ++row) {
    if (keys[row] == kMissing || usable[row] == kMissing) continue;
    row_[static_cast<std::size_t>(keys[row])] = static_cast<std::int32_t>(row);
  }
}

KeyOrder::KeyOrder(const Extract& extract, std::string_view table, std::string_view key)
    : keys_(extract.column(table, key)) {
  const auto space = extract.ids.find(id_space_of(table, key));
  if (space != extract.ids.end()) texts_ = space->second.get();
}

bool KeyOrder::before(std::int32_t row_a, std::int32_t row_b) const {
  const std::int32_t a = keys_[static_cast<std::size_t>(row_a)];
  const std::int32_t b = keys_[static_cast<std::size_t>(row_b)];
  return a != b && texts_ != nullptr && texts_->before(a, b);
}

}  // namespace waymark
