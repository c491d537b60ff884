// Which locality a child belongs to on a day (measures, section 0, Locality): the allocated
// worker's team, else the home postcode, else unallocated. A fact of its own, used by every measure
// in the same way.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "model/areas.h"
#include "model/fact.h"

namespace waymark {

struct FactContext;

// What decided a locality, for `waymark explain` and lists.
enum class LocalityStep { worker, home, unallocated };

struct LocalityAnswer {
  std::int32_t area = kMissing;  // number in Areas
  LocalityStep step = LocalityStep::unallocated;
};

class Localities {
 public:
  virtual ~Localities() = default;
  // The locality of a child (row of ssd_person) on a day. `entry`: first day of the period of care
  // counted (LocalityRule::worker_then_home_at_entry); missing = the period open on the day, if any.
  virtual LocalityAnswer at(std::int32_t child, Date day, LocalityRule rule,
                            Date entry = {}) const = 0;
  // The same for every month end of [first, last): calls `segment(from, until, area)` for unbroken
  // runs of months with one area, in order. Cheaper than asking month by month.
  virtual void over_month_ends(std::int32_t child, Month first, Month last, LocalityRule rule,
                               const std::function<void(Month from, Month until, std::int32_t area)>&
                                   segment) const = 0;
};

}  // namespace waymark
