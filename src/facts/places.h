// The areas that teams and postcodes lie in, for everything whose locality is named by its own
// record and for the localities of children.
#pragma once

#include <cstdint>
#include <vector>

#include "facts/dated_map.h"
#include "model/areas.h"
#include "model/fact.h"
#include "model/records.h"

namespace waymark {

// An area, and the first day on which it may be another; a missing day = never.
struct DatedArea {
  std::int32_t area = kMissing;
  Date until;
};

// The locality of a team: that of its loc_team row in force, if it names a row of loc_locality.
class TeamAreas {
 public:
  TeamAreas(const Extract& extract, const Areas& areas);
  DatedArea on(std::int32_t team, Date day) const;

 private:
  DatedMap teams_;
  std::vector<std::int32_t> area_of_row_;
};

// The locality of a postcode; kMissing if it has none.
class PostcodeAreas {
 public:
  PostcodeAreas(const Extract& extract, const Areas& areas);
  std::int32_t of(std::int32_t postcode) const {
    return postcode == kMissing ? kMissing : area_of_code_[static_cast<std::size_t>(postcode)];
  }

 private:
  std::vector<std::int32_t> area_of_code_;
};

// The areas of the rows of a fact by LocalityRule::own, filled row by row beside the fact's rows.
class OwnAreas {
 public:
  // A row that keeps its area.
  void add(std::int32_t area);
  // A row that belongs to the locality of its team, else of its postcode, on each day from `from`
  // to `last` (that day included; missing = without end).
  void add(const TeamAreas& teams, std::int32_t team, std::int32_t by_postcode, Date from,
           Date last);
  void give_to(FactTable& table) &&;

 private:
  std::vector<std::int32_t> area_;
  AreaChanges changes_{{0}, {}, {}};
};

}  // namespace waymark
