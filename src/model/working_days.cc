#include "model/working_days.h"

#include <algorithm>

namespace waymark {
namespace {

// The table reaches far enough for any clock that can matter; beyond it holidays are unknown and
// plain weekdays are counted.
constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2070;

constexpr int kSaturday = 5;
constexpr int kSunday = 6;

}  // namespace

WorkingDays::WorkingDays(std::span<const Date> holidays)
    : first_(make_date(kFirstYear, 1, 1).days),
      index_(static_cast<std::size_t>(make_date(kLastYear, 12, 31).days - first_ + 1)) {
  int day_of_week = weekday({first_});
  for (auto& working : index_) {
    working = day_of_week < kSaturday ? 1 : 0;
    day_of_week = day_of_week == kSunday ? 0 : day_of_week + 1;
  }
  for (Date day : holidays) {
    const std::int64_t at = static_cast<std::int64_t>(day.days) - first_;
    if (at >= 0 && at < static_cast<std::int64_t>(index_.size())) {
      index_[static_cast<std::size_t>(at)] = 0;
    }
  }
  for (std::size_t i = 1; i < index_.size(); ++i) index_[i] += index_[i - 1];
  first_with_.resize(static_cast<std::size_t>(index_.back()) + 1);
  for (std::size_t i = index_.size(); i-- > 0;) {
    first_with_[static_cast<std::size_t>(index_[i])] = first_ + static_cast<std::int32_t>(i);
  }
}

// Outside the table: weekdays only, counted from its nearer end.
std::int32_t WorkingDays::index_outside(std::int32_t day) const {
  const std::int32_t last = first_ + static_cast<std::int32_t>(index_.size()) - 1;
  const auto weekdays_up_to =
      [](std::int32_t d) {                        // Mondays to Fridays in days 0 ... d (epoch days)
        const std::int32_t since_monday = d - 4;  // 1970-01-05 is a Monday
        const std::int32_t weeks = since_monday >= 0 ? since_monday / 7 : -((6 - since_monday) / 7);
        return weeks * 5 + std::min(since_monday - weeks * 7 + 1, 5);
      };
  const std::int32_t anchor = day < first_ ? first_ : last;
  return index_[static_cast<std::size_t>(anchor - first_)] + weekdays_up_to(day) -
         weekdays_up_to(anchor);
}

std::int32_t WorkingDays::between(Date a, Date b) const {
  if (a.missing() || b.missing() || b < a) return kMissing;
  return index_of(b.days) - index_of(a.days);
}

Date WorkingDays::nth_outside(Date start, std::int32_t count) const {
  const std::int32_t target = index_of(start.days) + count;
  std::int32_t day = start.days + count + (count / 5) * 2;  // no later than this without holidays
  while (index_of(day) < target) ++day;
  while (index_of(day - 1) >= target) --day;
  return {day};
}

}  // namespace waymark
