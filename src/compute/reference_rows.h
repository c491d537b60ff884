// The rows of local tables that figures need besides facts: populations, school terms and colour
// bounds.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compute/cube.h"
#include "judge/judge.h"
#include "model/areas.h"
#include "model/records.h"
#include "model/reference.h"

namespace waymark {

struct PopulationRow {
  std::int32_t row = kMissing;  // of loc_population
  std::int64_t people = 0;
};

class ReferenceRows {
 public:
  ReferenceRows(const Extract& extract, const Areas& areas);

  // The row of ages 0 to 17 used for a month (measures, section 0, Population): the latest
  // valid_from not after the month end (missing = earliest), then the latest estimate_year, then
  // the greatest release (missing = lowest).
  std::optional<PopulationRow> population(std::int32_t area, Month month) const;
  // Whether a school term has begun by the month end.
  bool school_term_begun(Month month) const;
  // The targets of a measure, in file order.
  std::span<const Target> targets(std::string_view measure) const;

 private:
  struct Population {
    Date valid_from;
    std::int32_t year;
    std::int32_t release;  // number of its id
    PopulationRow row;
  };
  void read_populations(const Extract& extract, const Areas& areas);

  Date first_term_;  // first day of the earliest school term; missing if there is none
  std::vector<std::vector<Population>> populations_;                 // by area; the best first
  std::map<std::string, std::vector<Target>, std::less<>> targets_;  // by measure, in file order
};

// The bounds in force at the month end (model/reference.h); none where there is no row.
Bounds bounds_in_force(std::span<const Target> targets, std::string_view measure,
                       std::string_view area, Month month);

}  // namespace waymark
