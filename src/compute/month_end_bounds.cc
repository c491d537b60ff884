// A clock that runs from a day X to the month end E only ever grows with E: "at least n" begins at
// one day and holds from then on. So each comparison is a span of days for E, and the span a span
// of months:
//
//   working_days(X, E) >= n   E from nth(X, n)         age_at(X, E) >= n   E from the n-th birthday
//   days_between(X, E) >= n   E from X + n             month_end >= X      E from X
#include "compute/month_end_bounds.h"

#include <algorithm>
#include <type_traits>

namespace waymark {
namespace {

using Clock = MonthEndCondition::Clock;

// Larger numbers mean "never" all the same.
constexpr std::int32_t kLargestNumber = 100'000;

// Calls use(clock, begins_at_start). clock(start, n): the first day on which the clock that runs
// from `start` shows n or more; missing = none. Working days and ages have no value before the
// start.
template <typename Use>
void with_clock(Clock clock, const WorkingDays& working_days, Use use) {
  switch (clock) {
    case Clock::working_days:
      return use(
          [&](std::int32_t start, std::int32_t n) { return working_days.nth({start}, n).days; },
          std::true_type());
    case Clock::age:
      return use([](std::int32_t start,
                    std::int32_t n) { return n <= 0 ? start : birthday({start}, n).days; },
                 std::true_type());
    case Clock::days:
    case Clock::calendar:  // month_end >= X is the clock of days from 0
      return use([](std::int32_t start, std::int32_t n) { return start + n; }, std::false_type());
  }
}

// The month ends at which a clock compares so with `count`. reaches(n): the first one at which it
// shows n or more; `all`: those at which it can show anything.
template <typename Reaches>
SlotRange months_of(const Reaches& reaches, Op comparison, std::int32_t count, SlotRange all) {
  switch (comparison) {
    case Op::greater_equal:
      return {reaches(count), all.until};
    case Op::greater:
      return {reaches(count + 1), all.until};
    case Op::less:
      return {all.from, reaches(count)};
    case Op::less_equal:
      return {all.from, reaches(count + 1)};
    default:
      return {reaches(count), reaches(count + 1)};  // equal
  }
}

}  // namespace

void month_end_bounds(const MonthEndCondition& condition, const MonthSlots& slots,
                      const WorkingDays& working_days, BatchConditions& batch,
                      BatchBounds& bounds) {
  BatchValues start_scratch, count_scratch;
  const std::int32_t* start = batch.values(*condition.from, start_scratch);
  const std::int32_t* count = count_scratch.data();
  if (condition.bound == nullptr) {
    std::fill_n(count_scratch.begin(), batch.size(), 0);
  } else {
    count = batch.values(*condition.bound, count_scratch);
  }
  const MonthSlots::Lookup lookup(slots);
  const std::int32_t all = slots.count();
  const std::size_t rows = batch.size();
  with_clock(condition.clock, working_days, [&](auto clock, auto begins_at_start) {
    for (std::size_t i = 0; i < rows; ++i) {
      SlotRange months{all, 0};
      if (start[i] != kMissing && count[i] != kMissing) {
        const std::int32_t number = std::clamp(count[i], -kLargestNumber, kLargestNumber);
        const auto reaches = [&](std::int32_t n) { return lookup.from_day(clock(start[i], n)); };
        const std::int32_t first = begins_at_start ? lookup.from_day(start[i]) : 0;
        months = months_of(reaches, condition.comparison, number, {first, all});
      }
      bounds.from[i] = months.from;
      bounds.until[i] = months.until;
    }
  });
}

}  // namespace waymark
