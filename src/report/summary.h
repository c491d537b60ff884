// The front page: a row a measure, grouped by section.
#pragma once

#include <vector>

#include "report/context.h"

namespace waymark {

std::vector<SummaryGroup> summary_of(const ReportContext& context);

}  // namespace waymark
