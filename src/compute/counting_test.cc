#include "compute/counting.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "compute/test_facts.h"

namespace waymark {
namespace {

using Numbers = std::vector<std::int64_t>;

TEST(FlowCount, CountsRowsInTheMonthOfTheirDate) {
  ThingTable things;
  for (const char* on :
       {"2017-08-31", "2017-09-01", "2017-09-30", "2017-11-30", "2017-12-01", ""}) {
    things.add({.on = on});
  }
  EXPECT_EQ(ThingCounter(things, "2017-09", 3).county(things.count("", "on")), (Numbers{2, 0, 1}));
}

TEST(FlowCount, CountsOnlyRowsThatFulfilEveryPart) {
  ThingTable things;
  things.add({.on = "2017-09-01", .group = "red", .held = 1});
  things.add({.on = "2017-09-02", .group = "red", .held = 0});
  things.add({.on = "2017-09-03", .group = "blue", .held = 1});
  const ThingCounter counter(things, "2017-09", 1);
  EXPECT_EQ(counter.county(things.count("group = \"red\" and held", "on")), (Numbers{1}));
  EXPECT_EQ(counter.county(things.count("group = \"red\"", "on")), (Numbers{2}));
}

TEST(FlowCount, GoesOverMoreThanOneBatch) {
  ThingTable things;
  for (int i = 0; i < 2500; ++i) {
    things.add({.on = i % 2 == 0 ? "2017-09-10" : "2001-01-01", .size = i});
  }
  const ThingCounter counter(things, "2017-09", 1);
  EXPECT_EQ(counter.county(things.count("", "on")), (Numbers{1250}));
  EXPECT_EQ(counter.county(things.count("size >= 2400", "on")), (Numbers{50}));
}

TEST(FlowCount, ADatedParameterHasForEachMonthItsValueAtTheMonthEnd) {
  // 20 up to June, 10 from 1 July; 5 from 15 September, which is in force at that month's end.
  const auto parameters = parameters_with(
      "most", {{{}, 20, {}}, {make_date(2017, 7, 1), 10, {}}, {make_date(2017, 9, 15), 5, {}}});
  ThingTable things(thing_schema(), parameters);
  for (const char* on : {"2017-06-30", "2017-07-01", "2017-08-31", "2017-09-01"}) {
    for (const std::int32_t size : {4, 7, 15, 25}) things.add({.on = on, .size = size});
  }
  EXPECT_EQ(ThingCounter(things, "2017-06", 4).county(things.count("size <= $most", "on")),
            (Numbers{3, 2, 2, 1}));
}

TEST(FlowCount, SumsAndMaximaTakeTheAmounts) {
  ThingTable things;
  things.add({.child = 0, .on = "2017-09-01", .size = 3});
  things.add({.child = 1, .on = "2017-09-02", .size = 5});
  things.add({.child = 1, .on = "2017-09-03", .size = kMissing});
  ThingCounter counter(things, "2017-09", 2);
  counter.set_localities(2, [](std::int32_t child, Date, Date) { return child; });
  BaseCount sum = things.count("", "on");
  sum.aggregate = Aggregate::sum;
  sum.amount = thing_schema().find("size");
  BaseCount most = sum;
  most.aggregate = Aggregate::maximum;
  EXPECT_EQ(counter.county(sum), (Numbers{8, 0}));
  EXPECT_EQ(counter.county(most), (Numbers{5, kNothingCounted}));
  EXPECT_EQ(counter.area(counter.cells(sum), 1), (Numbers{5, 0}));
  EXPECT_EQ(counter.area(counter.cells(most), 0), (Numbers{3, kNothingCounted}));
}

TEST(Localities, OfAFlowAreThoseOfTheCountedDate) {
  ThingTable things;
  things.add({.child = 0, .from = "2017-09-05", .on = "2017-10-05"});
  ThingCounter counter(things, "2017-09", 2);
  // The child moves from 0 to 1 on 1 October.
  counter.set_localities(
      2, [](std::int32_t, Date when, Date) { return when < *parse_date("2017-10-01") ? 0 : 1; });
  EXPECT_EQ(counter.area(counter.cells(things.count("", "from")), 0), (Numbers{1, 0}));
  EXPECT_EQ(counter.area(counter.cells(things.count("", "on")), 1), (Numbers{0, 1}));
  EXPECT_EQ(counter.area(counter.cells(things.count("", "on")), 0), (Numbers{0, 0}));
}

TEST(Localities, OfAStockAreThoseOfEachMonthEnd) {
  ThingTable things;
  things.add({.child = 0, .from = "2017-09-05"});
  ThingCounter counter(things, "2017-08", 4);
  counter.set_localities(1, [](std::int32_t, Date when, Date) {
    return month_of(when) == make_month(2017, 10) ? 1 : 0;  // unallocated in October
  });
  const CountCells cells = counter.cells(things.count(""));
  EXPECT_EQ(counter.area(cells, 0), (Numbers{0, 1, 0, 1}));
  EXPECT_EQ(counter.area(cells, counter.areas().unallocated()), (Numbers{0, 0, 1, 0}));
  EXPECT_EQ(counter.area(cells, counter.areas().county()), (Numbers{0, 1, 1, 1}));
}

TEST(Localities, OfFactsThatCarryTheirOwnAreTheRows) {
  FactSchema own = thing_schema();
  own.locality = LocalityRule::own;
  ThingTable things(own);
  things.add({.child = kMissing, .from = "2017-09-01", .own_area = 1});
  things.add({.child = kMissing, .from = "2017-09-01"});
  ThingCounter counter(things, "2017-09", 1);
  counter.set_localities(2, [](std::int32_t, Date, Date) { return 0; });
  const CountCells cells = counter.cells(things.count(""));
  EXPECT_EQ(counter.area(cells, 0), (Numbers{0}));
  EXPECT_EQ(counter.area(cells, 1), (Numbers{1}));
  EXPECT_EQ(counter.area(cells, counter.areas().unallocated()), (Numbers{1}));
}

TEST(Localities, OfAFactsOwnRowsMayChangeWhileTheRowsLast) {
  FactSchema own = thing_schema();
  own.locality = LocalityRule::own;
  ThingTable things(own);
  things.add({.child = kMissing,
              .from = "2017-08-10",
              .until = "2017-12-31",
              .on = "2017-10-31",
              .own_area = 0});
  things.add({.child = kMissing, .from = "2017-08-10", .on = "2017-11-01", .own_area = 0});
  // Both move to area 1 on 30 September; the second is nowhere from 1 November, and back in 0 from
  // the day after.
  FactTable table = things.table();
  table.area_changes = {
      {0, 1, 4},
      {day("2017-09-30"), day("2017-09-30"), day("2017-11-01"), day("2017-11-02")},
      {1, 1, kMissing, 0}};
  ThingCounter counter(things, "2017-08", 5);
  counter.set_localities(2, [](std::int32_t, Date, Date) { return 0; });
  const BaseCount stock = things.count("");
  const BaseCount flow = things.count("", "on");
  const std::vector<const BaseCount*> counts = {&stock, &flow};
  const auto cells = count_fact(table, counts, counter.scope());
  EXPECT_EQ(counter.area(cells[0], 0), (Numbers{2, 0, 0, 1, 1}));
  EXPECT_EQ(counter.area(cells[0], 1), (Numbers{0, 2, 2, 1, 0}));
  EXPECT_EQ(counter.area(cells[0], counter.areas().unallocated()), (Numbers{0, 0, 0, 0, 0}));
  EXPECT_EQ(counter.area(cells[0], counter.areas().county()), (Numbers{2, 2, 2, 2, 1}));
  EXPECT_EQ(counter.area(cells[1], 1), (Numbers{0, 0, 1, 0, 0}));
  EXPECT_EQ(counter.area(cells[1], counter.areas().unallocated()), (Numbers{0, 0, 0, 1, 0}));
  // Lists agree, row by row.
  for (std::int32_t area = 0; area <= counter.areas().county(); ++area) {
    const auto hits = find_hits(table, counts, counter.scope(), area);
    for (std::size_t count = 0; count < 2; ++count) {
      const auto total = std::count_if(hits.begin(), hits.end(),
                                       [&](const Hit& hit) { return hit.count == count; });
      std::int64_t expected = 0;
      for (const std::int64_t number : counter.area(cells[count], area)) expected += number;
      EXPECT_EQ(total, expected) << "area " << area << ", count " << count;
    }
  }
}

TEST(Localities, AtEntryAreAskedWithTheFirstDayOfThePeriod) {
  FactSchema at_entry = thing_schema();
  at_entry.locality = LocalityRule::worker_then_home_at_entry;
  ThingTable things(at_entry);
  things.add({.from = "2017-09-01", .on = "2017-10-15", .entry = "2017-09-03"});
  ThingCounter counter(things, "2017-09", 2);
  counter.set_localities(
      2, [](std::int32_t, Date, Date entry) { return entry == *parse_date("2017-09-03") ? 1 : 0; });
  EXPECT_EQ(counter.area(counter.cells(things.count("")), 1), (Numbers{1, 1}));
  EXPECT_EQ(counter.area(counter.cells(things.count("", "on")), 1), (Numbers{0, 1}));
}

TEST(Localities, WithoutAnyEverythingIsUnallocated) {
  ThingTable things;
  things.add({.from = "2017-09-01", .on = "2017-09-01"});
  const ThingCounter counter(things, "2017-09", 1);
  for (const auto& count : {things.count(""), things.count("", "on")}) {
    EXPECT_EQ(counter.area(counter.cells(count), counter.areas().unallocated()), (Numbers{1}));
  }
}

TEST(StockCount, IsOpenFromItsStartUpToNotIncludingItsEnd) {
  ThingTable things;
  things.add({.from = "2017-09-30", .until = "2017-10-31"});  // ended on the month end: not open
  things.add({.from = "2017-10-01", .until = "2017-10-31"});  // never open at a month end
  things.add({.from = "2017-10-31", .until = ""});
  things.add({.from = "2010-01-01", .until = "2030-01-01"});
  things.add({.from = "2017-12-01", .until = ""});
  things.add({.from = "", .until = "2017-12-31"});
  EXPECT_EQ(ThingCounter(things, "2017-08", 4).county(things.count("")), (Numbers{1, 2, 2, 2}));
}

TEST(StockCount, HoldsOnlyWhileEveryCoverHolds) {
  ThingTable things;
  things.add(
      {.from = "2017-01-01",
       .seen = {{"2017-01-15", "2017-02-28"}, {"2017-04-30", "2017-06-01"}, {"2017-07-31", ""}},
       .fed = {{"2017-05-01", "2017-08-31"}}});
  const ThingCounter counter(things, "2017-01", 9);
  EXPECT_EQ(counter.county(things.count("", "", {0})), (Numbers{1, 0, 0, 1, 1, 0, 1, 1, 1}));
  EXPECT_EQ(counter.county(things.count("", "", {0, 1})), (Numbers{0, 0, 0, 0, 1, 0, 1, 0, 0}));
}

TEST(StockCount, ANegatedClockLeavesBothSides) {
  // Working days at the month ends: none before `on`, then 0, 20, 43. Without a value the
  // comparison is false, so its `not` holds.
  ThingTable things;
  things.add({.from = "2017-01-01", .on = "2017-03-31"});
  EXPECT_EQ(ThingCounter(things, "2017-01", 5)
                .county(things.count("not (working_days(on, month_end) <= 19)")),
            (Numbers{1, 1, 0, 1, 1}));
}

TEST(StockCount, ADatedParameterSplitsTheMonths) {
  // Working days since `on` at the month ends June to September: 21, 42, 65, 86.
  const auto parameters =
      parameters_with("least", {{{}, 20, {}}, {make_date(2017, 7, 31), 50, {}}});
  ThingTable things(thing_schema(), parameters);
  things.add({.from = "2017-06-01", .on = "2017-06-01"});
  EXPECT_EQ(ThingCounter(things, "2017-06", 4)
                .county(things.count("working_days(on, month_end) >= $least")),
            (Numbers{1, 0, 1, 1}));
}

// The same stock, month end by month end and row by row.
std::int64_t counted_plainly(const ThingTable& things, const Expression& condition, Month at,
                             const WorkingDays& working_days) {
  Expression bound = condition;
  const std::function<void(Expression&)> put_month_end = [&](Expression& e) {
    if (e.op == Op::month_end) {
      e.op = Op::literal;
      e.value = last_day(at).days;
    }
    for (auto& part : e.parts) put_month_end(part);
  };
  put_month_end(bound);
  BatchConditions batch(things.table(), working_days);
  std::int64_t count = 0;
  for (std::uint32_t row = 0; row < things.table().rows; ++row) {
    const Date from{things.table().columns[0][row]};
    const Date until{things.table().columns[1][row]};
    if (from.missing() || from > last_day(at)) continue;
    if (!until.missing() && until <= last_day(at)) continue;
    const std::vector<std::uint32_t> one = {row};
    batch.load(one);
    BatchMask mask;
    batch.test(bound, mask);
    count += mask[0];
  }
  return count;
}

TEST(StockCount, AgreesWithTestingEveryMonthEnd) {
  constexpr unsigned kSeed = 20171130;
  std::mt19937 random(kSeed);
  const auto any_day = [&]() -> std::string {
    if (random() % 6 == 0) return "";
    return to_string(Date{make_date(2016, 6, 1).days + static_cast<int>(random() % 900)});
  };
  ThingTable things;
  for (int i = 0; i < 300; ++i) {
    things.add({.from = any_day(),
                .until = any_day(),
                .on = any_day(),
                .size = static_cast<std::int32_t>(random() % 60) - 5});
  }
  const std::vector<Date> holidays = {*parse_date("2017-04-14"), *parse_date("2017-04-17"),
                                      *parse_date("2017-12-25")};
  const ThingCounter counter(things, "2016-10", 18, holidays);
  std::vector<std::string> conditions = {"on <= month_end",
                                         "on < month_end",
                                         "month_end < on",
                                         "on >= month_end",
                                         "not (on <= month_end)",
                                         "add_months(from, 6) <= month_end",
                                         "latest(from, on) < month_end and on > month_end"};
  for (const char* clock :
       {"working_days(on, month_end)", "days_between(on, month_end)", "age_at(on, month_end)"}) {
    for (const char* op : {"<", "<=", "=", ">", ">="}) {
      for (const char* bound : {"-1", "0", "1", "21", "size"}) {
        conditions.push_back(std::string(clock) + " " + op + " " + bound);
        conditions.push_back("not (" + conditions.back() + ")");
      }
    }
  }
  for (const auto& condition : conditions) {
    const auto reading = read_condition(condition, thing_schema(), {}, true);
    ASSERT_TRUE(reading.faults.empty()) << condition << ": " << reading.faults.front().message;
    Numbers expected;
    for (int i = 0; i < 18; ++i) {
      expected.push_back(counted_plainly(things, reading.expression, month("2016-10") + i,
                                         counter.working_days()));
    }
    EXPECT_EQ(counter.county(things.count(condition)), expected) << condition << " seed " << kSeed;
  }
}

TEST(Hits, AreTheRowsThatWereCounted) {
  ThingTable things;
  things.add({.child = 0, .from = "2017-09-10", .until = "2017-11-10", .on = "2017-09-10"});
  things.add({.child = 1, .from = "2017-10-10", .on = "2017-10-10"});
  ThingCounter counter(things, "2017-09", 2);
  counter.set_localities(2, [](std::int32_t child, Date, Date) { return child; });
  const auto stock = counter.hits(things.count(""), counter.areas().county());
  ASSERT_EQ(stock.size(), 3U);
  EXPECT_EQ(stock[0].row, 0U);
  EXPECT_EQ(stock[0].slot, 0);
  EXPECT_EQ(stock[1].slot, 1);
  EXPECT_EQ(stock[2].row, 1U);
  EXPECT_EQ(stock[2].locality.area, 1);
  EXPECT_EQ(counter.hits(things.count(""), 1).size(), 1U);
  EXPECT_EQ(counter.hits(things.count("", "on"), 0).size(), 1U);
}

}  // namespace
}  // namespace waymark
