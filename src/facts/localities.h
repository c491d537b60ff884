// Which locality a child belongs to on a day (measures, section 0, Locality): the allocated
// worker's team, else the home postcode, else unallocated. A fact of its own, used by every measure
// in the same way.
//
//   1 worker  the latest involvement of an allocated case worker in force on the day -> its team
//             (if it names none, the worker's team by loc_worker) -> the team's locality
//             (loc_team). Only that one involvement is tried.
//   2 home    the latest home address in force -> its postcode's locality. While the child is
//             looked after, the address of the first day of the period of care is used, whatever
//             it gives.
//   3         unallocated.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/date.h"
#include "model/fact.h"

namespace waymark {

struct FactContext;

// What decided a locality, for `waymark explain` and lists.
// `record`: the record's own team or postcode (LocalityRule::own).
enum class LocalityStep { worker, home, record, unallocated };

struct LocalityAnswer {
  std::int32_t area = kMissing;  // number in Areas
  LocalityStep step = LocalityStep::unallocated;
};

// An area from a day on.
struct AreaRun {
  Date from;
  std::int32_t area = kMissing;  // number in Areas
};

class Localities {
 public:
  virtual ~Localities() = default;
  // The locality of a child (row of ssd_person) on a day. `entry`: first day of the period of care
  // counted (LocalityRule::worker_then_home_at_entry); missing = the period open on the day, if
  // any. Without a child, and by LocalityRule::own: unallocated.
  virtual LocalityAnswer at(std::int32_t child, Date day, LocalityRule rule,
                            Date entry = {}) const = 0;
  // The same for every day from `first` up to, not including, `until` (missing = without end):
  // appends the areas, the first from `first` on and each until the next. Cheaper than asking day
  // by day.
  virtual void over_days(std::int32_t child, Date first, Date until, LocalityRule rule, Date entry,
                         std::vector<AreaRun>& runs) const = 0;
};

// Reads what the rule needs, once. Needs the people, areas and periods of care of the context.
// Tables that are not there leave their step without an answer. Safe to share between threads.
std::shared_ptr<const Localities> make_localities(const FactContext& context);

}  // namespace waymark
