// What a page must say of the records behind it: rows in doubt, and checks that do not hold.
#pragma once

#include <vector>

#include "report/context.h"

namespace waymark {

// Findings of the tables that the measures need or use, each with the measures it touches.
std::vector<FindingView> findings_of(const std::vector<const Measure*>& measures,
                                     const std::vector<FindingCount>& counts);

// Checks of the area's figures, in the months shown, that do not hold.
std::vector<BreachView> breaches_of(const std::vector<const Measure*>& measures,
                                    const ReportContext& context);

}  // namespace waymark
