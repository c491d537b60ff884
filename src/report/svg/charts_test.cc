#include <gtest/gtest.h>

#include <algorithm>

#include "report/chart_words.h"
#include "report/svg/area_chart.h"
#include "report/svg/benchmark_strip.h"
#include "report/svg/drawing.h"
#include "report/svg/month_chart.h"
#include "report/svg/scale.h"
#include "report/test_report.h"

namespace waymark {
namespace {

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

// What is drawn by all shapes of a class.
std::string shape_in(const std::string& chart, const std::string& css) {
  std::string drawn;
  const std::string begin = "class=\"" + css + "\" d=\"";
  for (auto at = chart.find(begin); at != chart.npos; at = chart.find(begin, at)) {
    at += begin.size();
    drawn += chart.substr(at, chart.find('"', at) - at);
  }
  return drawn;
}

MeasureView view_of(std::size_t measure, const PublicationInputs& inputs) {
  return build_publication(inputs).pages.at(0).measures.at(measure);
}

std::string chart_of(const MeasureView& view) {
  Markup out;
  std::vector<Month> months;
  for (int back = 12; back >= 0; --back) months.push_back(test_month(11) - back);
  draw_month_chart(out, view, months, "chart", ChartSize::full);
  return std::move(out).take();
}

TEST(MonthChart, OneColumnForEachMonthWithAValue) {
  const std::string chart = chart_of(view_of(0, test_inputs()));
  EXPECT_EQ(count_of(shape_in(chart, "column"), "M"), 8u);  // April to November
  EXPECT_NE(chart.find("<title id=\"chart-title\">Children in placements, county, November 2016 to "
                       "November 2017</title>"),
            chart.npos);
  EXPECT_NE(
      chart.find("<desc id=\"chart-text\">Columns for 13 months. Latest 111 in November 2017."),
      chart.npos);
  EXPECT_NE(chart.find("5 months have no value."), chart.npos);
}

TEST(MonthChart, PublishedMonthsAreHollowAndTheTargetIsALine) {
  const std::string chart = chart_of(view_of(1, test_inputs()));
  EXPECT_EQ(count_of(shape_in(chart, "dots before"), "M"), 4u);
  EXPECT_NE(chart.find("Target 80%"), chart.npos);
}

TEST(MonthChart, ALineBreaksWhereAValueIsMissingOrOfAnotherKind) {
  PublicationInputs inputs = test_inputs();
  inputs.figures.push_back(test_figure(inputs.measures[1], "county", test_month(10), 1, 2));
  const std::string chart = chart_of(view_of(1, inputs));
  const auto path = chart.find("class=\"line\"");
  ASSERT_NE(path, chart.npos);
  const std::string line = chart.substr(path, chart.find("</path>", path) - path);
  // August and September joined; October computed; November published again.
  const auto data = line.substr(line.find(" d=\"") + 4);
  EXPECT_EQ(count_of(data.substr(0, data.find('"')), "M"), 3u);
  EXPECT_EQ(count_of(data.substr(0, data.find('"')), "L"), 1u);
}

TEST(MonthChart, ARuleChangeIsMarked) {
  PublicationInputs inputs = test_inputs();
  inputs.breaks = {{.day = make_date(2017, 7, 1), .text = "New rule.", .measures = {"90.1"}}};
  const MeasureView view = view_of(0, inputs);
  EXPECT_EQ(count_of(chart_of(view), "class=\"break\""), 1u);
  EXPECT_NE(view.chart_text.find("Rule change in July 2017: New rule."), std::string::npos);
}

TEST(MonthChart, ALocalityStandsBesideTheCountyUnlessItIsACount) {
  PublicationInputs inputs = test_inputs();
  inputs.area = "north";
  for (int month = 8; month <= 11; ++month) {
    inputs.figures.push_back(test_figure(inputs.measures[1], "north", test_month(month), 1, 2));
  }
  EXPECT_EQ(count_of(chart_of(view_of(1, inputs)), "class=\"line county\""), 1u);
  EXPECT_EQ(count_of(chart_of(view_of(0, inputs)), "line county"), 0u);
}

TEST(ChartFinding, OnlyWhatEveryMonthProves) {
  CellView cell;
  cell.origin = Origin::computed;
  std::vector<CellView> months(3, cell);
  for (int i = 0; i < 3; ++i) months[static_cast<std::size_t>(i)].value = Fraction{i, 1};
  EXPECT_EQ(chart_finding(months), "Highest of 3 months");
  std::swap(months[0], months[2]);
  EXPECT_EQ(chart_finding(months), "Lowest of 3 months");
  months[1].origin = Origin::published;
  EXPECT_EQ(chart_finding(months), "");
  months[1] = CellView{};
  EXPECT_EQ(chart_finding(months), "");
}

TEST(AreaChart, ABarForEachAreaWithAValueAndTheReasonElse) {
  const Publication publication = build_publication(test_inputs());
  Markup out;
  draw_area_chart(out, publication.pages[0].localities.at(0), "areas");
  const std::string chart = std::move(out).take();
  EXPECT_EQ(count_of(shape_in(chart, "column"), "M"), 1u);  // north
  EXPECT_EQ(count_of(shape_in(chart, "column whole"), "M"), 1u);
  EXPECT_NE(chart.find("South"), chart.npos);
  EXPECT_NE(chart.find("not computed yet"), chart.npos);
}

TEST(BenchmarkStrip, OrdersFromLowestToHighest) {
  PublicationInputs inputs = test_inputs();
  inputs.benchmarks = {{.measure = "90.2",
                        .comparator = "NAT_AVG",
                        .year = "2017",
                        .value = Fraction{70},
                        .source = "",
                        .release = ""},
                       {.measure = "90.2",
                        .comparator = "SN_AVG",
                        .year = "2017",
                        .value = Fraction{50},
                        .source = "",
                        .release = ""}};
  EXPECT_EQ(benchmark_strip_text(view_of(1, inputs)),
            "Lowest to highest: Statistical neighbours, average 50.0%, own value 61.5%, National "
            "average 70.0%.");
}

TEST(BenchmarkStrip, LeavesOutWhatHasNoValue) {
  PublicationInputs inputs = test_inputs();
  inputs.benchmarks = {{.measure = "90.2",
                        .comparator = "NAT_AVG",
                        .year = "2016-17",
                        .value = Fraction{70},
                        .source = "",
                        .release = "",
                        .computed = true,
                        .year_end = make_date(2017, 3, 31)},
                       {.measure = "90.2",
                        .comparator = "SN_AVG",
                        .year = "2016-17",
                        .value = {},
                        .source = "",
                        .release = "",
                        .computed = true,
                        .year_end = make_date(2017, 3, 31),
                        .reason = "no_neighbours"}};
  EXPECT_EQ(benchmark_strip_text(view_of(1, inputs)),
            "Lowest to highest: own value 61.5%, National average 70.0%.");
}

TEST(Scale, HoldsEveryValueAndNeverPassesTheCeiling) {
  const Scale scale = scale_around(93, 99.5, 100);
  EXPECT_LE(scale.low, 93);
  EXPECT_GE(scale.high, 99.5);
  EXPECT_LE(scale.high, 100);
  const Scale columns = scale_from_zero(37);
  EXPECT_EQ(columns.low, 0);
  EXPECT_GE(columns.high, 37);
}

TEST(SpreadApart, KeepsLabelsApartAndInside) {
  const std::vector<double> placed = spread_apart({50, 51, 99}, 13, 0, 100);
  EXPECT_GE(placed[1] - placed[0], 13);
  EXPECT_GE(placed[2] - placed[1], 13);
  EXPECT_LE(placed[2], 100);
}

}  // namespace
}  // namespace waymark
