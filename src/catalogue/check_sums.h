// Sides that are made of sides of other measures.
#pragma once

#include <vector>

#include "catalogue/measure_draft.h"

namespace waymark {

// Reports sums that name no measure, a side that is not counted, a measure of another kind, or that
// lead back to themselves.
void check_sums(const std::vector<MeasureDraft>& drafts, std::vector<DefinitionFault>& faults);

}  // namespace waymark
