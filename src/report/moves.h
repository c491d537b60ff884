// Why measures moved: what each locality, source, age band or team contributed to a change.
#pragma once

#include <vector>

#include "report/context.h"

namespace waymark {

// The moves of these measures in the context's area, the month before first.
std::vector<MoveView> moves_of(const std::vector<const Measure*>& measures,
                               const ReportContext& context);

// The colour of a measure in the month before; none where the two months are of different kinds.
Rag rag_before(const Measure& measure, const ReportContext& context);

}  // namespace waymark
