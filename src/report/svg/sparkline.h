// The months as a line no taller than a word, for the rows of the summary.
#pragma once

#include <string>
#include <vector>

#include "report/markup.h"
#include "report/publication.h"

namespace waymark {

// Drawn where two months or more have a value; `words` say what it shows. Its scale is its own: it
// tells the course, never the size.
void draw_sparkline(Markup& out, const std::vector<CellView>& months, const std::string& words);

}  // namespace waymark
