// What has to be counted for the measures of a catalogue: each distinct count once, and for every
// measure the counts that its sides are made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/name.h"
#include "catalogue/catalogue.h"
#include "model/measure.h"

namespace waymark {

// One thing to count, shared by all measures that need it: rows of a fact, by the month of a date
// or at month ends, that fulfil every part of a condition and lie in every cover.
struct BaseCount {
  const FactSchema* fact = nullptr;
  int month_of = -1;              // date column whose month counts; -1 = stock at month end
  std::vector<Expression> parts;  // all must hold
  std::vector<int> covers;        // stock: all must hold
  Aggregate aggregate = Aggregate::count;
  int amount = -1;
  std::string key;  // equal for equal counts

  bool is_stock() const { return month_of < 0; }
};

// A count with its key. The parts keep their order; the key does not depend on it.
BaseCount make_base_count(const FactSchema& fact, int month_of, std::vector<Expression> parts,
                          std::vector<int> covers = {}, Aggregate aggregate = Aggregate::count,
                          int amount = -1);
// Whether the rows of `part` are among those of `whole` whatever the records say: the same fact and
// moment, and every condition of `whole` is one of `part`.
bool is_subset(const BaseCount& part, const BaseCount& whole);

// A side of a measure: counts (positions in MeasurePlan::counts) added together, or the population.
struct PlannedSide {
  std::vector<std::size_t> counts;
  bool population = false;
};

struct PlannedMeasure {
  const Measure* measure = nullptr;
  Name name;  // its ref, as figures carry it
  PlannedSide numerator;
  std::optional<PlannedSide> denominator;
  std::optional<PlannedSide> not_recorded_when;
  // How many of the denominator's units make one: 100 where hundredths are summed.
  int denominator_scale = 1;
  // Whether the numerator's rows are among the denominator's: what is missed can be listed.
  bool has_missed = false;

  // Of a fact that looks back over months itself: the parameter that says over how many.
  const Parameter* window_parameter = nullptr;

  // Months whose counts are added: 12 for a rolling year, else 1.
  int window() const {
    return measure->kind == Kind::rolling && !measure->window_in_fact ? measure->window_months : 1;
  }
  // Months that the figure of a month looks at, that month included.
  int months_seen(Month month) const;
};

struct MeasurePlan {
  std::vector<BaseCount> counts;
  std::vector<PlannedMeasure> measures;  // those computed, in catalogue order

  const PlannedMeasure* find(std::string_view ref) const;
};

// The catalogue must outlive the plan. Sums of sums are followed to the counts they end in.
MeasurePlan plan_measures(const Catalogue& catalogue);

}  // namespace waymark
