#include "disclosure/audit.h"

#include <gtest/gtest.h>

#include "disclosure/linked_test.h"

namespace waymark {
namespace {

std::vector<int> exposed_cells(const SmallTable& small, const Shown& shown) {
  std::vector<int> cells;
  for (const auto& one : audit(small.table, shown, {})) cells.push_back(one.cell);
  return cells;
}

// West 3, East 40, county 43: with only West hidden, 43 - 40 = 3.
TEST(Audit, FindsACountThatSubtractionGivesBack) {
  SmallTable small;
  const int west = small.add(3), east = small.add(40), county = small.add(43);
  small.table.add_relation(sum_of({west, east}, county));
  const auto found = audit(small.table, {false, true, true}, {});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].cell, west);
  EXPECT_EQ(found[0].low, 3);
  EXPECT_EQ(found[0].high, 3);
  EXPECT_EQ(found[0].limits, (std::vector<int>{0}));
  EXPECT_TRUE(exposed_cells(small, {false, false, true}).empty());  // 0 to 43
}

// 1 and 2 hidden beside a total of 3: each is 0 to 3, four numbers only.
TEST(Audit, TwoHiddenCountsOfASmallTotalAreNotHidden) {
  SmallTable small;
  const int west = small.add(1), east = small.add(2), county = small.add(3);
  small.table.add_relation(sum_of({west, east}, county));
  EXPECT_EQ(exposed_cells(small, {false, false, true}), (std::vector<int>{west, east}));
  EXPECT_TRUE(exposed_cells(small, {false, false, false}).empty());
}

// April 10, May 4, June 7; the year to date is 10, 14 and 21. May is hidden, both its neighbours in
// the year to date are shown: 14 - 10 = 4.
TEST(Audit, FindsAMonthBetweenTwoYearsToDate) {
  SmallTable small;
  const int april = small.add(10), may = small.add(4), june = small.add(7);
  const int to_may = small.add(14), to_june = small.add(21);
  small.table.add_relation(sum_of({april, may}, to_may));
  small.table.add_relation(sum_of({april, may, june}, to_june));
  EXPECT_EQ(exposed_cells(small, {true, false, true, true, true}), (std::vector<int>{may}));
  // To hide the year to date of May alone is not enough: 21 - 10 - 7 = 4.
  EXPECT_EQ(exposed_cells(small, {true, false, true, false, true}),
            (std::vector<int>{may, to_may}));
  EXPECT_TRUE(exposed_cells(small, {true, false, true, false, false}).empty());
}

// Two windows of two months: 10 + 4 and 4 + 9. Their difference is 9 - 10; with the first month
// shown and one window, the second is told.
TEST(Audit, FindsAMonthThroughARollingWindow) {
  SmallTable small;
  const int first = small.add(10), second = small.add(4), third = small.add(9);
  const int early = small.add(14), late = small.add(13);
  small.table.add_relation(sum_of({first, second}, early));
  small.table.add_relation(sum_of({second, third}, late));
  EXPECT_EQ(exposed_cells(small, {true, false, true, false, true}),
            (std::vector<int>{second, early}));
  EXPECT_TRUE(exposed_cells(small, {false, false, false, true, true}).empty());
}

// 3 of 40 is 7.5%. Shown so, with the 40, it is 3 alone that rounds to it: 2 are 5.0%, 4 are 10.0%.
// Of 4,000 the same share holds for 298 to 301 (7.45% to 7.525 rounds to 7.5 below 302).
TEST(Audit, FindsACountThroughARoundedPercentage) {
  LinkedTable table;
  const int n = table.add_cell({.name = "n", .value = 3, .sensitive = true});
  const int d = table.add_cell({.name = "d", .value = 40});
  const int share = table.add_item({.name = "share", .cells = {n, d}, .exact = false});
  const int whole = table.add_item({.name = "whole", .cells = {d}});
  ASSERT_EQ(share, 0);
  ASSERT_EQ(whole, 1);
  for (auto& relation : rounds_to(n, d, 75, 1, share)) {
    ASSERT_TRUE(table.add_relation(std::move(relation)));
  }
  const auto found = audit(table, {true, true}, {});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].cell, n);
  EXPECT_TRUE(audit(table, {false, true}, {}).empty());
}

