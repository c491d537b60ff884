// Draws one measure's own value and those it is compared with as marks on one line.
#pragma once

#include <string>

#include "report/markup.h"
#include "report/publication.h"

namespace waymark {

// Nothing is drawn without an own value.
void draw_benchmark_strip(Markup& out, const MeasureView& measure, const std::string& id);
// "Lowest to highest: national top quartile 12.4%, county 24.0% ...".
std::string benchmark_strip_text(const MeasureView& measure);

}  // namespace waymark
