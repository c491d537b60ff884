// Where looked-after children are placed (measures, section 7, Placement at E): the placements of a
// period of care, and which of them stands on a day. A temporary move (T0 to T4: hospital, holiday
// and the like) never stands; while one goes on, the placement that it interrupts stands, even if
// its record has ended.
//
//   const Placements placements(context);
//   for (const CarePeriod& period : context.care_periods->all()) {
//     const Placement* placement = placements.placement_on(period, day);   // null: none
//     for (const PlacementRun& run : placements.runs_of(period)) ...
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "facts/care_periods.h"
#include "facts/facts.h"
#include "facts/spans.h"

namespace waymark {

struct Placement {
  const CarePeriod* period = nullptr;
  std::int32_t record = kMissing;  // row of ssd_cla_placement
  Date start;
  Date end;                       // exclusive, not later than the period's; missing = open
  std::int32_t type = kMissing;   // code; missing where the record has none
  std::int32_t carer = kMissing;  // id of loc_placement_carer; missing where not known
  bool meant_to_18 = false;       // meant to last until the child is 18 (loc_placement_carer)
  bool temporary = false;         // T0 to T4
};

// Days of a period on which one and the same placement stands, or none.
struct PlacementRun {
  Span days;
  const Placement* placement = nullptr;  // null: none
};

class Placements {
 public:
  // Keeps the periods of the context. `notes`: placements that are left out.
  explicit Placements(const FactContext& context, std::vector<FactNote>* notes = nullptr);

  // All placements of a period (of context.care_periods->all()), temporary ones too, by start, then
  // by id in byte order.
  std::span<const Placement> placements_of(const CarePeriod& period) const;
  // The placement that stands on a day of the period; null if none does.
  const Placement* placement_on(const CarePeriod& period, Date day) const;
  // The whole period cut into runs, in order, without gap. Neighbours differ.
  std::vector<PlacementRun> runs_of(const CarePeriod& period) const;

 private:
  std::shared_ptr<const CarePeriods> periods_;
  std::vector<Placement> placements_;
  std::vector<std::uint32_t> first_;  // by place of the period in all(); one more at the end
};

}  // namespace waymark
