#include "judge/benchmark_rules.h"

#include <gtest/gtest.h>

#include <vector>

namespace waymark {
namespace {

using Values = std::vector<std::optional<Fraction>>;

// 10.1, 12, 15.5, one suppressed, 20.
const Values kFour = {Fraction{155, 10}, Fraction{12, 1}, std::nullopt, Fraction{101, 10},
                      Fraction{20, 1}};

TEST(BenchmarkRules, MeanIsOfTheAuthoritiesWithAValueAndTellsHowManyHaveNone) {
  const auto mean = average_of(kFour, AverageRule::mean);
  ASSERT_TRUE(mean);
  EXPECT_EQ(mean->value, (Fraction{144, 10}));  // 57.6 / 4
  EXPECT_EQ(mean->used, 4);
  EXPECT_EQ(mean->without, 1);
}

TEST(BenchmarkRules, MedianOfAnEvenNumberLiesHalfWay) {
  EXPECT_EQ(average_of(kFour, AverageRule::median)->value, (Fraction{1375, 100}));
  const Values three = {Fraction{9, 1}, Fraction{1, 1}, Fraction{4, 1}};
  EXPECT_EQ(average_of(three, AverageRule::median)->value, (Fraction{4, 1}));
}

TEST(BenchmarkRules, BestFollowsPolarity) {
  EXPECT_EQ(best_of(kFour, Polarity::high)->value, (Fraction{20, 1}));
  EXPECT_EQ(best_of(kFour, Polarity::low)->value, (Fraction{101, 10}));
  EXPECT_FALSE(best_of(kFour, Polarity::info));
}

TEST(BenchmarkRules, TopQuartileFollowsPolarityAndIsInterpolated) {
  // 15.5 + (20 - 15.5) / 4 = 16.625; 10.1 + 3/4 of (12 - 10.1) = 11.525
  EXPECT_EQ(top_quartile_of(kFour, Polarity::high)->value, (Fraction{16625, 1000}));
  EXPECT_EQ(top_quartile_of(kFour, Polarity::low)->value, (Fraction{11525, 1000}));
  EXPECT_FALSE(top_quartile_of(kFour, Polarity::info));
}

TEST(BenchmarkRules, FewerThanFourValuesHaveNoQuartile) {
  const Values three = {Fraction{9, 1}, Fraction{1, 1}, Fraction{4, 1}, std::nullopt};
  EXPECT_FALSE(top_quartile_of(three, Polarity::high));
}

TEST(BenchmarkRules, ZeroIsAValueAndNoValueIsNotZero) {
  const Values values = {Fraction{0, 1}, std::nullopt, Fraction{4, 1}};
  EXPECT_EQ(average_of(values, AverageRule::mean)->value, (Fraction{2, 1}));
  EXPECT_EQ(best_of(values, Polarity::low)->value, (Fraction{0, 1}));
  const Values none = {std::nullopt, std::nullopt};
  EXPECT_FALSE(average_of(none, AverageRule::mean));
  EXPECT_FALSE(best_of(none, Polarity::high));
}

}  // namespace
}  // namespace waymark
