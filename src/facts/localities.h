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
#include <functional>
#include <memory>
#include <vector>

#include "model/areas.h"
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

class Localities {
 public:
  virtual ~Localities() = default;
  // The locality of a child (row of ssd_person) on a day. `entry`: first day of the period of care
  // counted (LocalityRule::worker_then_home_at_entry); missing = the period open on the day, if
  // any. Without a child, and by LocalityRule::own: unallocated.
  virtual LocalityAnswer at(std::int32_t child, Date day, LocalityRule rule,
                            Date entry = {}) const = 0;
  // The same for every month end of [first, last): calls `segment(from, until, area)` for unbroken
  // runs of months with one area, in order. Cheaper than asking month by month.
  virtual void over_month_ends(
      std::int32_t child, Month first, Month last, LocalityRule rule,
      const std::function<void(Month from, Month until, std::int32_t area)>& segment) const = 0;
};

// Reads what the rule needs, once. Needs the people, areas and periods of care of the context.
// Tables that are not there leave their step without an answer. Safe to share between threads.
std::shared_ptr<const Localities> make_localities(const FactContext& context);

// All that the rule can ever answer from some records, written down: the areas by worker and by
// home address from day to day, and the periods of care. Those of child c are
// [first[c], first[c + 1]); ascending by `from`.
struct LocalityRuns {
  struct ByChild {
    NumberColumn<std::uint32_t> first;  // by row of ssd_person; one more at the end
    NumberColumn<std::int32_t> from;
    NumberColumn<std::int32_t> value;  // the area from then on; of care the end (kMissing = open)
  };
  ByChild worker, address, care;
};
LocalityRuns locality_runs(const FactContext& context);
// Answers as the records did from which the runs were made.
std::shared_ptr<const Localities> make_localities(LocalityRuns runs, std::int32_t unallocated);

}  // namespace waymark
