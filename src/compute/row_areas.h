// The area of each row of a batch: at its date (flow), or at every month end of its span (stock).
// Found once a batch, for all counts together.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compute/cube.h"
#include "compute/fact_pass.h"
#include "facts/localities.h"

namespace waymark {

// Where a row of a fact belongs, by the fact's own rule. `localities` may be null where the rows
// carry their areas; then nobody knows which step of the rule decided.
class RowLocality {
 public:
  RowLocality(const FactTable& table, const Localities* localities, CubeAreas areas);

  // Without localities the step is `record`: what the row says.
  LocalityAnswer at(std::uint32_t row, Date day) const;
  std::int32_t area_on(std::uint32_t row, std::int32_t day) const {
    if (areas_.localities == 0) return areas_.unallocated();
    if (!carried_) {
      return asked().at(table_.child[row], {day}, table_.schema->locality, entry(row)).area;
    }
    std::int32_t area = area_[row];
    if (!first_change_.empty()) {
      const AreaChanges& changes = table_.area_changes;
      for (std::uint32_t i = first_change_[row]; i < first_change_[row + 1]; ++i) {
        if (changes.from[i] > day) break;
        area = changes.area[i];
      }
    }
    return written(area);
  }
  // The one area of a row on all days, where that is known at once; else kMissing.
  std::int32_t only_area(std::uint32_t row) const {
    if (areas_.localities == 0) return areas_.unallocated();
    if (!carried_) return kMissing;
    if (!first_change_.empty() && first_change_[row] < first_change_[row + 1]) return kMissing;
    return written(area_[row]);
  }
  // Appends the areas from `first` up to, not including, `until`, as Localities::over_days does.
  void over_days(std::uint32_t row, Date first, Date until, std::vector<AreaRun>& runs) const;

 private:
  const Localities& asked() const;
  std::int32_t written(std::int32_t area) const {
    return area == kMissing ? areas_.unallocated() : area;
  }
  Date entry(std::uint32_t row) const {
    return {table_.entry.empty() ? kMissing : table_.entry[row]};
  }
  const FactTable& table_;
  const Localities* localities_;
  CubeAreas areas_;
  bool carried_;  // the rows carry their areas
  std::span<const std::int32_t> area_;
  std::span<const std::uint32_t> first_change_;  // empty: no row changes
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
  // The area on the row's date (flow), or in all months of its span; kMissing where it changes
  // (stock): see `segments`.
  std::int32_t area(std::size_t at) const { return areas_[at]; }
  // Stock: the areas over the row's span, found when first asked for.
  std::span<const Segment> segments(std::size_t at);

 private:
  void find_segments(std::size_t at);

  const FactTable& table_;
  const RowLocality& locality_;
  const MonthSlots& slots_;
  FactBatch batch_;
  BatchValues areas_ = {};
  std::vector<Segment> segments_;
  std::vector<std::uint32_t> first_, last_;  // of segments_, by row of the batch
  std::vector<AreaRun> runs_;
};

}  // namespace waymark
