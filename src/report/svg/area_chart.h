// Draws one measure in one month by locality, with the target.
#pragma once

#include <string>

#include "report/markup.h"
#include "report/publication.h"

namespace waymark {

void draw_area_chart(Markup& out, const LocalityChart& chart, const std::string& id);

}  // namespace waymark
