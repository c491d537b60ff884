// The cover: what changed this month, in sentences made by rule, every number of them bound to the
// figure or to the measures that it counts.
#pragma once

#include "report/context.h"

namespace waymark {

// `summary` is that of the same context.
CoverView cover_of(const std::vector<SummaryGroup>& summary, const ReportContext& context);

}  // namespace waymark
