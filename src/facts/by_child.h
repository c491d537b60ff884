// The rows of a table grouped by child, so that a builder walks each child's records once.
//
//   const ByChild visits(people.rows_of(extract.column("ssd_cp_visits", "cppv_person_id")),
//                        people.count());
//   for (std::int32_t row : visits.of(child)) ...   // in the order of the table
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace waymark {

class ByChild {
 public:
  // `child`: the child of each row; rows whose child is missing are in no group.
  ByChild(std::span<const std::int32_t> child, std::size_t children);
  // The rows of one child, in the order of the table.
  std::span<const std::int32_t> of(std::int32_t child) const {
    const auto at = static_cast<std::size_t>(child);
    return std::span(rows_).subspan(first_[at], first_[at + 1] - first_[at]);
  }

 private:
  std::vector<std::uint32_t> first_;  // children + 1 entries
  std::vector<std::int32_t> rows_;
};

}  // namespace waymark
