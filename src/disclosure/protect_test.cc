#include "disclosure/protect.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "disclosure/linked_test.h"

namespace waymark {
namespace {

TEST(Protect, HidesASecondCountThatCostsLeast) {
  SmallTable small;
  const int west = small.add(3), east = small.add(40, 2), north = small.add(60, 3);
  const int county = small.add(103, 9);
  small.table.add_relation(sum_of({west, east, north}, county));
  const Protection protection = protect(small.table, {});
  EXPECT_TRUE(protection.exposed.empty());
  EXPECT_EQ(protection.shown, (Shown{false, false, true, true}));
  EXPECT_EQ(protection.first, (std::vector<bool>{true, false, false, false}));
}

TEST(Protect, HidesNothingWhereNothingIsSmall) {
  SmallTable small;
  const int west = small.add(30), east = small.add(0), county = small.add(30);
  small.table.add_relation(sum_of({west, east}, county));
  EXPECT_EQ(protect(small.table, {}).shown, (Shown{true, true, true}));
}

// The total of a small table goes where its parts do not suffice.
TEST(Protect, HidesTheTotalOfASmallTable) {
  SmallTable small;
  const int west = small.add(1, 1), east = small.add(0, 1), county = small.add(1, 9);
  small.table.add_relation(sum_of({west, east}, county));
  const Protection protection = protect(small.table, {});
  EXPECT_TRUE(protection.exposed.empty());
  EXPECT_FALSE(protection.shown[2]);
}

// A figure that shows two counts is hidden as a whole, and another that shows the hidden one as
// well.
TEST(Protect, HidesEveryFigureThatShowsTheCount) {
  LinkedTable table;
  const int n = table.add_cell({.name = "n", .value = 4, .sensitive = true});
  const int d = table.add_cell({.name = "d", .value = 50});
  table.add_item({.name = "share", .cells = {n, d}});
  table.add_item({.name = "count", .cells = {n}});
  table.add_item({.name = "whole", .cells = {d}});
  EXPECT_EQ(protect(table, {}).shown, (Shown{false, false, true}));
}

TEST(Protect, WhatLastMonthToldIsNotHiddenInVain) {
  SmallTable small;
  const int west = small.add(3), east = small.add(40, 1), north = small.add(60, 5);
  const int county = small.add(103, 9);
  small.table.add_relation(sum_of({west, east, north}, county));
  small.table.know(east, 40, 40);
  const Protection protection = protect(small.table, {});
  EXPECT_TRUE(protection.exposed.empty());
  EXPECT_EQ(protection.shown, (Shown{false, true, false, true}));
}

TEST(Protect, SaysWhatNothingProtects) {
  SmallTable small;
  const int west = small.add(3), east = small.add(40), county = small.add(43);
  small.table.add_relation(sum_of({west, east}, county));
  small.table.know(east, 40, 40);
  small.table.know(county, 43, 43);
  const Protection protection = protect(small.table, {});
  ASSERT_EQ(protection.exposed.size(), 1u);
  EXPECT_EQ(protection.exposed[0].cell, west);
}

// Any one of the figures hidden beside a small count shown again, and the audit objects; unless the
// figure was not needed, which the reader who tries everything confirms.
TEST(Protect, ATakenAwaySecondaryIsFound) {
  SmallTable small;
  const int a = small.add(2), b = small.add(30), c = small.add(40), d = small.add(8);
  const int top = small.add(32), bottom = small.add(48), left = small.add(42),
            right = small.add(38), all = small.add(80);
  small.table.add_relation(sum_of({a, b}, top));
  small.table.add_relation(sum_of({c, d}, bottom));
  small.table.add_relation(sum_of({a, c}, left));
  small.table.add_relation(sum_of({b, d}, right));
  small.table.add_relation(sum_of({top, bottom}, all));
  small.table.add_relation(sum_of({left, right}, all));
  const Protection protection = protect(small.table, {});
  ASSERT_TRUE(protection.exposed.empty());
  int broken = 0;
  for (std::size_t i = 0; i < protection.shown.size(); ++i) {
    if (protection.shown[i] || protection.first[i]) continue;
    Shown opened = protection.shown;
    opened[i] = true;
    const auto found = audit(small.table, opened, {});
    EXPECT_FALSE(found.empty()) << small.table.items()[i].name;
    broken += found.empty() ? 0 : 1;
  }
  EXPECT_GE(broken, 3);
}

// Random tables of areas by parts with months that add to a year, against every possibility.
class RandomTable {
 public:
  explicit RandomTable(unsigned seed) : random_(seed) {}

