#include "facts/in_force.h"

#include <algorithm>

#include "facts/by_child.h"
#include "facts/record_keys.h"

namespace waymark {

InForceRows::InForceRows(const Extract& extract, const People& people, const Fields& fields,
                         const std::vector<bool>& usable) {
  const auto from = extract.column(fields.table, fields.from);
  const auto to = extract.column(fields.table, fields.to);
  std::vector<std::int32_t> child = people.rows_of(extract.column(fields.table, fields.person));
  for (std::size_t row = 0; row < child.size(); ++row) {
    const bool never = from[row] == kMissing || (to[row] != kMissing && to[row] < from[row]);
    if (never || (!usable.empty() && !usable[row])) child[row] = kMissing;
  }
  const ByChild by_child(child, people.count());
  const KeyOrder order(extract, fields.table, fields.key);
  const auto later = [&order](const Entry& a, const Entry& b) {
    return a.from != b.from ? a.from > b.from : order.before(b.row, a.row);
  };
  first_.reserve(people.count() + 1);
  first_.push_back(0);
  for (std::size_t i = 0; i < people.count(); ++i) {
    for (std::int32_t row : by_child.of(static_cast<std::int32_t>(i))) {
      const auto at = static_cast<std::size_t>(row);
      entries_.push_back({from[at], to[at] == kMissing ? kMissing : to[at] + 1, row});
    }
    const auto begin = entries_.begin() + first_.back();
    if (entries_.end() - begin > 1) std::sort(begin, entries_.end(), later);
    first_.push_back(static_cast<std::uint32_t>(entries_.size()));
  }
}

}  // namespace waymark
