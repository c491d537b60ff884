// Working days of England and Wales (measures, section 0): WD(a, b) is the number of days d with
// a < d <= b that are Monday to Friday and no bank holiday.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/date.h"

namespace waymark {

class WorkingDays {
 public:
  // The bank holidays of England and Wales, in any order.
  explicit WorkingDays(std::span<const Date> holidays = {});

  // WD(a, b); kMissing if either is missing or b < a.
  std::int32_t between(Date a, Date b) const;
  // The first day d with WD(start, d) = count, for count >= 1. For count <= 0: `start` itself.
  Date nth(Date start, std::int32_t count) const {
    if (start.missing() || count <= 0) return start;
    const std::int64_t target = std::int64_t{index_of(start.days)} + count;
    return start.days >= first_ && target <= index_.back()
               ? Date{first_with_[static_cast<std::size_t>(target)]}
               : nth_outside(start, count);
  }

 private:
  // Working days up to and including `day`.
  std::int32_t index_of(std::int32_t day) const {
    const std::int64_t at = std::int64_t{day} - first_;
    return at >= 0 && at < static_cast<std::int64_t>(index_.size())
               ? index_[static_cast<std::size_t>(at)]
               : index_outside(day);
  }
  std::int32_t index_outside(std::int32_t day) const;
  Date nth_outside(Date start, std::int32_t count) const;
  std::int32_t first_ = 0;  // first day of the table
  std::vector<std::int32_t> index_;
  std::vector<std::int32_t> first_with_;  // the first day with an index
};

}  // namespace waymark
