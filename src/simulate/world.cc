#include "simulate/world.h"

namespace waymark::simulation {

Date World::pick_day(Random& random_day, Month month, int at_weekend_per_mille) const {
  const Date first = first_day(month);
  const int days = last_day(month).days - first.days + 1;
  Date day = later(first, random_day.below(days));
  for (int tries = 0; tries < 6 && !is_working_day(day); ++tries) {
    if (random_day.chance(at_weekend_per_mille)) break;
    day = later(first, random_day.below(days));
  }
  return day;
}

int demand_level(Month month) {
  constexpr int kPeriod = 192;
  const int from_trough = (month - make_month(2011, 6)) % kPeriod;
  const int phase = from_trough < 0 ? from_trough + kPeriod : from_trough;
  const int height = phase <= kPeriod / 2 ? phase : kPeriod - phase;
  return 920 + 160 * height / (kPeriod / 2);
}

}  // namespace waymark::simulation
