#include "report/cells.h"

#include <gtest/gtest.h>

#include "report/test_report.h"

namespace waymark {
namespace {

MonthValue computed(const Measure& measure, std::int64_t n, std::int64_t d) {
  const Figure figure = test_figure(measure, "county", test_month(11), n, d);
  return month_value(measure, &figure, nullptr);
}

TEST(Cells, RoundHalfUpOnTheExactValue) {
  EXPECT_EQ(display(test_percent(), Fraction{100 * 2, 3}), "66.7%");
  EXPECT_EQ(display(test_percent(), Fraction{1249, 20}), "62.5%");  // 62.45
  EXPECT_EQ(display(test_count(), Fraction{4205, 1}), "4,205");
}

TEST(Cells, AValueTellsItsCounts) {
  const CellView cell = month_cell(test_percent(), computed(test_percent(), 1200, 1800));
  EXPECT_EQ(cell.text, "66.7%");
  EXPECT_EQ(cell.title, "1,200 of 1,800");
  EXPECT_EQ(cell.origin, Origin::computed);
  EXPECT_EQ(cell.numerator, 1200);
}

TEST(Cells, AReasonIsAWordAndASentence) {
  Figure figure{.measure = "90.2", .area = "county", .month = test_month(11)};
  figure.reason = MissingReason::not_supplied;
  figure.missing_table = "ssd_cla_episodes";
  const CellView cell = month_cell(test_percent(), month_value(test_percent(), &figure, nullptr));
  EXPECT_EQ(cell.text, "not supplied");
  EXPECT_EQ(cell.title, "Not supplied: ssd_cla_episodes.");
  EXPECT_FALSE(cell.has_value());
}

TEST(Cells, ATargetIsABound) {
  Measure low = test_percent();
  low.polarity = Polarity::low;
  EXPECT_EQ(target_cell(test_percent(), Fraction{80}, true).text, "80% or more");
  EXPECT_EQ(target_cell(low, Fraction{3}, true).text, "3% or less");
  EXPECT_EQ(target_cell(test_percent(), Fraction{100}, true).text, "100%");
  EXPECT_EQ(target_cell(test_percent(), std::nullopt, true).text, "none set");
  EXPECT_EQ(target_cell(test_percent(), std::nullopt, false).text, "not supplied");
}

TEST(Cells, AColourHasAWordAndItsBounds) {
  const Target target{.measure = "90.2",
                      .area = "county",
                      .from = {},
                      .to = {},
                      .target = Fraction{80},
                      .red = Fraction{60},
                      .green = Fraction{75}};
  MonthValue value = computed(test_percent(), 70, 100);
  value.origin = Origin::published;  // judged here; a computed colour is taken over
  const RagView view = rag_view(test_percent(), "county", value, &target, true);
  EXPECT_EQ(view.text, "amber");
  EXPECT_EQ(view.title, "70.0% against green 75%, red 60%");
  EXPECT_EQ(rag_view(test_percent(), "county", value, nullptr, true).text, "none set");
  EXPECT_EQ(rag_view(test_percent(), "county", value, nullptr, false).text, "not supplied");
  EXPECT_EQ(rag_view(test_percent(), kUnallocated, value, nullptr, true).text, "not applicable");
}

TEST(Cells, ABenchmarkHasItsYear) {
  const Benchmark benchmark{.measure = "90.2",
                            .comparator = "NAT_AVG",
                            .year = "2016-17",
                            .value = Fraction{62},
                            .source = "Statistics",
                            .release = ""};
  const BenchmarkView view =
      benchmark_view(test_percent(), "NAT_AVG", &benchmark, true, make_month(2017, 11));
  EXPECT_EQ(view.value.text, "62.0%");
  EXPECT_EQ(view.value.title, "National average, 2016-17: Statistics; typed by hand");
  EXPECT_EQ(
      benchmark_view(test_percent(), "REGION", nullptr, true, make_month(2017, 11)).value.text,
      "none given");
  EXPECT_FALSE(view.worked_out());
}

TEST(Cells, ABenchmarkThatWasWorkedOutHasItsLagAndItsReason) {
  Benchmark benchmark{.measure = "90.2",
                      .comparator = "SN_AVG",
                      .year = "2016-17",
                      .value = Fraction{311, 10},
                      .source = "Statistics",
                      .release = "c1.csv",
                      .computed = true,
                      .year_end = make_date(2017, 3, 31),
                      .basis = "Mean of the 10 neighbours."};
  const auto view_in = [&](int month) {
    return benchmark_view(test_percent(), "SN_AVG", &benchmark, false, make_month(2017, month));
  };
  EXPECT_EQ(view_in(11).value.text, "31.1%");
  EXPECT_EQ(view_in(11).value.origin, Origin::national);
  EXPECT_EQ(view_in(11).lag, "8 months before November 2017");
  EXPECT_EQ(view_in(4).lag, "1 month before April 2017");
  EXPECT_EQ(view_in(3).lag, "ends with March 2017");
  EXPECT_EQ(view_in(11).year_end, "31 March 2017");
  benchmark.value.reset();
  benchmark.reason = "no_published_value";
  benchmark.basis = "None of the 10 neighbours has a value.";
  EXPECT_EQ(view_in(11).value.text, "none published");
  EXPECT_EQ(view_in(11).value.reason, "no_published_value");
  EXPECT_EQ(view_in(11).value.title, "None of the 10 neighbours has a value.");
}

}  // namespace
}  // namespace waymark
