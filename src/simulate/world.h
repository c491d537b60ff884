// What all parts of the simulation share: the view, the calendar, the county, its workforce, and
// the tables that are written.
#pragma once

#include <cstdint>

#include "model/working_days.h"
#include "simulate/county.h"
#include "simulate/random.h"
#include "simulate/simulate.h"
#include "simulate/view.h"
#include "simulate/workforce.h"
#include "simulate/writer.h"

namespace waymark::simulation {

struct World {
  Random random;
  View view;
  WorkingDays working_days;
  County county;
  Workforce workforce;
  Tables& tables;
  int size_per_mille;  // against a county of 168,000 under-18s

  // How many of something begin in a month: `thousandths` / 1000 in a full county on average.
  int arrivals(Random& month, std::int64_t thousandths) const {
    const std::int64_t size = thousandths * size_per_mille / 1000;
    return month.round(size * month.between(930, 1070) / 1000);
  }
  // A day of the month; offices are closed on most of its other days.
  Date pick_day(Random& random_day, Month month, int at_weekend_per_mille) const;
  bool is_working_day(Date day) const { return working_days.between(later(day, -1), day) == 1; }
  // The day itself if it is a working day, else the next one.
  Date working_day(Date day) const { return is_working_day(day) ? day : working_days.nth(day, 1); }
};

// Demand in a month against the long average, per mille: it swings by 8 % over sixteen years.
int demand_level(Month month);

}  // namespace waymark::simulation
