#include "model/reference.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

Target target_of(std::string area, std::string_view from, std::string_view to, int value) {
  return {.measure = "9.9",
          .area = std::move(area),
          .from = from.empty() ? Date{} : *parse_date(from),
          .to = to.empty() ? Date{} : *parse_date(to),
          .target = Fraction{value, 1},
          .red = {},
          .green = {}};
}

TEST(TargetInForce, ALocalityWithoutItsOwnRowUsesTheCountys) {
  const std::vector<Target> targets = {target_of("county", "", "", 1),
                                       target_of("west", "", "", 2)};
  const Date day = make_date(2017, 11, 30);
  EXPECT_EQ(target_in_force(targets, "9.9", "north", day), &targets[0]);
  EXPECT_EQ(target_in_force(targets, "9.9", "west", day), &targets[1]);
  EXPECT_EQ(target_in_force(targets, "9.9", "unallocated", day), nullptr);
  EXPECT_EQ(target_in_force(targets, "9.8", "west", day), nullptr);
}

TEST(TargetInForce, TheLatestBeginLeadsAndTheLastDayCounts) {
  const std::vector<Target> targets = {
      target_of("county", "", "2017-11-30", 1), target_of("county", "2017-04-01", "2017-11-30", 2),
      target_of("county", "2017-04-01", "2018-03-31", 3), target_of("county", "2017-12-01", "", 4)};
  EXPECT_EQ(target_in_force(targets, "9.9", "county", make_date(2017, 3, 31)), &targets[0]);
  EXPECT_EQ(target_in_force(targets, "9.9", "county", make_date(2017, 11, 30)), &targets[1]);
  EXPECT_EQ(target_in_force(targets, "9.9", "county", make_date(2017, 12, 1)), &targets[3]);
}

TEST(SchoolTermStarts, AreInOrderEachOnceWithoutTermsThatEndBeforeTheyBegin) {
  Extract extract;
  EXPECT_TRUE(school_term_starts(extract).empty());
  RecordTable& terms = extract.tables["loc_school_term"];
  terms.schema = record_schema().find("loc_school_term");
  ASSERT_NE(terms.schema, nullptr);
  const auto day = [](int month, int of_month) { return make_date(2017, month, of_month).days; };
  terms.rows = 4;
  terms.values.resize(terms.schema->fields.size());
  terms.values[terms.field("term_id")] = {0, 1, 2, 3};
  terms.values[terms.field("from_date")] = {day(9, 5), day(4, 18), day(9, 5), day(11, 1)};
  terms.values[terms.field("to_date")] = {day(12, 20), day(7, 21), day(9, 5), day(10, 31)};
  EXPECT_EQ(school_term_starts(extract),
            (std::vector<Date>{make_date(2017, 4, 18), make_date(2017, 9, 5)}));
}

TEST(LatestBenchmark, TheLatestYearLeadsThenTheGreatestRelease) {
  const auto row = [](std::string year, std::string release, int value) {
    return Benchmark{.measure = "9.9",
                     .comparator = "REGION",
                     .year = std::move(year),
                     .value = Fraction{value, 1},
                     .source = {},
                     .release = std::move(release)};
  };
  const std::vector<Benchmark> rows = {row("2015-16", "2", 1), row("2016-17", "1", 2),
                                       row("2016-17", "2", 3), row("2016-17", "1a", 4)};
  EXPECT_EQ(latest_benchmark(rows, "9.9", "REGION"), &rows[2]);
  EXPECT_EQ(latest_benchmark(rows, "9.9", "SN_AVG"), nullptr);
}

TEST(LatestBenchmark, WhatIsTypedLeadsUnlessTheYearWorkedOutIsLater) {
  const auto typed = [](std::string year) {
    return Benchmark{.measure = "9.9",
                     .comparator = "REGION",
                     .year = std::move(year),
                     .value = Fraction{1, 1},
                     .source = {},
                     .release = {}};
  };
  Benchmark computed{.measure = "9.9",
                     .comparator = "REGION",
                     .year = "2016-17",
                     .value = Fraction{2, 1},
                     .source = {},
                     .release = {},
                     .computed = true,
                     .year_end = make_date(2017, 3, 31)};
  const auto is_computed = [&](const std::vector<Benchmark>& rows) {
    return latest_benchmark(rows, "9.9", "REGION")->computed;
  };
  EXPECT_TRUE(is_computed({computed}));
  EXPECT_TRUE(is_computed({typed("2015-16"), computed}));
  EXPECT_TRUE(is_computed({computed, typed("2016")}));
  EXPECT_FALSE(is_computed({typed("2016-17"), computed}));
  EXPECT_FALSE(is_computed({typed("as printed 2017-11"), computed}));
  computed.value.reset();
  EXPECT_TRUE(is_computed({computed}));  // its reason is told
  EXPECT_FALSE(is_computed({typed("2015-16"), computed}));
}

}  // namespace
}  // namespace waymark
