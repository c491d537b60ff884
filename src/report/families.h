// Measures that are parts of one whole ("X.pol", "X.edu" ...): recognised by their references,
// named by what differs in their titles.
#pragma once

#include <string>
#include <vector>

#include "model/measure.h"

namespace waymark {

struct MeasureFamily {
  std::string root;                   // reference of the whole: what stands before the last point
  std::string caption;                // what the titles have in common
  std::vector<std::string> parts;     // what stands behind the last point, in order
  std::vector<std::string> headings;  // what differs in the titles
  std::vector<const Measure*> members;
};

// Three or more measures of one root make a family; the rest have none. `hole` stands in the
// caption for what differs ("each source"); where it is empty, the caption closes up.
std::vector<MeasureFamily> families_of(const std::vector<const Measure*>& measures,
                                       std::string_view hole);

}  // namespace waymark
