// Counts one fact: every wanted base count for every area and month, in one pass.
#pragma once

#include <span>
#include <vector>

#include "compute/cube.h"
#include "compute/fact_pass.h"
#include "compute/row_areas.h"

namespace waymark {

// What a pass needs besides the fact and the counts.
struct CountingScope {
  const MonthSlots& slots;
  CubeAreas areas;
  const Localities* localities;  // null where no rows need them (RowLocality)
  const Parameters& parameters;
  const WorkingDays& working_days;
  bool by_locality = true;  // false: the county alone
};

// The cells of the counts, in their order. A stock is a difference: +1 in the first month, -1 in
// the month after the last, added up at the end.
std::vector<CountCells> count_fact(const FactTable& table, std::span<const BaseCount* const> counts,
                                   const CountingScope& scope);

}  // namespace waymark
