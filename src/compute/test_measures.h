// Measures made by hand for the tests of the engine: short ways to say what the catalogue's files
// say.
#pragma once

#include <string>

#include "base/check.h"
#include "catalogue/catalogue.h"
#include "catalogue/condition.h"
#include "facts/test_extract.h"

namespace waymark {

// A count of a fact: a flow by a date column, or a stock without one.
inline Count count_of(const std::string& fact, const std::string& month_of = {},
                      const std::string& where = {}) {
  Count count;
  count.fact = find_fact_schema(fact);
  CHECK_THAT(count.fact != nullptr, "the test names a fact");
  if (!month_of.empty()) count.month_of = count.fact->find(month_of);
  if (!where.empty()) {
    const auto reading = read_condition(where, *count.fact, default_parameters(), month_of.empty());
    CHECK_THAT(reading.faults.empty(), "the test's condition is well formed");
    count.where = reading.expression;
    count.where_text = where;
  }
  return count;
}

inline Side side_of(Count count) {
  Side side;
  side.count = std::move(count);
  return side;
}
// Rows of the denominator that fulfil a condition as well.
inline Side part_of_denominator(Count whole, const std::string& where) {
  Side side = side_of(count_of(
      whole.fact->name,
      whole.month_of < 0 ? "" : whole.fact->columns[static_cast<std::size_t>(whole.month_of)].name,
      where));
  side.part_of_denominator = true;
  return side;
}
inline Side sum_of(std::vector<Side::Term> terms) {
  Side side;
  side.sum_of = std::move(terms);
  return side;
}
inline Side population() {
  Side side;
  side.population = true;
  return side;
}

inline Measure measure_of(const std::string& ref, Format format, Kind kind, Ytd ytd,
                          std::vector<std::string> needs) {
  Measure measure;
  measure.ref = ref;
  measure.title = "Measure " + ref;
  measure.format = format;
  measure.kind = kind;
  measure.ytd = ytd;
  measure.needs = std::move(needs);
  measure.polarity = Polarity::low;
  measure.window_months = kind == Kind::rolling ? 12 : 1;
  return measure;
}

}  // namespace waymark
