#include "judge/intervals.h"

#include "judge/known_answers.h"

namespace waymark {
namespace {

// A limit times the multiplier that the table gives its numbers in.
std::optional<double> times(const std::optional<double>& limit, double factor) {
  return limit ? std::optional(*limit * factor) : std::nullopt;
}

TEST(Intervals, OfSharesAreWilsons) {
  for (auto& row : known_answers("ci_proportion_wilson")) {
    const Interval interval = wilson_interval(number(row["numerator"]), number(row["denominator"]),
                                              number(row["confidence"]));
    const double factor = number(row["multiplier"]);
    expect_equal(times(interval.lower, factor), row["lower"], row["id"] + " lower");
    expect_equal(times(interval.upper, factor), row["upper"], row["id"] + " upper");
  }
}

TEST(Intervals, OfRatesAreExactBelowTenEventsAndByarsFromTenOn) {
  for (auto& row : known_answers("ci_rate_byars_exact")) {
    const Interval interval = events_interval(static_cast<std::int64_t>(number(row["events"])),
                                              number(row["confidence"]));
    const double factor = number(row["multiplier"]) / number(row["population"]);
    expect_equal(times(interval.lower, factor), row["lower"], row["id"] + " lower");
    expect_equal(times(interval.upper, factor), row["upper"], row["id"] + " upper");
  }
}

TEST(Intervals, OfCountsAreByars) {
  for (auto& row : known_answers("ci_count_byars")) {
    const Interval interval = byar_interval(number(row["events"]), number(row["confidence"]));
    expect_equal(interval.lower, row["lower"], row["id"] + " lower");
    expect_equal(interval.upper, row["upper"], row["id"] + " upper");
  }
}

TEST(Intervals, OfMeansAreStudents) {
  std::map<std::string, std::vector<double>> series;
  for (auto& row : known_answers("ci_mean_t_input"))
    series[row["series"]].push_back(number(row["value"]));
  for (auto& row : known_answers("ci_mean_t_expected")) {
    const Interval interval = mean_interval(series[row["series"]], number(row["confidence"]));
    expect_equal(interval.lower, row["lower"], row["series"] + " lower");
    expect_equal(interval.upper, row["upper"], row["series"] + " upper");
  }
}

TEST(Intervals, AreNotDefinedWithoutADenominatorOrASecondValue) {
  EXPECT_FALSE(wilson_interval(0, 0, k95).lower);
  EXPECT_FALSE(wilson_interval(3, 2, k95).upper);
  EXPECT_FALSE(mean_interval(std::vector<double>{4}, k95).lower);
  EXPECT_FALSE(funnel_limits(0.5, 0, k95).upper);
}

// 0.5 -/+ 1.959964 x sqrt(0.25 / 100)
TEST(Funnel, LiesRoundTheAverageAndNarrowsWithTheDenominator) {
  const Interval limits = funnel_limits(0.5, 100, k95);
  EXPECT_NEAR(*limits.lower, 0.402001800772997, 1e-12);
  EXPECT_NEAR(*limits.upper, 0.597998199227003, 1e-12);
  EXPECT_EQ(funnel_limits(0.9, 4, k998).upper, 1.0);
}

// Wilson's interval holds the average just where the area lies inside the funnel.
TEST(Funnel, AgreesWithTheAreasOwnInterval) {
  for (const double average : {0.05, 0.3, 0.8}) {
    for (int denominator = 1; denominator < 60; denominator += 7) {
      for (int numerator = 0; numerator <= denominator; ++numerator) {
        const double share = static_cast<double>(numerator) / denominator;
        const Interval near = funnel_limits(average, denominator, k95);
        const FunnelPlace place = funnel_place_of_share(numerator, denominator, average);
        // Clipped limits: nothing lies beyond 0 or 1.
        const bool inside = share >= *near.lower && share <= *near.upper;
        EXPECT_EQ(place == FunnelPlace::within, inside)
            << numerator << "/" << denominator << " against " << average;
      }
    }
  }
}

TEST(Funnel, OfRatesComparesThePooledRateWithTheAreasEvents) {
  EXPECT_EQ(funnel_place_of_rate(10, 1000, 0.010), FunnelPlace::within);
  EXPECT_EQ(funnel_place_of_rate(20, 1000, 0.010), FunnelPlace::high_95);
  EXPECT_EQ(funnel_place_of_rate(40, 1000, 0.010), FunnelPlace::high_998);
  EXPECT_EQ(funnel_place_of_rate(3, 1000, 0.010), FunnelPlace::low_95);
  EXPECT_EQ(funnel_place_of_rate(0, 1000, 0.010), FunnelPlace::low_998);
}

}  // namespace
}  // namespace waymark
