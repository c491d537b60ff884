#include "judge/control_chart.h"

#include <set>

#include "judge/known_answers.h"

namespace waymark {
namespace {

struct Series {
  std::vector<double> values;
  std::vector<std::size_t> phase_starts;
};

std::map<std::string, Series> all_series() {
  std::map<std::string, Series> all;
  for (auto& row : known_answers("xmr_input")) {
    Series& series = all[row["series_id"]];
    if (row["new_phase_starts_here"] == "1") series.phase_starts.push_back(series.values.size());
    series.values.push_back(number(row["value"]));
  }
  return all;
}

ControlChart chart_of(const Series& series, const std::string& variant) {
  ChartOptions options{.phase_starts = series.phase_starts};
  options.screen = variant != "noscreen";
  options.baseline_points = variant == "fix12" ? 12 : 0;
  return control_chart(series.values, options);
}

Polarity polarity_of(const std::string& direction) {
  if (direction == "increase") return Polarity::high;
  return direction == "decrease" ? Polarity::low : Polarity::info;
}

std::string cause_of(const ChartPoint& point) {
  const bool high = point.towards > 0;
  switch (point.cause) {
    case SpecialCause::none:
      return "Common Cause";
    case SpecialCause::outside_limits:
      return high ? "Above UCL" : "Below LCL";
    case SpecialCause::trend:
      return high ? "7 Point Trend (Increasing)" : "7 Point Trend (Decreasing)";
    case SpecialCause::two_of_three:
      return high ? "2 in 3 Above CL" : "2 in 3 Below CL";
    case SpecialCause::one_side:
      return high ? "7 Points Above CL" : "7 Points Below CL";
  }
  return "";
}

TEST(ControlChart, HasTheKnownLimits) {
  const auto series = all_series();
  for (auto& row : known_answers("xmr_limits")) {
    const std::string what = row["series_id"] + " " + row["variant"] + " phase " + row["phase"];
    const ControlChart chart = chart_of(series.at(row["series_id"]), row["variant"]);
    // By its first point: a series whose first point begins a phase has its phases numbered from 1.
    const auto first = static_cast<std::size_t>(number(row["first_idx"])) - 1;
    const auto found = std::find_if(chart.phases.begin(), chart.phases.end(),
                                    [&](const ChartPhase& each) { return each.first == first; });
    ASSERT_NE(found, chart.phases.end()) << what;
    const ChartPhase& phase = *found;
    EXPECT_EQ(phase.last + 1, static_cast<std::size_t>(number(row["last_idx"]))) << what;
    expect_equal(phase.mean, row["mean"], what);
    expect_equal(phase.lower, row["lower_limit"], what);
    expect_equal(phase.upper, row["upper_limit"], what);
    EXPECT_EQ(phase.trial, row["trial_limits"] == "1") << what;
  }
}

TEST(ControlChart, FindsTheKnownSpecialCauses) {
  const auto series = all_series();
  for (auto& row : known_answers("xmr_points")) {
    const std::string what = row["series_id"] + " " + row["variant"] + " point " + row["idx"];
    const ControlChart chart = chart_of(series.at(row["series_id"]), row["variant"]);
    const ChartPoint& point = chart.points.at(static_cast<std::size_t>(number(row["idx"])) - 1);
    EXPECT_EQ(point.outside, row["outside_limits"] == "1") << what;
    EXPECT_EQ(point.side, static_cast<int>(number(row["side_of_mean"]))) << what;
    EXPECT_EQ(point.close, row["close_to_limits"] == "1") << what;
    EXPECT_EQ(cause_of(point), row["special_cause"]) << what;
  }
}

TEST(ControlChart, GivesTheKnownIcons) {
  const auto series = all_series();
  const std::map<std::string, std::string> assurances = {
      {"", ""},
      {"inconsistent", "hit and miss"},
      {"consistent_pass", "will meet the target"},
      {"consistent_fail", "will miss the target"}};
  for (auto& row : known_answers("xmr_icons")) {
    const std::string what = row["series_id"] + " " + row["variant"] + " " + row["good_direction"];
    const ControlChart chart = chart_of(series.at(row["series_id"]), row["variant"]);
    const Polarity polarity = polarity_of(row["good_direction"]);
    const ChartPoint& point = chart.points.back();
    const std::string icon = row["variation_icon"];
    const Variation expected = icon == "common_cause"            ? Variation::common_cause
                               : icon == "neutral_high"          ? Variation::neutral_high
                               : icon == "neutral_low"           ? Variation::neutral_low
                               : icon.starts_with("improvement") ? Variation::improvement
                                                                 : Variation::concern;
    EXPECT_EQ(variation(point, polarity), expected) << what;
    if (icon.ends_with("_high")) {
      EXPECT_EQ(point.towards, 1) << what;
    }
    if (icon.ends_with("_low")) {
      EXPECT_EQ(point.towards, -1) << what;
    }
    if (row["target"].empty()) continue;
    EXPECT_EQ(to_string(assurance(chart.phases.back(), number(row["target"]), polarity)),
              assurances.at(row["assurance"]))
        << what;
  }
}

TEST(ControlChart, ATargetEqualToALimitIsInconsistent) {
  for (auto& row : known_answers("xmr_assurance_units")) {
    ChartPhase phase;
    phase.lower = number(row["lower_limit"]);
    phase.upper = number(row["upper_limit"]);
    const Assurance got =
        assurance(phase, number(row["target"]), polarity_of(row["good_direction"]));
    const Assurance expected = row["assurance"] == "consistent_pass"   ? Assurance::consistent_pass
                               : row["assurance"] == "consistent_fail" ? Assurance::consistent_fail
                               : row["assurance"] == "inconsistent"    ? Assurance::inconsistent
                                                                       : Assurance::none;
    EXPECT_EQ(got, expected) << row["id"];
  }
}

TEST(ControlChart, DrawsNoLimitsOnRareCountsOrOnASeriesThatNeverChanges) {
  const std::vector<double> rare = {0, 1, 0, 2, 0, 1, 0, 0, 1, 0, 3, 0, 1};
  const auto phase = control_chart(rare).phases.front();
  EXPECT_FALSE(limits_are_drawn(phase, Format::count));
  EXPECT_TRUE(limits_are_drawn(phase, Format::percent));
  EXPECT_FALSE(
      limits_are_drawn(control_chart(std::vector<double>(13, 7.0)).phases.front(), Format::count));
  EXPECT_TRUE(control_chart({}).phases.empty());
}

}  // namespace
}  // namespace waymark
