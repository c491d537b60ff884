// Base counts by area and month: what was counted, before any arithmetic.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "compute/month_slots.h"

namespace waymark {

// Areas of a cube: the localities 0 ... n-1, then unallocated, then the county, which is counted
// apart and never as a sum of the others.
struct CubeAreas {
  std::int32_t localities = 0;

  std::int32_t unallocated() const { return localities; }
  std::int32_t county() const { return localities + 1; }
  std::int32_t count() const { return localities + 2; }
};

// A maximum of nothing.
inline constexpr std::int64_t kNothingCounted = std::numeric_limits<std::int64_t>::min();

// The cells of one base count.
class CountCells {
 public:
  CountCells() = default;
  CountCells(CubeAreas areas, std::int32_t months, std::int64_t start)
      : stride_(static_cast<std::size_t>(months) + 1),
        cells_(static_cast<std::size_t>(areas.count()) * stride_, start) {}

  bool counted() const { return !cells_.empty(); }
  std::size_t position(std::int32_t area, std::int32_t month) const {
    return static_cast<std::size_t>(area) * stride_ + static_cast<std::size_t>(month);
  }
  std::int64_t at(std::int32_t area, std::int32_t month) const {
    return cells_[position(area, month)];
  }
  // One area's cells, with one more behind the last month for differences.
  std::int64_t* row(std::int32_t area) { return cells_.data() + position(area, 0); }
  const std::int64_t* row(std::int32_t area) const { return cells_.data() + position(area, 0); }
  std::int64_t* data() { return cells_.data(); }
  std::size_t stride() const { return stride_; }

 private:
  std::size_t stride_ = 1;
  std::vector<std::int64_t> cells_;
};

struct Cube {
  MonthSlots slots;
  CubeAreas areas;
  std::vector<CountCells> counts;  // as MeasurePlan::counts; those not wanted are not counted
};

}  // namespace waymark
