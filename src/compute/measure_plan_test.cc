#include "compute/measure_plan.h"

#include <gtest/gtest.h>

#include "compute/test_measures.h"

namespace waymark {
namespace {

const char* const kReferral = "referral";

Measure count_measure(const std::string& ref, Side numerator) {
  Measure measure = measure_of(ref, Format::count, Kind::flow, Ytd::sum, {});
  measure.numerator = std::move(numerator);
  return measure;
}

Measure share(const std::string& ref, Side numerator, Side denominator) {
  Measure measure = measure_of(ref, Format::percent, Kind::flow, Ytd::ratio, {});
  measure.numerator = std::move(numerator);
  measure.denominator = std::move(denominator);
  return measure;
}

Side referrals(const std::string& where = {}) {
  return side_of(count_of(kReferral, "referred_on", where));
}

TEST(MeasurePlan, CountsEqualThingsOnce) {
  Catalogue catalogue;
  catalogue.measures = {
      count_measure("a", referrals("to_assessment and source_group = \"pol\"")),
      count_measure("b", referrals("source_group = \"pol\" and to_assessment")),
      count_measure("c", referrals("source_group = \"pol\"")),
      share("d", sum_of({{"a", false}}), referrals()),
      share("e", sum_of({{"d", false}, {"c", false}}), sum_of({{"d", true}})),
      measure_of("not computed", Format::count, Kind::flow, Ytd::none, {}),
  };
  const MeasurePlan plan = plan_measures(catalogue);
  EXPECT_EQ(plan.counts.size(), 3U);  // a = b, c, all referrals
  ASSERT_EQ(plan.measures.size(), 5U);
  EXPECT_EQ(plan.measures[0].numerator.counts, plan.measures[1].numerator.counts);
  EXPECT_EQ(plan.find("e")->numerator.counts, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(plan.find("e")->denominator->counts, plan.find("d")->denominator->counts);
  EXPECT_EQ(plan.find("not computed"), nullptr);
}

TEST(MeasurePlan, APartOfTheDenominatorHasItsConditionsToo) {
  const Count whole = count_of(kReferral, "referred_on", "no_further_action");
  Catalogue catalogue;
  catalogue.measures = {share("a", part_of_denominator(whole, "to_assessment"), side_of(whole))};
  const MeasurePlan plan = plan_measures(catalogue);
  const BaseCount& part = plan.counts[plan.measures[0].numerator.counts[0]];
  ASSERT_EQ(part.parts.size(), 2U);
  EXPECT_EQ(to_text(part.parts[0], part.fact->columns), "no_further_action");
  EXPECT_EQ(to_text(part.parts[1], part.fact->columns), "to_assessment");
  EXPECT_TRUE(plan.measures[0].has_missed);
}

TEST(MeasurePlan, WhatIsMissedExistsWhereTheNumeratorIsAPart) {
  Catalogue catalogue;
  catalogue.measures = {
      count_measure("pol", referrals("source_group = \"pol\"")),
      count_measure("edu", referrals("source_group = \"edu\"")),
      share("share of all", sum_of({{"pol", false}}), referrals()),
      share("share of two", sum_of({{"pol", false}}), sum_of({{"pol", false}, {"edu", false}})),
      share("other way", referrals(), sum_of({{"pol", false}})),
      share("two facts", referrals(), side_of(count_of("contact", "contacted_on"))),
      share("two moments", side_of(count_of("cp_plan", "ended_on")),
            side_of(count_of("cp_plan", "started_on"))),
  };
  const MeasurePlan plan = plan_measures(catalogue);
  EXPECT_FALSE(plan.find("pol")->has_missed);
  EXPECT_TRUE(plan.find("share of all")->has_missed);
  EXPECT_TRUE(plan.find("share of two")->has_missed);
  EXPECT_FALSE(plan.find("other way")->has_missed);
  EXPECT_FALSE(plan.find("two facts")->has_missed);
  EXPECT_FALSE(plan.find("two moments")->has_missed);
}

TEST(MeasurePlan, AWindowInsideTheFactIsNotAddedUp) {
  Measure rolling = measure_of("a", Format::count, Kind::rolling, Ytd::none, {});
  rolling.numerator = referrals();
  Measure inside = rolling;
  inside.ref = "b";
  inside.window_in_fact = true;
  Catalogue catalogue;
  catalogue.measures = {rolling, inside};
  const MeasurePlan plan = plan_measures(catalogue);
  EXPECT_EQ(plan.find("a")->window(), 12);
  EXPECT_EQ(plan.find("b")->window(), 1);
}

}  // namespace
}  // namespace waymark
