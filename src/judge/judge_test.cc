#include "judge/judge.h"

#include <gtest/gtest.h>

#include <vector>

namespace waymark {
namespace {

constexpr std::optional<Fraction> kNothing;

TEST(Direction, FollowsTheChangeAndThePolarity) {
  struct Case {
    std::optional<Fraction> before, now;
    Polarity polarity;
    Direction expected;
  };
  const std::vector<Case> cases = {
      {Fraction{10}, Fraction{11}, Polarity::high, Direction::better},
      {Fraction{10}, Fraction{9}, Polarity::high, Direction::worse},
      {Fraction{10}, Fraction{11}, Polarity::low, Direction::worse},
      {Fraction{10}, Fraction{9}, Polarity::low, Direction::better},
      {Fraction{10}, Fraction{10}, Polarity::low, Direction::same},
      {Fraction{10}, Fraction{11}, Polarity::info, Direction::info},
      {kNothing, Fraction{11}, Polarity::info, Direction::info},
      {Fraction{10}, kNothing, Polarity::info, Direction::none},
      {kNothing, Fraction{11}, Polarity::high, Direction::none},
      {Fraction{10}, kNothing, Polarity::low, Direction::none},
      {kNothing, kNothing, Polarity::low, Direction::none},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Case& c = cases[i];
    EXPECT_EQ(judge_direction(c.before, c.now, c.polarity), c.expected) << "case " << i;
  }
}

TEST(Direction, ComparesExactlyAndNeverRounded) {
  // Both print as 33.3; 1000/3001 is the smaller.
  EXPECT_EQ(judge_direction(Fraction{100, 3}, Fraction{100000, 3001}, Polarity::high),
            Direction::worse);
  EXPECT_EQ(judge_direction(Fraction{100, 3}, Fraction{200, 6}, Polarity::high), Direction::same);
  // Equal as doubles, different as ratios: 2^53 and 2^53 + 1.
  EXPECT_EQ(judge_direction(Fraction{9007199254740992}, Fraction{9007199254740993}, Polarity::low),
            Direction::worse);
}

TEST(Rag, AValueOnABoundTakesTheBetterColour) {
  struct Case {
    Fraction value;
    Polarity polarity;
    Rag expected;
  };
  const Bounds high = {.red = Fraction{80}, .green = Fraction{95}};
  const Bounds low = {.red = Fraction{40}, .green = Fraction{35}};
  const std::vector<Case> cases = {
      {{95}, Polarity::high, Rag::green},     {{949, 10}, Polarity::high, Rag::amber},
      {{80}, Polarity::high, Rag::amber},     {{799, 10}, Polarity::high, Rag::red},
      {{100}, Polarity::high, Rag::green},    {{35}, Polarity::low, Rag::green},
      {{351, 10}, Polarity::low, Rag::amber}, {{40}, Polarity::low, Rag::amber},
      {{401, 10}, Polarity::low, Rag::red},   {{0}, Polarity::low, Rag::green},
      {{95}, Polarity::info, Rag::none},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Case& c = cases[i];
    EXPECT_EQ(judge_rag(c.value, c.polarity == Polarity::low ? low : high, c.polarity), c.expected)
        << "case " << i;
  }
}

TEST(Rag, NeedsTheValueAndBothBounds) {
  EXPECT_EQ(judge_rag(kNothing, {.red = Fraction{1}, .green = Fraction{2}}, Polarity::high),
            Rag::none);
  EXPECT_EQ(judge_rag(Fraction{1}, {.red = Fraction{1}, .green = {}}, Polarity::high), Rag::none);
  EXPECT_EQ(judge_rag(Fraction{1}, {.red = {}, .green = Fraction{1}}, Polarity::high), Rag::none);
}

TEST(Rag, GreenIsTestedFirstWhereTheBoundsAreInTheWrongOrder) {
  // Low, green 40 above red 35: 38 is above red and within green.
  const Bounds bounds = {.red = Fraction{35}, .green = Fraction{40}};
  EXPECT_EQ(judge_rag(Fraction{38}, bounds, Polarity::low), Rag::green);
  EXPECT_EQ(judge_rag(Fraction{41}, bounds, Polarity::low), Rag::red);
}

TEST(Bounds, WrongOrderDependsOnThePolarity) {
  const Bounds rising = {.red = Fraction{35}, .green = Fraction{40}};
  const Bounds falling = {.red = Fraction{40}, .green = Fraction{35}};
  EXPECT_FALSE(bounds_in_wrong_order(rising, Polarity::high));
  EXPECT_TRUE(bounds_in_wrong_order(rising, Polarity::low));
  EXPECT_TRUE(bounds_in_wrong_order(falling, Polarity::high));
  EXPECT_FALSE(bounds_in_wrong_order(falling, Polarity::low));
  EXPECT_FALSE(bounds_in_wrong_order(rising, Polarity::info));
  EXPECT_FALSE(bounds_in_wrong_order({.red = Fraction{3}, .green = Fraction{3}}, Polarity::low));
  EXPECT_FALSE(bounds_in_wrong_order({.red = Fraction{3}, .green = {}}, Polarity::high));
}

}  // namespace
}  // namespace waymark
