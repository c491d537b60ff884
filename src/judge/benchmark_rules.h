// Benchmarks from the published values of other authorities: the neighbours' average, the best
// neighbour, the bound of the top quartile. Exact; an authority without a value is left out and
// counted, never taken as zero.
//
//   const auto average = average_of(neighbours, AverageRule::median);
//   if (average) use(average->value, average->used, average->without);
#pragma once

#include <optional>
#include <span>

#include "base/fraction.h"
#include "model/measure.h"
#include "model/national.h"

namespace waymark {

// A benchmark, and how many authorities stand behind it.
struct ComputedBenchmark {
  Fraction value;
  int used = 0;     // authorities with a value
  int without = 0;  // authorities whose value is suppressed, not available and so on
};

using PublishedValues = std::span<const std::optional<Fraction>>;

// The unweighted mean or the median. Nothing if no authority has a value.
std::optional<ComputedBenchmark> average_of(PublishedValues values, AverageRule rule);

// The greatest value where high is good, the least where low is good; nothing where neither is.
std::optional<ComputedBenchmark> best_of(PublishedValues values, Polarity polarity);

// The value that the best quarter reach: the upper quartile where high is good, the lower where low
// is good; nothing where neither is, or with fewer than four values. Between two values it is
// interpolated (a spreadsheet's QUARTILE.INC).
std::optional<ComputedBenchmark> top_quartile_of(PublishedValues values, Polarity polarity);

}  // namespace waymark