// With the denominator hidden too, 7.5% is 3 of 40, but also 6 of 80 and 9 of 120.
TEST(Audit, APercentageAloneTellsNoCount) {
  LinkedTable table;
  const int n = table.add_cell({.name = "n", .value = 3, .sensitive = true});
  const int d = table.add_cell({.name = "d", .value = 40});
  const int share = table.add_item({.name = "share", .cells = {n, d}, .exact = false});
  for (auto& relation : rounds_to(n, d, 75, 1, share)) table.add_relation(std::move(relation));
  EXPECT_TRUE(audit(table, {true}, {}).empty());
}

// Half up on the exact value: 1 of 8 is 12.5 and shows as 13 without decimals; 12 would be wrong.
TEST(Audit, RoundingIsHalfUp) {
  LinkedTable table;
  const int n = table.add_cell({.name = "n", .value = 1});
  const int d = table.add_cell({.name = "d", .value = 8});
  for (auto& relation : rounds_to(n, d, 13, 0, -1)) {
    EXPECT_TRUE(table.add_relation(std::move(relation)));
  }
  const auto too_low = rounds_to(n, d, 12, 0, -1);
  EXPECT_TRUE(table.add_relation(too_low[0]));
  EXPECT_FALSE(table.add_relation(too_low[1]));
}

// Last month showed East 40 and the county 43. This month hides all three: too late for West.
TEST(Audit, RemembersWhatWasShownLastMonth) {
  SmallTable small;
  const int west = small.add(3), east = small.add(40), county = small.add(43);
  small.table.add_relation(sum_of({west, east}, county));
  EXPECT_TRUE(exposed_cells(small, {false, false, false}).empty());
  small.table.know(east, 40, 40);
  small.table.know(county, 43, 43);
  EXPECT_EQ(exposed_cells(small, {false, false, false}), (std::vector<int>{west}));
}

// A figure that is corrected from 40 to 41 is known to about one: West is 2 to 4.
TEST(Audit, ACorrectedFigureIsKnownNearly) {
  SmallTable small;
  const int west = small.add(3), east = small.add(41), county = small.add(44);
  small.table.add_relation(sum_of({west, east}, county));
  small.table.know(east, 39, 41);
  const auto found = audit(small.table, {false, false, true}, {});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].cell, west);
  EXPECT_EQ(found[0].high - found[0].low, 2);
}

// 38 of 40 reviews in time: the two that were not are told by the rest.
TEST(Audit, TheRestOfAWholeIsACountToo) {
  SmallTable small;
  const int held = small.add(38), whole = small.add(40);
  const int missed = small.table.add_cell({.name = "missed", .value = 2, .sensitive = true});
  small.table.add_relation(sum_of({held, missed}, whole));
  EXPECT_EQ(exposed_cells(small, {true, true}), (std::vector<int>{missed}));
  EXPECT_TRUE(exposed_cells(small, {false, true}).empty());
}

// Two by two with all sums shown and all four inside hidden: one number frees the others, but only
// from 0 to 4: a + b = 10, c + d = 4, a + c = 8, b + d = 6.
TEST(Audit, SumsAcrossAndDownBoundTogether) {
  SmallTable small;
  const int a = small.add(7), b = small.add(3), c = small.add(1), d = small.add(3);
  const int top = small.add(10), bottom = small.add(4), left = small.add(8), right = small.add(6);
  small.table.add_relation(sum_of({a, b}, top));
  small.table.add_relation(sum_of({c, d}, bottom));
  small.table.add_relation(sum_of({a, c}, left));
  small.table.add_relation(sum_of({b, d}, right));
  const Shown shown = {false, false, false, false, true, true, true, true};
  const EveryPossibility tried(small.table, shown, 20);
  EXPECT_EQ(tried.width(c), 4);
  EXPECT_EQ(exposed_cells(small, shown), (std::vector<int>{a, b, c, d}));
  EXPECT_TRUE(audit(small.table, shown, {.least_width = 4}).empty());
}

TEST(Audit, IsTheSameForAnyNumberOfThreads) {
  SmallTable small;
  for (int i = 0; i < 20; ++i) {
    const int west = small.add(i % 6), east = small.add(i);
    const int county = small.add(i % 6 + i);
    small.table.add_relation(sum_of({west, east}, county));
  }
  Shown shown;
  for (std::size_t i = 0; i < 60; ++i) shown.push_back(i % 3 == 2);
  const auto one = audit(small.table, shown, {.threads = 1});
  const auto two = audit(small.table, shown, {.threads = 2});
  ASSERT_EQ(one.size(), two.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].cell, two[i].cell);
    EXPECT_EQ(one[i].high - one[i].low, two[i].high - two[i].low);
  }
}

}  // namespace
}  // namespace waymark
