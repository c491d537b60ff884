#include "facts/first_in_month.h"

#include <algorithm>

#include "facts/by_child.h"

namespace waymark {

std::vector<bool> first_in_month(std::span<const std::int32_t> child,
                                 std::span<const std::int32_t> day, std::size_t children,
                                 const KeyOrder& order) {
  std::vector<bool> first(child.size());
  const ByChild by_child(child, children);
  std::vector<std::int32_t> rows;
  const auto on = [&](std::int32_t row) { return day[static_cast<std::size_t>(row)]; };
  const auto earlier = [&](std::int32_t a, std::int32_t b) {
    return on(a) != on(b) ? on(a) < on(b) : order.before(a, b);
  };
  for (std::size_t i = 0; i < children; ++i) {
    rows.clear();
    for (std::int32_t row : by_child.of(static_cast<std::int32_t>(i))) {
      if (on(row) != kMissing) rows.push_back(row);
    }
    if (rows.size() > 1) std::sort(rows.begin(), rows.end(), earlier);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      first[static_cast<std::size_t>(rows[k])] =
          k == 0 || month_of({on(rows[k])}) != month_of({on(rows[k - 1])});
    }
  }
  return first;
}

}  // namespace waymark
