// XmR charts of monthly values: which movements are more than chance. For monthly counts and
// percentages only, never for rolling, annualised or year-to-date series, whose points share
// months.
//
//   const ControlChart chart = control_chart(values, {});
//   variation(chart, Polarity::low);                     // of the latest point
//
// Limits lie 2.66 average moving ranges round the mean (Shewhart's individuals chart). The special
// causes, first match wins:
//   1 outside a limit
//   2 part of seven points that rise, or fall, in a row
//   3 one of two out of three neighbouring points in the outer third, all three on one side of the
//   mean 4 part of seven points in a row on one side of the mean
// as the health service's "making data count" rules have them; known answers: data/stats.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "model/measure.h"

namespace waymark {

struct ChartOptions {
  // First points of later phases: limits begin anew there (a rule change).
  std::vector<std::size_t> phase_starts = {};
  // Leave moving ranges at or above 3.267 times their average out, once.
  bool screen = true;
  // Take mean and limits from the first so many points of a phase only; 0 = from all.
  std::size_t baseline_points = 0;
};

struct ChartPhase {
  std::size_t first = 0;  // point
  std::size_t last = 0;   // point, in the phase
  double mean = 0;
  // Missing where no moving range is left: one point alone, or a series that never changes.
  std::optional<double> lower = {};
  std::optional<double> upper = {};
  bool trial = false;  // fewer than 13 points
};

enum class SpecialCause { none, outside_limits, trend, two_of_three, one_side };

struct ChartPoint {
  std::size_t phase = 0;
  int side = 0;  // of the mean: -1, 0, 1
  bool outside = false;
  bool close = false;  // in the outer third, and not outside
  SpecialCause cause = SpecialCause::none;
  int towards = 0;  // of the special cause: 1 = high, -1 = low
};

struct ControlChart {
  std::vector<ChartPhase> phases;
  std::vector<ChartPoint> points;
};

ControlChart control_chart(std::span<const double> values, const ChartOptions& options = {});

// Whether limits mean anything: there are some, they are apart, and a count cannot only fall out of
// them upwards because the lower one lies at or below zero on rare events (mean below 5).
bool limits_are_drawn(const ChartPhase& phase, Format format);

enum class Variation { common_cause, improvement, concern, neutral_high, neutral_low };
Variation variation(const ChartPoint& point, Polarity polarity);

// Whether the process as it runs will meet a target: always, never, or now and then. A target equal
// to a limit is inconsistent; Info measures and phases without limits have none.
enum class Assurance { none, inconsistent, consistent_pass, consistent_fail };
Assurance assurance(const ChartPhase& phase, double target, Polarity polarity);

const char* to_string(SpecialCause cause);
const char* to_string(Variation variation);
const char* to_string(Assurance assurance);

}  // namespace waymark
