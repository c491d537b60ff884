// Carer runs (measures, section 9): the placements of a period of care that are not temporary,
// joined while the carer stays the same.
#pragma once

#include <cstdint>
#include <vector>

#include "facts/facts.h"
#include "facts/placements.h"

namespace waymark {

// A placement and the run that it belongs to.
struct CarerPlacement {
  const Placement* placement = nullptr;
  std::size_t run = 0;  // 0 = the first of the period
};

class CarerRuns {
 public:
  explicit CarerRuns(const FactContext& context);
  // Of the placements of a period in their order; temporary ones are passed over.
  std::vector<CarerPlacement> of(std::span<const Placement> placements) const;

 private:
  bool same_carer(const Placement& before, const Placement& placement) const;

  std::span<const std::int32_t> placement_id_;  // of ssd_cla_placement
  std::vector<bool> carer_stays_;               // by number of the placement's id
  std::int32_t by_current_carer_[2];            // types A3 and A5
};

}  // namespace waymark
