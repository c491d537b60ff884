// The axis of a chart: round ticks that hold every value.
#pragma once

#include <vector>

namespace waymark {

struct Scale {
  double low = 0;
  double high = 1;
  std::vector<double> ticks;
  int decimals = 0;  // that the ticks need

  // Where a value lies: 0 at low, 1 at high.
  double at(double value) const { return (value - low) / (high - low); }
};

// A scale from 0 (columns must begin there).
Scale scale_from_zero(double greatest);
// A scale around the values, wide enough that small movements do not look like leaps; never below
// 0, and never above `ceiling` unless a value is.
Scale scale_around(double least, double greatest, double ceiling);

}  // namespace waymark
