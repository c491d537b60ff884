#include "facts/dated_map.h"

#include <algorithm>

#include "facts/by_child.h"
#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

std::size_t key_count(const Extract& extract, std::string_view table, std::string_view key) {
  const RecordTable* records = extract.find(table);
  if (records == nullptr) return 0;
  const Field& field = records->schema->fields[records->field(key)];
  return field.type == FieldType::id ? id_count(extract, field.id_space)
                                     : static_cast<std::size_t>(extract.codes.size());
}

}  // namespace

DatedMap::DatedMap(const Extract& extract, std::string_view table, std::string_view key,
                   const std::vector<bool>& usable)
    : first_(1) {
  const std::size_t keys = key_count(extract, table, key);
  const auto key_of = extract.column(table, key);
  const auto from = extract.column(table, "from_date");
  const auto to = extract.column(table, "to_date");
  std::vector<std::int32_t> used(key_of.begin(), key_of.end());
  for (std::size_t row = 0; row < usable.size(); ++row) {
    if (!usable[row]) used[row] = kMissing;
  }
  const ByChild by_key(used, keys);
  first_.reserve(keys + 1);
  for (std::size_t i = 0; i < keys; ++i) {
    for (std::int32_t row : by_key.of(static_cast<std::int32_t>(i))) {
      const auto at = static_cast<std::size_t>(row);
      rows_.push_back({from[at], to[at] == kMissing ? kMissing : to[at] + 1, row});
    }
    if (rows_.size() > first_.back() + 1) {
      std::stable_sort(rows_.begin() + first_.back(), rows_.end(),
                       [](const Row& a, const Row& b) { return a.from > b.from; });
    }
    first_.push_back(static_cast<std::uint32_t>(rows_.size()));
  }
}

std::span<const DatedMap::Row> DatedMap::rows_of(std::int32_t key) const {
  if (key < 0 || static_cast<std::size_t>(key) + 1 >= first_.size()) return {};
  const auto at = static_cast<std::size_t>(key);
  return std::span(rows_).subspan(first_[at], first_[at + 1] - first_[at]);
}

DatedMap::Found DatedMap::find(std::int32_t key, Date day) const {
  Found found;
  if (day.missing()) return found;
  for (const Row& row : rows_of(key)) {
    if (row.from > day.days) {
      found.until = earliest_of(found.until, {row.from});
    } else if (row.until == kMissing || day.days < row.until) {
      found.row = row.row;
      found.until = earliest_of(found.until, {row.until});
      break;
    }
  }
  return found;
}

std::vector<Date> DatedMap::change_days() const {
  std::vector<Date> days;
  for (const Row& row : rows_) {
    if (row.from != kMissing) days.push_back({row.from});
    if (row.until != kMissing) days.push_back({row.until});
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

}  // namespace waymark
