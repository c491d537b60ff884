#include "compute/batch_conditions.h"

#include <gtest/gtest.h>

#include "compute/test_facts.h"

namespace waymark {
namespace {

// Tests a condition on the rows given; 1 and 0 row by row.
std::string fulfilled(const ThingTable& things, const std::string& condition,
                      const std::vector<std::uint32_t>& rows) {
  const auto reading = read_condition(condition, thing_schema(), {}, false);
  EXPECT_TRUE(reading.faults.empty()) << condition << ": " << reading.faults.front().message;
  const std::vector<Date> holidays = {*parse_date("2017-05-01")};
  const WorkingDays working_days(holidays);
  BatchConditions batch(things.table(), working_days);
  batch.load(rows);
  BatchMask mask;
  batch.test(reading.expression, mask);
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) text += mask[i] == 1 ? '1' : '0';
  return text;
}

ThingTable five_things() {
  ThingTable things;
  things.add({.from = "2017-04-28",
              .until = "2017-05-02",
              .on = "2017-04-28",
              .group = "red",
              .held = 1,
              .size = 3});
  things.add({.from = "2017-04-28",
              .until = "",
              .on = "2017-05-01",
              .group = "green",
              .held = 0,
              .size = 0});
  things.add({.from = "",
              .until = "2017-05-02",
              .on = "2016-02-29",
              .group = "blue",
              .held = kMissing,
              .size = -2});
  things.add({.from = "2017-05-03",
              .until = "2017-05-02",
              .on = "",
              .group = "",
              .held = 1,
              .size = kMissing});
  things.add({.from = "2017-01-31",
              .until = "2017-02-28",
              .on = "2017-02-28",
              .group = "red",
              .held = 0,
              .size = 40});
  return things;
}

TEST(ForEachMarked, TakesTheRowsOfTheBatchThatAreMarkedInOrder) {
  BatchMask mask;
  for (std::size_t i = 0; i < kBatchRows; ++i) mask[i] = i % 5 == 0 || (i > 40 && i < 300) ? 0 : 1;
  for (const std::size_t rows :
       std::vector<std::size_t>{0, 1, 7, 8, 9, 63, 64, 301, 1017, 1023, 1024}) {
    std::vector<std::size_t> wanted, taken;
    for (std::size_t i = 0; i < rows; ++i) {
      if (mask[i] == 1) wanted.push_back(i);
    }
    // Those behind the rows may be marked from the batch before.
    for_each_marked(mask, rows, [&](std::size_t i) { taken.push_back(i); });
    EXPECT_EQ(taken, wanted) << rows;
  }
}

TEST(BatchConditions, EveryOperator) {
  const ThingTable things = five_things();
  struct Case {
    const char* condition;
    const char* expected;  // rows 0 to 4
  };
  const std::vector<Case> cases = {
      {"group = \"red\"", "10001"},
      {"group != \"red\"", "01100"},  // missing is neither
      {"group in (\"red\", \"blue\")", "10101"},
      {"group not in (\"red\", \"blue\")", "01000"},
      {"size < 3", "01100"},
      {"size <= 3", "11100"},
      {"size > 0", "10001"},
      {"size >= 0", "11001"},
      {"size = -2", "00100"},
      {"size in (0, 40)", "01001"},
      {"held", "10010"},
      {"not held", "01101"},  // a missing flag does not hold
      {"until is missing", "01000"},
      {"until is not missing", "10111"},
      {"not (until <= 2017-05-02)", "01000"},
      {"from <= until", "10001"},
      {"held and size = 3", "10000"},
      {"held or group = \"blue\"", "10110"},
      {"held or group = \"green\" and size = 0", "11010"},
      {"not (held or group = \"green\")", "00101"},
      {"add_months(on, 12) = 2017-02-28", "00100"},
      {"add_months(from, 1) = until", "00001"},
      {"add_days(from, 4) = until", "10000"},
      // 28 April 2017 is a Friday, 1 May the bank holiday: the Tuesday is the first working day.
      {"working_days(from, until) = 1", "10000"},
      {"working_days(from, until) >= 0", "10001"},  // backwards has no value
      {"days_between(from, until) = 4", "10000"},
      {"days_between(from, until) = -1", "00010"},
      {"age_at(on, 2020-02-28) = 3", "00101"},
      {"age_at(on, 2017-04-28) >= 0", "10101"},  // not yet born: no age
      {"earliest(from, until) = 2017-05-02", "00110"},
      {"latest(from, on) = 2017-05-01", "01000"},
      {"latest(from, until) is missing", "00000"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(fulfilled(things, c.condition, {0, 1, 2, 3, 4}), c.expected) << c.condition;
  }
}

TEST(BatchConditions, RowsApartAreGathered) {
  const ThingTable things = five_things();
  EXPECT_EQ(fulfilled(things, "group = \"red\" and size >= 3", {0, 2, 4}), "101");
  EXPECT_EQ(fulfilled(things, "held", {3}), "1");
}

}  // namespace
}  // namespace waymark
