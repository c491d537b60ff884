// A figure as it was published before waymark came (load --published).
#pragma once

#include <string>

#include "base/date.h"

namespace waymark {

struct PublishedFigure {
  std::string measure, area;
  Month month;
  std::string value, numerator, denominator,
      ytd_value;  // decimal texts as given; empty = not given
  std::string source;
};

}  // namespace waymark
