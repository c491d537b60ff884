#include "judge/intervals.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>

namespace waymark {
namespace {

constexpr std::int64_t kExactBelow = 10;

// The share of each tail that lies outside the interval.
double tail(double confidence) { return (1 - confidence) / 2; }

double normal_quantile(double confidence) {
  return boost::math::quantile(boost::math::complement(boost::math::normal(), tail(confidence)));
}

double byar_limit(double events, double z) {
  return 1 - 1 / (9 * events) + z / (3 * std::sqrt(events));
}

bool is_inside(const Interval& interval, double value) {
  return (!interval.lower || value >= *interval.lower) &&
         (!interval.upper || value <= *interval.upper);
}

// `outside(c)`: 0, or where the area lies outside the limits of confidence c (-1 low, 1 high).
template <typename Outside>
FunnelPlace place_of(Outside outside) {
  if (const int far = outside(k998); far != 0)
    return far > 0 ? FunnelPlace::high_998 : FunnelPlace::low_998;
  if (const int near = outside(k95); near != 0)
    return near > 0 ? FunnelPlace::high_95 : FunnelPlace::low_95;
  return FunnelPlace::within;
}

}  // namespace

Interval wilson_interval(double numerator, double denominator, double confidence) {
  if (denominator <= 0 || numerator < 0 || numerator > denominator) return {};
  const double z = normal_quantile(confidence);
  const double share = numerator / denominator;
  const double middle = 2 * numerator + z * z;
  const double spread = z * std::sqrt(z * z + 4 * numerator * (1 - share));
  const double below = 2 * (denominator + z * z);
  // Exactly at the ends, whatever rounding makes of the square root.
  return {numerator == 0 ? 0 : (middle - spread) / below,
          numerator == denominator ? 1 : (middle + spread) / below};
}

Interval byar_interval(double events, double confidence) {
  const double z = normal_quantile(confidence);
  Interval interval;
  if (events < 0) return interval;
  if (events > 0) {
    const double low = byar_limit(events, -z);
    if (low >= 0) interval.lower = events * low * low * low;
  }
  const double high = byar_limit(events + 1, z);
  interval.upper = (events + 1) * high * high * high;
  return interval;
}

Interval events_interval(std::int64_t events, double confidence) {
  if (events < 0) return {};
  if (events >= kExactBelow) return byar_interval(static_cast<double>(events), confidence);
  using boost::math::chi_squared;
  const double count = static_cast<double>(events);
  Interval interval{.lower = 0, .upper = {}};
  if (events > 0) interval.lower = quantile(chi_squared(2 * count), tail(confidence)) / 2;
  interval.upper = quantile(complement(chi_squared(2 * count + 2), tail(confidence))) / 2;
  return interval;
}

Interval mean_interval(std::span<const double> values, double confidence) {
  if (values.size() < 2) return {};
  const double count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double deviation = std::sqrt(squares / (count - 1));
  const double t = quantile(complement(boost::math::students_t(count - 1), tail(confidence)));
  const double reach = t * deviation / std::sqrt(count);
  return {mean - reach, mean + reach};
}

Interval funnel_limits(double average, double denominator, double confidence) {
  if (denominator <= 0) return {};
  const double reach =
      normal_quantile(confidence) * std::sqrt(average * (1 - average) / denominator);
  return {std::max(0.0, average - reach), std::min(1.0, average + reach)};
}

FunnelPlace funnel_place_of_share(double numerator, double denominator, double average) {
  return place_of([&](double confidence) {
    if (is_inside(wilson_interval(numerator, denominator, confidence), average)) return 0;
    return numerator / denominator > average ? 1 : -1;
  });
}

FunnelPlace funnel_place_of_rate(std::int64_t events, double population, double pooled_rate) {
  return place_of([&](double confidence) {
    if (is_inside(events_interval(events, confidence), pooled_rate * population)) return 0;
    return static_cast<double>(events) > pooled_rate * population ? 1 : -1;
  });
}

}  // namespace waymark
