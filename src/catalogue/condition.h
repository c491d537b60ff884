// Reads the condition language of measures into checked expressions (model/expression.h):
//
//   outcome = "close" and working_days(clock_from, authorised_on) <= 45
//   add_months(started_on, 24) <= month_end and not held
//   source_group not in ("pol", "edu") or previous_on is missing
//
// columns of the fact; "texts" for word columns; whole numbers; dates as 2017-07-01; month_end
// (stocks only); $parameters; = != < <= > >=; in, not in; is missing, is not missing; and, or, not,
// parentheses; add_months, add_days, working_days, days_between, age_at, earliest, latest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/expression.h"
#include "model/fact.h"
#include "model/parameters.h"

namespace waymark {

struct ConditionFault {
  int position = 0;     // offset in the text
  std::string message;  // with a suggestion where one is near
};

struct ConditionReading {
  Expression expression;  // only where there are no faults
  std::vector<ConditionFault> faults;
};

// Reads and checks a condition against a fact's columns and the known parameters. The value is a
// flag; `and` and `or` have two or more parts; `x not in (...)` is false where x is missing, as
// `!=` is.
ConditionReading read_condition(std::string_view text, const FactSchema& fact,
                                const Parameters& parameters, bool stock);

}  // namespace waymark
