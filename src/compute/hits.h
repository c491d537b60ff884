// The rows behind counts: the same pass as counting, keeping the rows instead of adding them up.
#pragma once

#include <span>
#include <tuple>
#include <vector>

#include "compute/counting.h"

namespace waymark {

// A row that counts in a month.
struct Hit {
  std::size_t count = 0;  // position in the counts given
  std::uint32_t row = 0;  // of the fact
  std::int32_t slot = 0;
  LocalityAnswer locality;

  auto operator<=>(const Hit& other) const {
    return std::tie(row, slot, count) <=> std::tie(other.row, other.slot, other.count);
  }
  bool operator==(const Hit& other) const { return (*this <=> other) == 0; }
};

// All rows that count in any month of the scope, by row, then month. `area`: of the cube.
std::vector<Hit> find_hits(const FactTable& table, std::span<const BaseCount* const> counts,
                           const CountingScope& scope, std::int32_t area);

}  // namespace waymark
