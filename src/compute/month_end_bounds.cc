// A clock that runs from a day X to the month end E only ever grows with E: "at least n" begins at
// one day and holds from then on. So each comparison is a span of days for E, and the span a span
// of months:
//
//   working_days(X, E) >= n   E from nth(X, n)         age_at(X, E) >= n   E from the n-th birthday
//   days_between(X, E) >= n   E from X + n             month_end >= X      E from X
#include "compute/month_end_bounds.h"

#include <algorithm>

namespace waymark {
namespace {

using Clock = MonthEndCondition::Clock;

// Larger numbers mean "never" all the same.
constexpr std::int32_t kLargestNumber = 100'000;

class ClockDays {
 public:
  ClockDays(Clock clock, const WorkingDays& working_days)
      : clock_(clock), working_days_(working_days) {}

  // The first day on which the clock that runs from `start` shows `count` or more; missing = none.
  Date reaches(Date start, std::int32_t count) const {
    switch (clock_) {
      case Clock::working_days:
        return working_days_.nth(start, count);
      case Clock::age:
        return count <= 0 ? start : birthday(start, count);
      case Clock::days:
        return {start.days + count};
      case Clock::calendar:
        break;
    }
    return {start.days + count};  // month_end >= X is the clock of days from 0
  }
  // Whether the clock shows nothing before its start (working days and ages have no value then).
  bool begins_at_start() const { return clock_ == Clock::working_days || clock_ == Clock::age; }

 private:
  Clock clock_;
  const WorkingDays& working_days_;
};

// The month ends at which the clock from `start` compares so with `count`.
SlotRange months_of(const ClockDays& clock, const MonthSlots& slots, Op comparison, Date start,
                    std::int32_t count) {
  const auto reaches = [&](std::int32_t n) { return slots.from_day(clock.reaches(start, n).days); };
  const std::int32_t first = clock.begins_at_start() ? slots.from_day(start.days) : 0;
  switch (comparison) {
    case Op::greater_equal:
      return {reaches(count), slots.count()};
    case Op::greater:
      return {reaches(count + 1), slots.count()};
    case Op::less:
      return {first, reaches(count)};
    case Op::less_equal:
      return {first, reaches(count + 1)};
    default:
      return {reaches(count), reaches(count + 1)};  // equal
  }
}

}  // namespace

void month_end_bounds(const MonthEndCondition& condition, const MonthSlots& slots,
                      const WorkingDays& working_days, BatchConditions& batch,
                      BatchBounds& bounds) {
  const ClockDays clock(condition.clock, working_days);
  BatchValues start_scratch, count_scratch;
  const std::int32_t* start = batch.values(*condition.from, start_scratch);
  const std::int32_t* count = count_scratch.data();
  if (condition.bound == nullptr) {
    std::fill_n(count_scratch.begin(), batch.size(), 0);
  } else {
    count = batch.values(*condition.bound, count_scratch);
  }
  for (std::size_t i = 0; i < batch.size(); ++i) {
    SlotRange months{slots.count(), 0};
    if (start[i] != kMissing && count[i] != kMissing) {
      const std::int32_t number = std::clamp(count[i], -kLargestNumber, kLargestNumber);
      months = months_of(clock, slots, condition.comparison, {start[i]}, number);
    }
    bounds.from[i] = months.from;
    bounds.until[i] = months.until;
  }
}

}  // namespace waymark