  SmallTable make() {
    SmallTable small;
    const int rows = 2, columns = pick(2, 3);
    std::vector<std::vector<int>> inside(rows);
    std::vector<std::vector<int>> down(static_cast<std::size_t>(columns));
    std::vector<int> totals;
    for (auto& row : inside) {
      std::int64_t sum = 0;
      for (int c = 0; c < columns; ++c) {
        const int value = pick(0, 2) == 0 ? pick(1, 5) : pick(0, 9);
        row.push_back(small.add(value, pick(1, 5)));
        down[static_cast<std::size_t>(c)].push_back(row.back());
        sum += value;
      }
      totals.push_back(small.add(sum, pick(1, 9)));
      small.table.add_relation(sum_of(row, totals.back()));
    }
    if (pick(0, 1) == 1) {
      for (const auto& column : down) {
        std::int64_t sum = 0;
        for (const int cell : column)
          sum += small.table.cells()[static_cast<std::size_t>(cell)].value;
        small.table.add_relation(sum_of(column, small.add(sum, pick(1, 9))));
      }
    }
    if (pick(0, 2) == 0) {
      const auto known = static_cast<std::size_t>(pick(0, columns - 1));
      const auto value = small.table.cells()[known].value;
      if (value == 0 || value > 5) small.table.know(static_cast<int>(known), value, value);
    }
    return small;
  }

 private:
  int pick(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  std::mt19937 random_;
};

// How many unknown counts the equations leave open.
std::int64_t freedom(const LinkedTable& table, const std::vector<bool>& known) {
  std::int64_t open = std::count(known.begin(), known.end(), false);
  for (const auto& relation : table.relations()) {
    const auto is_unknown = [&](const Term& term) {
      return !known[static_cast<std::size_t>(term.cell)];
    };
    if (std::any_of(relation.terms.begin(), relation.terms.end(), is_unknown)) --open;
  }
  return open;
}

// Every count may grow by more than the width.
std::int64_t most_to_try(const LinkedTable& table) {
  std::int64_t most = 0;
  for (const auto& cell : table.cells()) most = std::max(most, cell.value);
  return most + kLeastWidth + 3;
}

TEST(Protect, NobodyWhoTriesEverythingGetsNearerThanTheWidth) {
  int hidden = 0, secondary = 0;
  for (unsigned seed = 1; seed <= 90; ++seed) {
    const SmallTable small = RandomTable(seed).make();
    const Protection protection = protect(small.table, {});
    const auto known = known_cells(small.table, protection.shown);
    const auto audited = audited_cells(small.table, protection.shown, known, kLeastWidth);
    std::vector<bool> exposed(known.size());
    for (const auto& one : protection.exposed) exposed[static_cast<std::size_t>(one.cell)] = true;
    if (freedom(small.table, known) > 3) continue;  // too many possibilities to try
    const EveryPossibility tried(small.table, protection.shown, most_to_try(small.table));
    for (std::size_t c = 0; c < known.size(); ++c) {
      if (!audited[c] || exposed[c]) continue;
      ++hidden;
      secondary += small.table.cells()[c].sensitive ? 0 : 1;
      EXPECT_GE(tried.width(static_cast<int>(c)), kLeastWidth) << "seed " << seed << ", " << c;
    }
    for (std::size_t c = 0; c < known.size(); ++c) {
      EXPECT_FALSE(small.table.cells()[c].sensitive && protection.shown[c]) << "seed " << seed;
    }
  }
  EXPECT_GT(hidden, 150);
  EXPECT_GT(secondary, 25);
}

// What is hidden beyond need is a loss too: whatever the audit calls exposed is so, or the counts
// that would free it lie beyond the whole numbers tried.
TEST(Protect, WhatTheAuditCallsExposedIs) {
  int exposed = 0;
  for (unsigned seed = 1; seed <= 90; ++seed) {
    const SmallTable small = RandomTable(seed).make();
    Shown shown;
    for (const auto& cell : small.table.cells()) shown.push_back(!cell.sensitive);
    if (freedom(small.table, known_cells(small.table, shown)) > 3) continue;
    const EveryPossibility tried(small.table, shown, 30);
    for (const auto& one : audit(small.table, shown, {})) {
      ++exposed;
      EXPECT_LT(tried.width(one.cell), kLeastWidth) << "seed " << seed;
    }
  }
  EXPECT_GT(exposed, 50);
}

}  // namespace
}  // namespace waymark
