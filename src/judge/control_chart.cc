#include "judge/control_chart.h"

#include <cmath>
#include <numeric>

namespace waymark {
namespace {

constexpr double kLimits = 2.66;        // 3 / d2 of two points, d2 = 1.128
constexpr double kScreen = 3.267;       // D4 of two points
constexpr std::size_t kRun = 7;         // points in a row
constexpr std::size_t kFullChart = 13;  // points below which limits are trial limits
constexpr double kRareCount = 5;

int sign(double value) { return value > 0 ? 1 : (value < 0 ? -1 : 0); }

double average(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// The average moving range; nothing where none is left.
std::optional<double> average_range(std::span<const double> values, bool screen) {
  std::vector<double> ranges;
  for (std::size_t i = 1; i < values.size(); ++i)
    ranges.push_back(std::abs(values[i] - values[i - 1]));
  if (ranges.empty()) return std::nullopt;
  if (screen) {
    const double bound = kScreen * average(ranges);
    std::erase_if(ranges, [&](double range) { return range >= bound; });
    if (ranges.empty()) return std::nullopt;
  }
  return average(ranges);
}

// One phase of the chart, with all rules looking at its points alone.
class PhaseReader {
 public:
  PhaseReader(std::span<const double> values, std::span<ChartPoint> points)
      : values_(values), points_(points) {}

  ChartPhase read(const ChartOptions& options) {
    ChartPhase phase;
    auto baseline = values_;
    if (options.baseline_points > 0 && options.baseline_points < baseline.size()) {
      baseline = baseline.first(options.baseline_points);
    }
    phase.mean = average(baseline);
    phase.trial = values_.size() < kFullChart;
    if (const auto range = average_range(baseline, options.screen)) {
      phase.lower = phase.mean - kLimits * *range;
      phase.upper = phase.mean + kLimits * *range;
    }
    place_points(phase);
    mark_one_side();
    mark_two_of_three();
    mark_trends();
    mark_outside();
    return phase;
  }

 private:
  void place_points(const ChartPhase& phase) {
    for (std::size_t i = 0; i < points_.size(); ++i) {
      ChartPoint& point = points_[i];
      point.side = sign(values_[i] - phase.mean);
      if (!phase.lower) continue;
      const double outer = (*phase.upper - phase.mean) * 2 / 3;
      point.outside = values_[i] < *phase.lower || values_[i] > *phase.upper;
      point.close = !point.outside && std::abs(values_[i] - phase.mean) > outer;
    }
  }

  // Later rules of this order overwrite earlier ones: the strongest is marked last.
  void mark(std::size_t at, SpecialCause cause, int towards) {
    points_[at].cause = cause;
    points_[at].towards = towards;
  }

  void mark_one_side() {
    for (std::size_t from = 0; from < points_.size();) {
      std::size_t until = from + 1;
      while (until < points_.size() && points_[until].side == points_[from].side) ++until;
      if (points_[from].side != 0 && until - from >= kRun) {
        for (std::size_t i = from; i < until; ++i) mark(i, SpecialCause::one_side, points_[i].side);
      }
      from = until;
    }
  }

  void mark_two_of_three() {
    for (std::size_t at = 0; at + 3 <= points_.size(); ++at) {
      const auto three = points_.subspan(at, 3);
      const int side = three[0].side;
      if (side == 0 || three[1].side != side || three[2].side != side) continue;
      if (three[0].close + three[1].close + three[2].close < 2) continue;
      for (std::size_t i = at; i < at + 3; ++i) {
        if (points_[i].close) mark(i, SpecialCause::two_of_three, side);
      }
    }
  }

  void mark_trends() {
    for (std::size_t from = 0; from + 1 < points_.size();) {
      const int step = sign(values_[from + 1] - values_[from]);
      std::size_t last = from + 1;
      while (last + 1 < points_.size() && sign(values_[last + 1] - values_[last]) == step) ++last;
      if (step != 0 && last - from + 1 >= kRun) {
        // The first point may end the trend before it; it takes the direction of the step to its
        // right.
        for (std::size_t i = from; i <= last; ++i) mark(i, SpecialCause::trend, step);
      }
      from = last;
    }
  }

  void mark_outside() {
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (points_[i].outside) mark(i, SpecialCause::outside_limits, points_[i].side);
    }
  }

  std::span<const double> values_;
  std::span<ChartPoint> points_;
};

}  // namespace

ControlChart control_chart(std::span<const double> values, const ChartOptions& options) {
  ControlChart chart;
  chart.points.resize(values.size());
  std::vector<std::size_t> starts = {0};
  for (const std::size_t start : options.phase_starts) {
    if (start > starts.back() && start < values.size()) starts.push_back(start);
  }
  if (values.empty()) return chart;
  starts.push_back(values.size());
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    const std::size_t length = starts[i + 1] - starts[i];
    const std::span<ChartPoint> points = std::span(chart.points).subspan(starts[i], length);
    for (auto& point : points) point.phase = i;
    ChartPhase phase = PhaseReader(values.subspan(starts[i], length), points).read(options);
    phase.first = starts[i];
    phase.last = starts[i + 1] - 1;
    chart.phases.push_back(phase);
  }
  return chart;
}

bool limits_are_drawn(const ChartPhase& phase, Format format) {
  if (!phase.lower || *phase.lower >= *phase.upper) return false;
  return format != Format::count || phase.mean >= kRareCount;
}

Variation variation(const ChartPoint& point, Polarity polarity) {
  if (point.cause == SpecialCause::none) return Variation::common_cause;
  const bool high = point.towards > 0;
  if (polarity == Polarity::info) return high ? Variation::neutral_high : Variation::neutral_low;
  return high == (polarity == Polarity::high) ? Variation::improvement : Variation::concern;
}

Assurance assurance(const ChartPhase& phase, double target, Polarity polarity) {
  if (polarity == Polarity::info || !phase.lower) return Assurance::none;
  const bool high = polarity == Polarity::high;
  if (target > *phase.upper) return high ? Assurance::consistent_fail : Assurance::consistent_pass;
  if (target < *phase.lower) return high ? Assurance::consistent_pass : Assurance::consistent_fail;
  return Assurance::inconsistent;
}

const char* to_string(SpecialCause cause) {
  switch (cause) {
    case SpecialCause::none:
      return "";
    case SpecialCause::outside_limits:
      return "outside the limits";
    case SpecialCause::trend:
      return "part of seven or more in one direction";
    case SpecialCause::two_of_three:
      return "one of two out of three close to a limit";
    case SpecialCause::one_side:
      return "part of seven or more on one side of the average";
  }
  return "";
}

const char* to_string(Variation variation) {
  switch (variation) {
    case Variation::common_cause:
      return "common cause";
    case Variation::improvement:
      return "improvement";
    case Variation::concern:
      return "concern";
    case Variation::neutral_high:
      return "higher than chance";
    case Variation::neutral_low:
      return "lower than chance";
  }
  return "";
}

const char* to_string(Assurance assurance) {
  switch (assurance) {
    case Assurance::none:
      return "";
    case Assurance::inconsistent:
      return "hit and miss";
    case Assurance::consistent_pass:
      return "will meet the target";
    case Assurance::consistent_fail:
      return "will miss the target";
  }
  return "";
}

}  // namespace waymark
