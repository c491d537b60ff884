#include "judge/benchmark_rules.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace waymark {
namespace {

constexpr std::size_t kLeastForQuartile = 4;

// Reduced, so that a long sum of decimals keeps a small denominator.
Fraction reduced(Wide numerator, Wide denominator) {
  Wide a = numerator < 0 ? -numerator : numerator;
  Wide b = denominator;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  const Wide divisor = a == 0 ? 1 : a;
  return {static_cast<std::int64_t>(numerator / divisor),
          static_cast<std::int64_t>(denominator / divisor)};
}

Fraction sum(const Fraction& a, const Fraction& b) {
  return reduced(static_cast<Wide>(a.numerator) * b.denominator +
                     static_cast<Wide>(b.numerator) * a.denominator,
                 static_cast<Wide>(a.denominator) * b.denominator);
}

Fraction times(const Fraction& value, std::int64_t numerator, std::int64_t denominator) {
  return reduced(static_cast<Wide>(value.numerator) * numerator,
                 static_cast<Wide>(value.denominator) * denominator);
}

std::vector<Fraction> ascending(PublishedValues values) {
  std::vector<Fraction> known;
  for (const auto& value : values) {
    if (value) known.push_back(*value);
  }
  std::sort(known.begin(), known.end());
  return known;
}

// The value `quarters` quarters of the way from the least to the greatest.
Fraction quartile(const std::vector<Fraction>& known, std::size_t quarters) {
  const std::size_t place = (known.size() - 1) * quarters;
  const std::size_t below = place / 4;
  const auto rest = static_cast<std::int64_t>(place % 4);
  if (rest == 0) return known[below];
  return sum(times(known[below], 4 - rest, 4), times(known[below + 1], rest, 4));
}

ComputedBenchmark benchmark(const Fraction& value, std::size_t used, PublishedValues values) {
  return {value, static_cast<int>(used), static_cast<int>(values.size() - used)};
}

}  // namespace

std::optional<ComputedBenchmark> average_of(PublishedValues values, AverageRule rule) {
  const auto known = ascending(values);
  if (known.empty()) return std::nullopt;
  if (rule == AverageRule::median) return benchmark(quartile(known, 2), known.size(), values);
  const Fraction total = std::accumulate(known.begin(), known.end(), Fraction{}, sum);
  return benchmark(times(total, 1, static_cast<std::int64_t>(known.size())), known.size(), values);
}

std::optional<ComputedBenchmark> best_of(PublishedValues values, Polarity polarity) {
  const auto known = ascending(values);
  if (known.empty() || polarity == Polarity::info) return std::nullopt;
  return benchmark(polarity == Polarity::high ? known.back() : known.front(), known.size(), values);
}

std::optional<ComputedBenchmark> top_quartile_of(PublishedValues values, Polarity polarity) {
  const auto known = ascending(values);
  if (known.size() < kLeastForQuartile || polarity == Polarity::info) return std::nullopt;
  return benchmark(quartile(known, polarity == Polarity::high ? 3 : 1), known.size(), values);
}

}  // namespace waymark
