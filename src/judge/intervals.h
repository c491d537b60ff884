// How sure a figure is: intervals of a share, a count, a rate and a mean, and the funnel round an
// average within which areas differ by chance alone. Known answers: tests/data/stats.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace waymark {

// Missing where a limit is not defined.
struct Interval {
  std::optional<double> lower = {};
  std::optional<double> upper = {};
};

inline constexpr double k95 = 0.95;
inline constexpr double k998 = 0.998;  // three standard deviations

// Wilson's score interval of numerator / denominator, as a share of 1. Not defined without a
// denominator, or where the numerator is outside it.
Interval wilson_interval(double numerator, double denominator, double confidence);

// Byar's interval of a count of events. The lower limit is not defined where the formula falls
// below zero.
Interval byar_interval(double events, double confidence);

// Interval of a count of events that a rate is made of: exact (Poisson) below ten events, Byar's
// from ten on. Divide by the population for the rate.
Interval events_interval(std::int64_t events, double confidence);

// Student's interval of a mean; not defined for fewer than two values.
Interval mean_interval(std::span<const double> values, double confidence);

// The shares that an area with this denominator shows by chance if its true share is the average:
// outside it, Wilson's interval of the area does not hold the average. Clipped to 0 ... 1.
Interval funnel_limits(double average, double denominator, double confidence);

// Where an area stands against an average: outside the 95 % or the 99.8 % limits, or neither.
enum class FunnelPlace { low_998, low_95, within, high_95, high_998 };
FunnelPlace funnel_place_of_share(double numerator, double denominator, double average);
// The same for a rate: the pooled rate against the area's interval of events.
FunnelPlace funnel_place_of_rate(std::int64_t events, double population, double pooled_rate);

}  // namespace waymark
