// The months of one counting pass, numbered 0 ... count - 1, and the way from a day to its number:
// one look into a table instead of calendar arithmetic a row.
//
//   MonthSlots slots(make_month(2017, 9), 3);      // September to November 2017
//   slots.of(parse_date("2017-10-31")->days)       // 1
//   slots.from_day(parse_date("2017-12-01")->days) // 3: the first month end on or after it
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/date.h"

namespace waymark {

// Months [from, until) of a pass.
struct SlotRange {
  std::int32_t from = 0;
  std::int32_t until = 0;

  constexpr bool empty() const { return from >= until; }
};

class MonthSlots {
 public:
  MonthSlots(Month first, std::int32_t count);

  Month first() const { return first_; }
  std::int32_t count() const { return count_; }
  Month month(std::int32_t slot) const { return first_ + slot; }
  SlotRange all() const { return {0, count_}; }

  // The two questions below, by values of its own: a loop over many rows keeps them at hand, where
  // it would look up those of a MonthSlots anew after every number that it writes.
  class Lookup {
   public:
    explicit Lookup(const MonthSlots& slots)
        : slot_of_day_(slots.slot_of_day_.data()),
          last_(static_cast<std::int64_t>(slots.slot_of_day_.size()) - 1),
          before_(std::int64_t{slots.first_day_} - 1),
          count_(slots.count_) {}

    std::int32_t of(std::int32_t day) const {
      const std::int32_t slot = at(day);
      return slot == count_ ? -1 : slot;
    }
    std::int32_t from_day(std::int32_t day) const {
      const std::int32_t slot = std::max(at(day), 0);
      return day == kMissing ? count_ : slot;
    }

   private:
    std::int32_t at(std::int32_t day) const {
      return slot_of_day_[std::clamp<std::int64_t>(day - before_, 0, last_)];
    }
    const std::int32_t* slot_of_day_;
    std::int64_t last_;
    std::int64_t before_;
    std::int32_t count_;
  };

  // The month that a day lies in; -1 outside the months, or for a missing day.
  std::int32_t of(std::int32_t day) const { return Lookup(*this).of(day); }
  // The first month whose end is on or after a day; count() if it is later than all of them, or
  // the day is missing (an open span). A span from a to b is open at the month ends
  // [from_day(a), from_day(b)): ended on the month end is not open.
  std::int32_t from_day(std::int32_t day) const { return Lookup(*this).from_day(day); }

 private:
  Month first_;
  std::int32_t count_;
  std::int32_t first_day_;
  // One place for all days before the months (-1), then their days, then one for all later days
  // (count): nothing has to be decided row by row.
  std::vector<std::int32_t> slot_of_day_;
};

}  // namespace waymark
