// "What to look at": what a director should see first, found by rules in a fixed order and told in
// sentences that are made of figures alone.
//
//   concern         the latest month is worse than chance alone explains
//   red_and_worse   red, and worse than the month before
//   crossed_bound   another colour than the month before
//   impossible      a percentage over 100 whose numerator is a part of its denominator
//   leap            a rolling figure that moved by more than three of its average months
//   stopped         a monthly count below a fifth of the twelve months before it
//   check           a check of the figures that does not hold this month
#pragma once

#include <vector>

#include "report/context.h"
#include "report/signal_views.h"

namespace waymark {

// Groups without a sentence are left out.
std::vector<AttentionGroup> attention_of(const ReportContext& context);

}  // namespace waymark
