#include "report/svg/scale.h"

#include <algorithm>
#include <cmath>

namespace waymark {
namespace {

constexpr double kTicksWanted = 4;
// A line's scale spans at least this share of its greatest value.
constexpr double kLeastSpan = 0.25;
// Room between the outermost values and the edges, as a share of their span.
constexpr double kMargin = 0.06;

// The least of 1, 2, 2.5 and 5 times a power of ten that is not below `rough`.
double round_step(double rough) {
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (factor * power >= rough * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

int decimals_of(double step) {
  for (int decimals = 0; decimals < 4; ++decimals) {
    const double scaled = step * std::pow(10, decimals);
    if (std::fabs(scaled - std::round(scaled)) < 1e-9) return decimals;
  }
  return 4;
}

Scale with_ticks(double low, double high, double step) {
  Scale scale;
  const auto first = static_cast<int>(std::floor(low / step + 1e-9));
  const auto last = static_cast<int>(std::ceil(high / step - 1e-9));
  for (int i = first; i <= last; ++i) scale.ticks.push_back(i * step);
  scale.low = scale.ticks.front();
  scale.high = scale.ticks.back();
  scale.decimals = decimals_of(step);
  return scale;
}

}  // namespace

Scale scale_from_zero(double greatest) {
  const double high = greatest > 0 ? greatest : 1;
  // Whole things are counted: a tick between two of them means nothing.
  return with_ticks(0, high, std::ceil(round_step(high / kTicksWanted)));
}

Scale scale_around(double least, double greatest, double ceiling) {
  const double middle = (least + greatest) / 2;
  const double span = std::max({greatest - least, kLeastSpan * greatest, 1e-6});
  const double low = std::max(0.0, std::min(least - kMargin * span, middle - span / 2));
  const double high = std::max(greatest + kMargin * span, middle + span / 2);
  Scale scale = with_ticks(low, high, round_step(std::max(high - low, 1e-6) / kTicksWanted));
  if (scale.high > ceiling && greatest <= ceiling) {
    std::erase_if(scale.ticks, [&](double tick) { return tick > ceiling; });
    scale.high = ceiling;
  }
  return scale;
}

}  // namespace waymark
