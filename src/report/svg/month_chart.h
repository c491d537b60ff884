// Draws one measure over its months: columns for counts, a line for everything else, with target,
// averages to compare with, and rule changes. A month without a value leaves a gap.
#pragma once

#include <string>
#include <vector>

#include "report/markup.h"
#include "report/publication.h"

namespace waymark {

enum class ChartSize {
  full,   // axis, target, comparisons
  small,  // one of many: latest value and the ends of the axis alone
};

// `id` must be unique on the page: the drawing's title and description are named after it.
void draw_month_chart(Markup& out, const MeasureView& measure, const std::vector<Month>& months,
                      const std::string& id, ChartSize size);

}  // namespace waymark
