#include "compute/month_slots.h"

namespace waymark {

MonthSlots::MonthSlots(Month first, std::int32_t count)
    : first_(first), count_(count), first_day_(waymark::first_day(first).days) {
  slot_of_day_.reserve(static_cast<std::size_t>(count) * 31);
  for (std::int32_t slot = 0; slot < count; ++slot) {
    const std::int32_t end = waymark::first_day(first + slot + 1).days;
    while (first_day_ + static_cast<std::int32_t>(slot_of_day_.size()) < end) {
      slot_of_day_.push_back(slot);
    }
  }
}

}  // namespace waymark
