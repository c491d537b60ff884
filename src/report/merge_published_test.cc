#include "report/merge_published.h"

#include <gtest/gtest.h>

#include <map>

#include "report/test_report.h"
#include "report/words.h"

namespace waymark {
namespace {

PublishedFigure published(std::string value, std::string n = "", std::string d = "",
                          std::string ytd = "") {
  return {.measure = "90.2",
          .area = "county",
          .month = test_month(11),
          .value = std::move(value),
          .numerator = std::move(n),
          .denominator = std::move(d),
          .ytd_value = std::move(ytd),
          .source = "Report"};
}

Figure missing(MissingReason reason) {
  Figure figure{.measure = "90.2", .area = "county", .month = test_month(11)};
  figure.reason = reason;
  return figure;
}

TEST(MergePublished, NeverReplacesAComputedValue) {
  const Figure figure = test_figure(test_percent(), "county", test_month(11), 1, 2);
  const PublishedFigure before = published("99.9");
  const MonthValue value = month_value(test_percent(), &figure, &before);
  EXPECT_EQ(value.origin, Origin::computed);
  EXPECT_EQ(value.amount.value, Fraction(50));
}

TEST(MergePublished, NeverReplacesAResultOfTheRecords) {
  const PublishedFigure before = published("99.9");
  for (const auto reason : {MissingReason::no_denominator, MissingReason::not_recorded,
                            MissingReason::not_applicable}) {
    const Figure figure = missing(reason);
    const MonthValue value = month_value(test_percent(), &figure, &before);
    EXPECT_EQ(value.origin, Origin::none) << to_string(reason);
    EXPECT_EQ(value.reason, to_string(reason));
  }
}

TEST(MergePublished, FillsAGap) {
  const PublishedFigure before = published("61.5");
  for (const auto reason :
       {MissingReason::not_supplied, MissingReason::too_early, MissingReason::not_yet}) {
    const Figure figure = missing(reason);
    EXPECT_EQ(month_value(test_percent(), &figure, &before).origin, Origin::published);
  }
  EXPECT_EQ(month_value(test_percent(), nullptr, &before).amount.value, Fraction(123, 2));
  EXPECT_EQ(month_value(test_percent(), nullptr, nullptr).reason, kNotComputed);
}

TEST(MergePublished, CountsGiveTheExactValueWhereTheyAgreeWithThePrint) {
  const PublishedFigure agreeing = published("66.7", "2", "3");
  EXPECT_EQ(month_value(test_percent(), nullptr, &agreeing).amount.value, Fraction(200, 3));
  const PublishedFigure other = published("66.8", "2", "3");
  EXPECT_EQ(month_value(test_percent(), nullptr, &other).amount.value, Fraction(334, 5));
}

TEST(MergePublished, CountsAloneGiveTheValue) {
  const PublishedFigure counts = published("", "2", "3");
  EXPECT_EQ(month_value(test_percent(), nullptr, &counts).amount.value, Fraction(200, 3));
  const PublishedFigure of_nobody = published("", "0", "0");
  EXPECT_FALSE(month_value(test_percent(), nullptr, &of_nobody).amount.value);
  const PublishedFigure count = published("", "7");
  EXPECT_EQ(month_value(test_count(), nullptr, &count).amount.value, Fraction(7));
  EXPECT_FALSE(month_value(test_percent(), nullptr, &count).amount.value);
}

TEST(MergePublished, AnAnnualisedRateOverTheMonthsIsNoSum) {
  Measure rate = test_count();
  rate.format = Format::rate;
  rate.kind = Kind::annualised;
  // 6,459 referrals in 8 months of a population of 167,940.
  const auto value = value_of_counts(rate, 6459, 167940, 8);
  ASSERT_TRUE(value);
  EXPECT_EQ(to_display(*value, 1), "576.9");
}

// Months April to November by their published texts.
YearToDate ytd_of(const Measure& measure, const std::map<int, PublishedFigure>& months) {
  return year_to_date(measure, test_month(11), [&](Month at) {
    for (const auto& [month, figure] : months) {
      if (test_month(month) == at) return month_value(measure, nullptr, &figure);
    }
    return month_value(measure, nullptr, nullptr);
  });
}

TEST(MergePublished, YearToDateFromEveryMonthsCounts) {
  std::map<int, PublishedFigure> months;
  for (int month = 4; month <= 11; ++month) months[month] = published("50.0", "1", "2", "49.9");
  months[4] = published("100.0", "2", "2");
  const YearToDate total = ytd_of(test_percent(), months);
  EXPECT_EQ(total.origin, Origin::mixed);
  EXPECT_EQ(total.amount.value, Fraction(900, 16));
  EXPECT_EQ(total.amount.numerator, 9);
}

TEST(MergePublished, YearToDateAsPublishedWhereAMonthIsMissing) {
  const YearToDate total = ytd_of(test_percent(), {{11, published("50.0", "1", "2", "49.9")}});
  EXPECT_EQ(total.origin, Origin::published);
  EXPECT_EQ(total.amount.value, Fraction(499, 10));
  EXPECT_EQ(ytd_of(test_percent(), {{11, published("50.0", "1", "2")}}).origin, Origin::none);
}

TEST(MergePublished, YearToDateSaysWhyThereIsNone) {
  Measure stock = test_percent();
  stock.ytd = Ytd::none;
  EXPECT_EQ(ytd_of(stock, {}).reason, kNoTotal);
  std::map<int, PublishedFigure> months;
  for (int month = 4; month <= 11; ++month) months[month] = published("50.0");
  EXPECT_EQ(ytd_of(test_percent(), months).reason, kCountsNotGiven);
}

TEST(MergePublished, DirectionOnlyBetweenMonthsOfOneKind) {
  const PublishedFigure before = published("50");
  const PublishedFigure now = published("60");
  const Figure figure = test_figure(test_percent(), "county", test_month(11), 7, 10);
  const MonthValue old_value = month_value(test_percent(), nullptr, &before);
  const MonthValue new_value = month_value(test_percent(), nullptr, &now);
  const MonthValue computed = month_value(test_percent(), &figure, nullptr);
  EXPECT_EQ(merged_direction(test_percent(), old_value, new_value).direction, Direction::better);
  EXPECT_EQ(merged_direction(test_percent(), old_value, computed).reason, kOtherKind);
  EXPECT_EQ(merged_direction(test_percent(), {}, computed).reason, kNoValue);
  Measure info = test_percent();
  info.polarity = Polarity::info;
  EXPECT_EQ(merged_direction(info, {}, computed).direction, Direction::info);
}

TEST(MergePublished, AComputedColourIsTakenOverAPublishedOneJudged) {
  const Figure figure = test_figure(test_percent(), "county", test_month(11), 7, 10);
  MonthValue value = month_value(test_percent(), &figure, nullptr);
  const Bounds bounds{.red = Fraction{60}, .green = Fraction{65}};
  EXPECT_EQ(merged_rag(test_percent(), value, bounds), Rag::none);
  value.origin = Origin::published;
  EXPECT_EQ(merged_rag(test_percent(), value, bounds), Rag::green);
}

}  // namespace
}  // namespace waymark
