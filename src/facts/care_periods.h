// Periods of care: the unbroken times a child is looked after, made of the episodes of
// ssd_cla_episodes (measures, section 7). Short breaks (legal status V3 or V4 on the first day) and
// periods that overlap an earlier one are left out, so a child has at most one open on any day but
// the one on which one period touches the next.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "facts/people.h"
#include "model/fact.h"
#include "model/records.h"

namespace waymark {

struct CarePeriod {
  std::int32_t child = kMissing;
  Date start;
  Date end;  // exclusive: not looked after on this day; missing = open
  std::int32_t end_reason =
      kMissing;                    // code, as recorded; missing if 18th birthday or death ended it
  std::int32_t cla_id = kMissing;  // clae_cla_id; missing where episodes carry none
  std::int32_t first_episode =
      kMissing;  // row of ssd_cla_episodes (earliest start, then lowest id)
  std::int32_t last_episode = kMissing;
};

class CarePeriods {
 public:
  // `extract_date`: see People::ended_on; also decides which records left open are noted.
  CarePeriods(const Extract& extract, const People& people, Date extract_date,
              std::vector<FactNote>* notes = nullptr);

  // By child, each child's by start.
  std::span<const CarePeriod> all() const { return periods_; }
  std::span<const CarePeriod> of(std::int32_t child) const;
  // The period that is open on a day, or null.
  const CarePeriod* open_on(std::int32_t child, Date day) const;

 private:
  std::vector<CarePeriod> periods_;
  std::vector<std::uint32_t> first_;  // by child; one more at the end
};

}  // namespace waymark
