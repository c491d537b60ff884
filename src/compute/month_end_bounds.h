// Turns a condition on the month end into the months that fulfil it, row by row of a batch: from a
// first month up to, not including, another.
#pragma once

#include "compute/batch_conditions.h"
#include "compute/month_slots.h"
#include "model/month_end.h"

namespace waymark {

// Months [from[i], until[i]) fulfil the condition in row i; empty where a part of it is missing.
struct BatchBounds {
  BatchValues from;
  BatchValues until;
};

// `condition.negated` is left to the caller: the bounds are those of the condition under the `not`.
void month_end_bounds(const MonthEndCondition& condition, const MonthSlots& slots,
                      const WorkingDays& working_days, BatchConditions& batch, BatchBounds& bounds);

}  // namespace waymark
