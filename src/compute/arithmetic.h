// From base counts to figures: windows, shares, rates, year to date, reasons for missing values,
// direction and colour. All of it exact, in whole numbers (records contract, section 2).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "compute/cube.h"
#include "compute/measure_plan.h"
#include "compute/reference_rows.h"
#include "model/figure.h"
#include "model/records.h"

namespace waymark {

// The months that a measure's figures for [first, last] need: its window, the month before the
// first, and the financial year so far.
struct MonthSpan {
  Month first;
  Month last;
};
MonthSpan months_needed(const PlannedMeasure& measure, MonthSpan asked);

class Arithmetic {
 public:
  struct Inputs {
    const Cube& cube;
    const Extract& extract;
    const ReferenceRows& reference;
    const Areas& areas;
    Date extract_date;  // missing = no limit
    Date history_from;  // missing = no limit
  };
  explicit Arithmetic(const Inputs& inputs);

  // The figures of one measure and area (of the cube) for the months asked, in order; `figures` has
  // room for as many as there are months.
  void figures(const PlannedMeasure& measure, std::int32_t area, MonthSpan asked,
               std::span<Figure> figures) const;

 private:
  // One month's amounts, before any comparison.
  struct MonthAmount {
    MissingReason reason = MissingReason::none;
    Name missing_table;
    Amount amount;
  };
  // What was counted for each month of a span, windows added up.
  struct Counted {
    std::vector<std::int64_t> numerator;
    std::vector<std::int64_t> denominator;   // empty: the measure has none, or a population
    std::vector<std::int64_t> not_recorded;  // empty: nothing that can be unrecorded
  };
  // What every month of a measure and area asks alike.
  struct Standing {
    Name missing_table;  // the first that is not supplied
    bool needs_school_terms = false;
    bool is_rate = false;
  };
  Standing standing_of(const PlannedMeasure& measure) const;
  std::vector<std::int64_t> sums_of(const PlannedSide& side, int window, std::int32_t area,
                                    MonthSpan months) const;
  // `at`: the month's place in what was counted.
  MonthAmount month_amount(const PlannedMeasure& measure, std::int32_t area, Month month,
                           const Standing& standing, const Counted& counted, std::size_t at) const;
  // A reason that does not depend on what was counted, or none.
  MissingReason reason_beforehand(const PlannedMeasure& measure, std::int32_t area, Month month,
                                  const Standing& standing, Name& missing_table) const;
  bool too_early(const PlannedMeasure& planned, Month month) const;

  Inputs in_;
  std::vector<Name> area_names_;  // of the cube
};

// What the ratio of a measure is multiplied with: 100 for a share, 10,000 for a rate ...
Fraction factor_of(const PlannedMeasure& measure, int elapsed);
// The value of an amount of a measure; an annualised rate stands for a year of which `elapsed`
// months are counted. Nothing without a numerator, or with nothing to count among.
std::optional<Fraction> value_of(const PlannedMeasure& measure, const Amount& amount, int elapsed);

// The name of an area of the cube, as figures.csv prints it.
std::string area_name(const Areas& areas, std::int32_t area);

}  // namespace waymark
