#include "base/fraction.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <random>

namespace waymark {
namespace {

TEST(Fraction, ShowsHalfUpOnTheExactValue) {
  EXPECT_EQ(to_display({8325, 100}, 1), "83.3");
  EXPECT_EQ(to_display({1, 8}, 2), "0.13");
  EXPECT_EQ(to_display({-1, 8}, 2), "-0.13");
  EXPECT_EQ(to_display({-1, 1000}, 1), "0.0");
  EXPECT_EQ(to_display({27585, 1}, 0, true), "27,585");
  EXPECT_EQ(to_display({999, 1}, 0, true), "999");
  EXPECT_EQ(to_display({1000000, 1}, 0, true), "1,000,000");
}

TEST(Fraction, FigureTextHasTenDigitsAndNoExponent) {
  EXPECT_EQ(to_figure_text({100, 4}), "25");
  EXPECT_EQ(to_figure_text({100 * 2, 3}), "66.66666667");
  EXPECT_EQ(to_figure_text({1, 30000}), "0.00003333333333");
  EXPECT_EQ(to_figure_text({41, 2}), "20.5");
}

TEST(Fraction, FigureTextIsWhatTheDoublePrints) {
  std::mt19937_64 random(20171130);
  for (int i = 0; i < 200'000; ++i) {
    // Small and large numbers, near whole ones and near the middle of two texts as well.
    const auto below = [&](std::int64_t limit) {
      return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit)) + 1;
    };
    Fraction value{below(std::int64_t{1} << below(33)), below(std::int64_t{1} << below(33))};
    if (i % 4 == 0) value.denominator = 1 << below(24);
    if (i % 16 == 1)
      value = {value.denominator * below(99) + (i % 32 == 1 ? 1 : -1), value.denominator};
    const double number = value.as_double();
    if (number < 1e-4 || number >= 1e10) continue;
    char expected[64];
    std::snprintf(expected, sizeof expected, "%.10g", number);
    if (std::string_view(expected).find('e') != std::string_view::npos) continue;
    EXPECT_EQ(to_figure_text(value), expected) << value.numerator << "/" << value.denominator;
  }
}

TEST(Fraction, ComparesWithoutRounding) {
  EXPECT_LT(compare({1, 3}, {333333334, 1000000000}), 0);
  EXPECT_TRUE((Fraction{2, 4} == Fraction{1, 2}));
}

TEST(Fraction, ReadsDecimalsExactly) {
  EXPECT_TRUE((*parse_decimal("49.88522697") == Fraction{4988522697, 100000000}));
  EXPECT_TRUE((*parse_decimal("-3") == Fraction{-3, 1}));
  EXPECT_TRUE((*parse_decimal(".5") == Fraction{1, 2}));
  EXPECT_TRUE((*parse_decimal("123456789012345678.5") == Fraction{123456789012345678, 1}));
  // A third of a hundred as a double, and 20 hours of 37 as doubles and spreadsheets write it.
  EXPECT_TRUE(
      (*parse_decimal("33.333333333333336") == Fraction{33333333333333336, 1000000000000000}));
  EXPECT_TRUE((Fraction{100, 3} < *parse_decimal("33.333333333333336")));
  for (const char* text :
       {"0.5405405405405406", "00.54054054054054060", "+0.540540540540540600000000"}) {
    EXPECT_TRUE((*parse_decimal(text) == Fraction{5405405405405406, 10000000000000000})) << text;
  }
  EXPECT_TRUE((*parse_decimal("-0.0000000000000000001") == Fraction{0, 1}));
  for (const char* text : {"", ".", "1,000", "1e3", "--1", "1234567890123456789",
                           "1.2345678901234567890x", "0.12345678901234567890.4"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

}  // namespace
}  // namespace waymark
