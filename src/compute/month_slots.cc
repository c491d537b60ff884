#include "compute/month_slots.h"

namespace waymark {

MonthSlots::MonthSlots(Month first, std::int32_t count)
    : first_(first), count_(count), first_day_(waymark::first_day(first).days) {
  slot_of_day_.reserve(static_cast<std::size_t>(count) * 31 + 2);
  slot_of_day_.push_back(-1);
  for (std::int32_t slot = 0; slot < count; ++slot) {
    const Month month = first + slot;
    const auto days = waymark::last_day(month).days - waymark::first_day(month).days + 1;
    slot_of_day_.insert(slot_of_day_.end(), static_cast<std::size_t>(days), slot);
  }
  slot_of_day_.push_back(count);
}

}  // namespace waymark
