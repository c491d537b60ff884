#include "report/signals.h"

#include <gtest/gtest.h>

#include "report/attention.h"
#include "report/html/html.h"
#include "report/test_report.h"

namespace waymark {
namespace {

// "90.1" of the county in the months up to November 2017, the last of them last.
PublicationInputs with_counts(const std::vector<std::int64_t>& values) {
  PublicationInputs inputs = test_inputs();
  inputs.figures.clear();
  const int months = static_cast<int>(values.size());
  for (int i = 0; i < months; ++i) {
    inputs.figures.push_back(test_figure(inputs.measures[0], "county",
                                         test_month(11) - (months - 1 - i),
                                         values[static_cast<std::size_t>(i)]));
  }
  return inputs;
}

ChartSignals county_signals(const PublicationInputs& inputs) {
  const ReportContext context(inputs);
  return signals_of(inputs.measures[0], kCounty, context);
}

const std::vector<std::int64_t> kSteady = {50, 54, 49, 53, 51, 55, 48, 52, 50, 54, 49, 53, 51};

std::vector<std::int64_t> steady_then(std::int64_t last) {
  std::vector<std::int64_t> values = kSteady;
  values.push_back(last);
  return values;
}

const AttentionGroup* group_of(const std::vector<AttentionGroup>& groups, std::string_view rule) {
  for (const auto& group : groups) {
    if (group.rule == rule) return &group;
  }
  return nullptr;
}

TEST(Signals, ThirteenSteadyMonthsAreCommonCause) {
  const ChartSignals signals = county_signals(with_counts(kSteady));
  EXPECT_EQ(signals.signal.text, "common cause");
  EXPECT_EQ(signals.months, 13);
  ASSERT_EQ(signals.limits.size(), 1u);
  EXPECT_EQ(signals.limits[0].first, 0);
  EXPECT_EQ(signals.limits[0].last, 12);
  EXPECT_TRUE(signals.points.empty());
}

TEST(Signals, TwelveMonthsAreTooFew) {
  const ChartSignals signals = county_signals(with_counts({kSteady.begin() + 1, kSteady.end()}));
  EXPECT_EQ(signals.signal.reason, "too_few_months");
  EXPECT_TRUE(signals.limits.empty());
}

TEST(Signals, LeapIsConcernWhereGoodIsLow) {
  PublicationInputs inputs = with_counts(steady_then(70));
  ChartSignals signals = county_signals(inputs);
  EXPECT_EQ(signals.signal.text, "concern");
  ASSERT_EQ(signals.points.size(), 1u);
  EXPECT_EQ(signals.points[0].month, 12);
  EXPECT_EQ(signals.points[0].text, "high: outside the limits");
  inputs.measures[0].polarity = Polarity::high;
  EXPECT_EQ(county_signals(inputs).signal.text, "improvement");
  inputs.measures[0].polarity = Polarity::info;
  EXPECT_EQ(county_signals(inputs).signal.text, "higher than chance");
}

TEST(Signals, RollingRareAndPublishedSeriesHaveNone) {
  PublicationInputs inputs = with_counts(kSteady);
  inputs.measures[0].kind = Kind::rolling;
  EXPECT_EQ(county_signals(inputs).signal.reason, "rolling_series");
  inputs = with_counts({1, 2, 0, 3, 1, 2, 0, 1, 3, 2, 1, 0, 2});
  EXPECT_EQ(county_signals(inputs).signal.reason, "rare_events");
  inputs = with_counts({50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50});
  EXPECT_EQ(county_signals(inputs).signal.reason, "no_limits");
  const ReportContext context(inputs);
  EXPECT_FALSE(signals_of(inputs.measures[1], kCounty, context).signal.has_signal());
}

TEST(Signals, GapEndsTheSeries) {
  PublicationInputs inputs = with_counts(steady_then(52));
  inputs.figures.erase(inputs.figures.begin() + 5);
  EXPECT_EQ(county_signals(inputs).signal.reason, "too_few_months");
}

TEST(Signals, LimitsBeginAnewUnderANewRule) {
  std::vector<std::int64_t> values = kSteady;
  for (const auto value : {80, 84, 79, 83}) values.push_back(value);
  PublicationInputs inputs = with_counts(values);
  inputs.breaks = {{.day = first_day(test_month(8)), .text = "New.", .measures = {"90.1"}}};
  const ChartSignals signals = county_signals(inputs);
  EXPECT_EQ(signals.signal.reason, "new_rule");
  ASSERT_EQ(signals.limits.size(), 1u);  // of the old rule alone
  EXPECT_EQ(signals.limits[0].last, 8);
  EXPECT_LT(signals.limits[0].upper, 70);
}

TEST(Signals, TargetOutsideTheLimitsWillBeMissed) {
  PublicationInputs inputs = with_counts(kSteady);
  inputs.targets = {{.measure = "90.1",
                     .area = "county",
                     .from = {},
                     .to = {},
                     .target = Fraction{10},
                     .red = {},
                     .green = {}}};
  EXPECT_EQ(county_signals(inputs).signal.assurance, "will miss the target");
  inputs.targets[0].target = Fraction{51};
  EXPECT_EQ(county_signals(inputs).signal.assurance, "hit and miss");
}

TEST(Signals, ChartTableAndWordsSayTheSame) {
  const std::string page = write_html(build_publication(with_counts(steady_then(70))));
  EXPECT_NE(page.find("class=\"limits\""), std::string::npos);
  EXPECT_NE(page.find("class=\"special high\""), std::string::npos);
  EXPECT_NE(page.find("Beyond chance: November 2017 (high: outside the limits)."),
            std::string::npos);
  EXPECT_NE(page.find("Nov 2017 (high)"), std::string::npos);
}

TEST(Attention, ConcernComesFirstWithItsFigures) {
  const PublicationInputs inputs = with_counts(steady_then(70));
  const auto groups = attention_of(ReportContext(inputs));
  ASSERT_FALSE(groups.empty());
  EXPECT_EQ(groups[0].rule, "concern");
  ASSERT_EQ(groups[0].items.size(), 1u);
  EXPECT_EQ(groups[0].items[0].measure, "90.1");
  EXPECT_EQ(groups[0].items[0].link, "placements");
  EXPECT_TRUE(groups[0].items[0].text.starts_with(
      "Children in placements: 70 in November 2017; high: outside the limits; limits "));
}

TEST(Attention, NothingIsSaid) {
  const PublicationInputs inputs = with_counts(kSteady);
  EXPECT_TRUE(attention_of(ReportContext(inputs)).empty());
  EXPECT_NE(write_html(build_publication(inputs)).find("No rule of this page finds anything"),
            std::string::npos);
}

TEST(Attention, StoppedFeedIsFound) {
  const PublicationInputs inputs = with_counts(steady_then(10));
  const auto groups = attention_of(ReportContext(inputs));
  const AttentionGroup* group = group_of(groups, "stopped");
  ASSERT_NE(group, nullptr);
  EXPECT_EQ(
      group->items[0].text,
      "Children in placements: 10 in November 2017; the average of the twelve months before is "
      "51.6.");
  const PublicationInputs not_yet = with_counts(steady_then(11));
  EXPECT_EQ(group_of(attention_of(ReportContext(not_yet)), "stopped"), nullptr);
}

TEST(Attention, ColoursAreComparedWithLastMonth) {
  PublicationInputs inputs = with_counts({50, 61});
  inputs.figures[0].rag = Rag::green;
  inputs.figures[1].rag = Rag::red;
  inputs.targets = {{.measure = "90.1",
                     .area = "county",
                     .from = {},
                     .to = {},
                     .target = {},
                     .red = Fraction{60},
                     .green = Fraction{55}}};
  const auto groups = attention_of(ReportContext(inputs));
  const AttentionGroup* red = group_of(groups, "red_and_worse");
  const AttentionGroup* crossed = group_of(groups, "crossed_bound");
  ASSERT_NE(red, nullptr);
  ASSERT_NE(crossed, nullptr);
  EXPECT_EQ(
      red->items[0].text,
      "Children in placements: 61 in November 2017, 50 in October 2017; the red tolerance is 60.");
  EXPECT_TRUE(crossed->items[0].text.ends_with("; from green to red."));
}

TEST(Attention, ImpossibleShareAndLeapOfAWindow) {
  PublicationInputs inputs = with_counts({120, 160});
  inputs.measures[0].kind = Kind::rolling;
  inputs.measures[0].window_months = 12;
  inputs.measures[1].numerator.emplace().part_of_denominator = true;
  inputs.published[3].value = "101";
  const auto groups = attention_of(ReportContext(inputs));
  ASSERT_NE(group_of(groups, "leap"), nullptr);
  ASSERT_NE(group_of(groups, "impossible"), nullptr);
  inputs.figures[1] = test_figure(inputs.measures[0], "county", test_month(11), 150);
  inputs.published[3].value = "100";
  const auto calm = attention_of(ReportContext(inputs));
  EXPECT_EQ(group_of(calm, "leap"), nullptr);
  EXPECT_EQ(group_of(calm, "impossible"), nullptr);
}

TEST(LocalityChart, FunnelNamesAreasBeyondChance) {
  PublicationInputs inputs = test_inputs();
  inputs.published.clear();
  inputs.pages[0].locality_chart = "90.2";
  const Measure& share = inputs.measures[1];
  inputs.figures.push_back(test_figure(share, "county", test_month(11), 500, 1000));
  inputs.figures.push_back(test_figure(share, "north", test_month(11), 20, 100));
  inputs.figures.push_back(test_figure(share, "south", test_month(11), 52, 100));
  const Publication publication = build_publication(inputs);
  const auto& bars = publication.pages[0].localities.at(0).bars;
  EXPECT_EQ(bars[0].against_county, "lower, beyond 99.8% limits");
  EXPECT_EQ(bars[1].against_county, "within chance");
  EXPECT_EQ(bars.back().against_county, "");
}

}  // namespace
}  // namespace waymark
