#include "judge/change_parts.h"

#include <gtest/gtest.h>

#include <random>

namespace waymark {
namespace {

WideFraction sum_of(const std::vector<PartEffect>& effects) {
  WideFraction sum;
  for (const auto& effect : effects) sum = sum + effect.all();
  return sum;
}

TEST(ChangeParts, ACountMovesByWhatItsPartsMove) {
  const auto effects = count_effects({{{10, 1}, {14, 1}}, {{5, 1}, {2, 1}}});
  EXPECT_EQ(effects[0].volume, (WideFraction{4, 1}));
  EXPECT_EQ(effects[1].volume, (WideFraction{-3, 1}));
  EXPECT_EQ(sum_of(effects), (WideFraction{1, 1}));
}

// 20 of 100 and 40 of 200 people, by hand: cases (40 - 20) * (1/200 + 1/100) / 2 = 0.15,
// people 30 * (1/200 - 1/100) = -0.15; the rate stays 0.2.
TEST(ChangeParts, ARateThatStaysHasCasesAndPeopleInBalance) {
  const auto effects = rate_effects({{{20, 100}, {40, 200}}}, {10'000, 1});
  EXPECT_EQ(effects[0].volume, (WideFraction{1500, 1}));
  EXPECT_EQ(effects[0].population, (WideFraction{-1500, 1}));
}

// A: 8 of 10, then 24 of 30. B: 6 of 30, then 2 of 10. Both keep their share (80 % and 20 %), yet
// the whole goes from 14/40 = 35 % to 26/40 = 65 %: all of it is mix. The mean of the whole is 50
// %; A: half of all more, times 30 points = 15; B: half of all less, times -30 points = 15.
TEST(ChangeParts, AShareCanMoveByMixAlone) {
  const auto effects = share_effects({{{8, 10}, {24, 30}}, {{6, 30}, {2, 10}}}, {100, 1});
  EXPECT_EQ(effects[0].mix, (WideFraction{15, 1}));
  EXPECT_EQ(effects[1].mix, (WideFraction{15, 1}));
  EXPECT_EQ(effects[0].rate, (WideFraction{0, 1}));
  EXPECT_EQ(effects[1].rate, (WideFraction{0, 1}));
}

// Two halves of 10 each; A goes from 2 to 6 of 10: half of all times 40 points = 20 points.
TEST(ChangeParts, AShareCanMoveByRateAlone) {
  const auto effects = share_effects({{{2, 10}, {6, 10}}, {{5, 10}, {5, 10}}}, {100, 1});
  EXPECT_EQ(effects[0].rate, (WideFraction{20, 1}));
  EXPECT_EQ(effects[0].mix, (WideFraction{0, 1}));
  EXPECT_EQ(effects[1].all(), (WideFraction{0, 1}));
}

// B is new with 10 of 10. The whole goes from 1/2 to 15/20 = 3/4; its mean is 5/8.
// A: share 1 -> 1/2, own 1/2: mix -1/2 * (1/2 - 5/8) = 1/16. B: 1/2 * (1 - 5/8) = 3/16.
TEST(ChangeParts, APartThatWasNotThereIsMix) {
  const auto effects = share_effects({{{5, 10}, {5, 10}}, {{0, 0}, {10, 10}}}, {1, 1});
  EXPECT_EQ(effects[0].mix, (WideFraction{1, 16}));
  EXPECT_EQ(effects[1].mix, (WideFraction{3, 16}));
  EXPECT_EQ(effects[1].rate, (WideFraction{0, 1}));
}

TEST(ChangeParts, AShareOfNobodyHasNoParts) {
  EXPECT_TRUE(share_effects({{{0, 0}, {1, 2}}}, {100, 1}).empty());
}

TEST(ChangeParts, EffectsOfRandomPartsSumExactlyToTheChange) {
  std::mt19937 random(11);
  const auto any = [&](int most) {
    return static_cast<std::int64_t>(random() % static_cast<unsigned>(most + 1));
  };
  for (int round = 0; round < 2000; ++round) {
    std::vector<PartChange> parts, people;
    Counts before{0, 0}, now{0, 0};
    const std::int64_t people_before = 1 + any(200'000), people_now = 1 + any(200'000);
    for (std::int64_t i = any(3); i >= 0; --i) {
      const std::int64_t d0 = any(60), d1 = any(60);
      parts.push_back({{d0 == 0 ? 0 : any(static_cast<int>(d0)), d0},
                       {d1 == 0 ? 0 : any(static_cast<int>(d1)), d1}});
      const PartChange& part = parts.back();
      people.push_back({{part.before.numerator, people_before}, {part.now.numerator, people_now}});
      before = {before.numerator + part.before.numerator, before.denominator + d0};
      now = {now.numerator + part.now.numerator, now.denominator + d1};
    }
    EXPECT_EQ(sum_of(count_effects(parts)), (WideFraction{now.numerator - before.numerator, 1}));
    EXPECT_EQ(sum_of(rate_effects(people, {10'000, 1})),
              reduced(10'000 * now.numerator, people_now) -
                  reduced(10'000 * before.numerator, people_before));
    if (before.denominator == 0 || now.denominator == 0) continue;
    EXPECT_EQ(sum_of(share_effects(parts, {100, 1})),
              reduced(100 * now.numerator, now.denominator) -
                  reduced(100 * before.numerator, before.denominator));
  }
}

}  // namespace
}  // namespace waymark
