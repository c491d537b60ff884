// The area of each row of a batch: at its date (flow), or at every month end of its span (stock).
// Found once a batch, for all counts together.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "compute/cube.h"
#include "compute/fact_pass.h"
#include "facts/localities.h"

namespace waymark {

// Where a row of a fact belongs on a day, by the fact's own rule.
class RowLocality {
 public:
  RowLocality(const FactTable& table, const Localities& localities, CubeAreas areas);

  LocalityAnswer at(std::uint32_t row, Date day) const;
  // Calls segment(months, area) for unbroken runs of month ends with one area, in order.
  template <typename Segment>
  void over_months(std::uint32_t row, const MonthSlots& slots, SlotRange months,
                   Segment segment) const;

 private:
  Date entry(std::uint32_t row) const {
    return {table_.entry.empty() ? kMissing : table_.entry[row]};
  }
  const FactTable& table_;
  const Localities& localities_;
  CubeAreas areas_;
};

// The areas of the rows of one batch after another.
class BatchAreas {
 public:
  struct Segment {
    SlotRange months;
    std::int32_t area;
  };

  BatchAreas(const FactTable& table, const RowLocality& locality, const MonthSlots& slots)
      : table_(table), locality_(locality), slots_(slots) {}

  void begin(const FactBatch& batch);
  // Flow: the area on the row's date.
  std::int32_t flow_area(std::size_t at) const { return flow_areas_[at]; }
  // Stock: the areas over the row's span, found when first asked for.
  std::span<const Segment> stock_areas(std::size_t at);

 private:
  const FactTable& table_;
  const RowLocality& locality_;
  const MonthSlots& slots_;
  FactBatch batch_;
  std::vector<std::int32_t> flow_areas_;
  std::vector<Segment> segments_;
  std::vector<std::uint32_t> first_, last_;  // of segments_, by row of the batch
};

template <typename Segment>
void RowLocality::over_months(std::uint32_t row, const MonthSlots& slots, SlotRange months,
                              Segment segment) const {
  const LocalityRule rule = table_.schema->locality;
  const auto at_month = [&](std::int32_t slot) {
    return at(row, last_day(slots.month(slot))).area;
  };
  const AreaChanges& changes = table_.own_area_changes;
  const bool changes_later = !changes.first.empty() && changes.first[row] < changes.first[row + 1];
  if (areas_.localities == 0 || (rule == LocalityRule::own && !changes_later)) {
    segment(months, at_month(months.from));
    return;
  }
  if (rule == LocalityRule::own) {
    SlotRange run{months.from, months.from};
    for (std::uint32_t i = changes.first[row]; i < changes.first[row + 1]; ++i) {
      run.until = std::clamp(slots.from_day(changes.from[i]), run.from, months.until);
      if (!run.empty()) segment(run, at_month(run.from));
      run.from = run.until;
    }
    run.until = months.until;
    if (!run.empty()) segment(run, at_month(run.from));
    return;
  }
  if (rule == LocalityRule::worker_then_home_at_entry) {
    for (std::int32_t slot = months.from; slot < months.until; ++slot) {
      segment(SlotRange{slot, slot + 1}, at_month(slot));
    }
    return;
  }
  localities_.over_month_ends(
      table_.child[row], slots.month(months.from), slots.month(months.until), rule,
      [&](Month from, Month until, std::int32_t area) {
        segment(SlotRange{from - slots.first(), until - slots.first()}, area);
      });
}

}  // namespace waymark
