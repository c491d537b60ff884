// Figures to compare with, as the local tables give them: targets with their tolerances, and
// benchmarks.
//
//   const Target* target = target_in_force(targets, "6.5", "breckland", last_day(month));
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/fraction.h"
#include "model/records.h"

namespace waymark {

// One row of loc_target.
struct Target {
  std::string measure;
  std::string area;  // "county" or a locality
  Date from;         // first day in force; missing = since ever
  Date to;           // last day in force; missing = without end
  std::optional<Fraction> target;
  std::optional<Fraction> red;
  std::optional<Fraction> green;
};

// One row of loc_benchmark, or a benchmark worked out from the national series.
struct Benchmark {
  std::string measure;
  std::string comparator;  // SN_AVG, SN_BEST, NAT_AVG, NAT_TOPQ, REGION, PREV_YEAR
  std::string year;
  std::optional<Fraction> value;
  std::string source;
  std::string release;

  // Of one that was worked out.
  bool computed = false;
  Date year_end = {};        // the last day of its year
  std::string reason = {};   // a missing_reason where there is no value
  std::string basis = {};    // sentences: of whom, by which rule, who is left out
  std::string differs = {};  // where its definition is not quite the measure's
};

std::vector<Target> targets_of(const Extract& extract);
std::vector<Benchmark> benchmarks_of(const Extract& extract);

// The first days of the school terms of loc_school_term, ascending, each once; terms that end
// before they begin are left out.
std::vector<Date> school_term_starts(const Extract& extract);

// The row in force on a day for the area, or else the county's; nullptr if there is none. Of
// several the one with the latest `from`, then the first in the file. Unallocated has no target.
const Target* target_in_force(std::span<const Target> targets, std::string_view measure,
                              std::string_view area, Date day);

// The typed row of the latest year, then of the greatest release, or the one that was worked out if
// its year is later or nothing is typed; nullptr if there is neither. A typed year that cannot be
// read leads: nothing says that it is older.
const Benchmark* latest_benchmark(std::span<const Benchmark> benchmarks, std::string_view measure,
                                  std::string_view comparator);

}  // namespace waymark
