// What pages show beyond figures: measures cut by columns of their facts.
#pragma once

#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "compute/figures.h"
#include "report/inputs.h"

namespace waymark {

// The grids of all pages and areas for one month. A column that the measure's fact does not have is
// an error: the page's entry is at fault.
Result<std::vector<GridCount>> grid_counts(const Engine& engine, const Catalogue& catalogue,
                                           Month month);

// Why the measures that moved did so: for the county and every locality, since the month before and
// a year ago, by locality, source, age band and team where the measure's fact has them. `inputs`
// holds everything else.
std::vector<MoveSplit> move_splits(const Engine& engine, PublicationInputs inputs);

}  // namespace waymark
