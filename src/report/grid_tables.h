// The grid of a topic page: one measure's month, a column of its fact down and another across.
#pragma once

#include <vector>

#include "model/pages.h"
#include "report/context.h"

namespace waymark {

// The area's grid, and the county's beside it in the pack of another area; empty if the page has
// none.
std::vector<GridTable> grids_of(const ReportPage& layout, const ReportContext& context);

}  // namespace waymark
