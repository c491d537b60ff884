// Conditions on the month end, which a stock turns into the month ends that fulfil them. Only forms
// that change once as months pass are allowed, so that a stock stays a matter of a few spans:
//
//   X <= month_end      (any of < <= > >=, either way round; X without month_end)
//   working_days(X, month_end) >= 10        days_between(X, month_end) < 42
//   age_at(X, month_end) < 18               not (one of these)
#pragma once

#include <optional>
#include <string_view>

#include "model/expression.h"

namespace waymark {

// One such condition, read with the month end (or the clock that runs to it) on the left:
//   month_end `comparison` from,   or   clock(from, month_end) `comparison` bound.
struct MonthEndCondition {
  enum class Clock { calendar, working_days, days, age };
  Clock clock = Clock::calendar;
  Op comparison = Op::less_equal;     // < <= > >=; clocks also =
  const Expression* from = nullptr;   // a date expression
  const Expression* bound = nullptr;  // clocks: a number expression; calendar: null
  bool negated = false;
};

// The condition, if it is of an allowed form. It points into `condition`.
std::optional<MonthEndCondition> month_end_condition(const Expression& condition);
std::optional<MonthEndCondition> month_end_condition(Expression&& condition) = delete;

// What is allowed, for messages.
inline constexpr std::string_view kMonthEndForms =
    "month_end may only be compared (< <= > >=) with a date, or stand last in working_days, "
    "days_between or age_at compared with a number; such comparisons may be joined by `and`, each "
    "alone may stand under `not`";

}  // namespace waymark
