#include "ingest/national/national_series.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace waymark {
namespace {

constexpr std::string_view kHeader =
    "time_period,geographic_level,country_name,region_code,region_name,old_la_code,new_la_code,"
    "la_name,group,rate\n";

std::string file_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

const NationalValue* value_of(const std::vector<NationalValue>& values, std::string_view year,
                              std::string_view name) {
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const auto& v) { return v.year == year && v.name == name; });
  return found == values.end() ? nullptr : &*found;
}

TEST(NationalSeries, CodesStayReasonsAndNeverBecomeNumbers) {
  EXPECT_EQ(read_published_cell("c").reason, NoValue::suppressed);
  EXPECT_EQ(read_published_cell("z").reason, NoValue::not_applicable);
  EXPECT_EQ(read_published_cell("x").reason, NoValue::not_available);
  EXPECT_EQ(read_published_cell("u").reason, NoValue::unreliable);
  EXPECT_EQ(read_published_cell("k").reason, NoValue::rounds_to_zero);
  EXPECT_EQ(read_published_cell("low").reason, NoValue::rounds_to_zero);
  EXPECT_EQ(read_published_cell("").reason, NoValue::blank);
  EXPECT_EQ(read_published_cell("1,234").reason, NoValue::unknown);
  for (const char* text : {"c", "z", "x", "u", "k", "low", "", "1,234"}) {
    EXPECT_FALSE(read_published_cell(text).value) << text;
  }
  EXPECT_EQ(*read_published_cell("0").value, (Fraction{0, 1}));
}

TEST(NationalSeries, TakesTheRowsThatPassTheFilters) {
  const auto values = read_national_series(
      std::string(kHeader) + "2025,National,England,,,,,,All,41.6\n"
                             "2025,Regional,England,E12000006,East,,,,All,33\n"
                             "2025,Local authority,England,E12000006,East,926,E10000020,Fenland,All,c\n"
                             "2025,Local authority,England,E12000006,East,926,E10000020,Fenland,Boys,7\n",
      {.value = "rate", .filters = {{"group", "All"}}});
  ASSERT_TRUE(values) << values.error().message;
  ASSERT_EQ(values->size(), 3U);
  EXPECT_EQ((*values)[0].level, NationalLevel::national);
  EXPECT_EQ(*(*values)[0].cell.value, (Fraction{416, 10}));
  EXPECT_EQ((*values)[1].name, "East");
  EXPECT_EQ((*values)[2].new_code, "E10000020");
  EXPECT_FALSE((*values)[2].cell.value);
}

TEST(NationalSeries, MissingColumnAndUnknownLevelAreTold) {
  const auto column = read_national_series(kHeader, {.value = "percent"});
  ASSERT_FALSE(column);
  EXPECT_EQ(column.error().message, "line 1: there is no column percent");
  const auto level =
      read_national_series(std::string(kHeader) + "2025,Ward,England,,,,,,All,1\n", {.value = "rate"});
  ASSERT_FALSE(level);
  EXPECT_EQ(level.error().message, "line 2: the geographic level Ward is not known");
}

TEST(NationalSeries, AuthorityTwiceInAModelIsRefused) {
  std::string header = "old_la_code";
  for (int i = 1; i <= 10; ++i) header += ",SN_" + std::to_string(i);
  const std::string row = "\n926,1,2,3,4,5,6,7,8,9,10";
  EXPECT_EQ(read_neighbour_model(header + row)->at("926").size(), 10U);
  EXPECT_FALSE(read_neighbour_model(header + row + row));
}

TEST(NationalSeries, NeighbourWithoutAValueOrARowIsKeptWithoutOne) {
  const auto values = read_national_series(
      std::string(kHeader) + "2025,Local authority,England,E1,East,11,E01,Near,All,c\n"
                             "2025,Local authority,England,E1,East,12,E02,Far,All,3\n"
                             "2024,Local authority,England,E1,East,13,E03,Merged,All,9\n",
      {.value = "rate"});
  ASSERT_TRUE(values);
  const NeighbourModel model = {{"10", {"12", "11", "13"}}};
  const std::vector<std::optional<Fraction>> expected = {Fraction{3, 1}, std::nullopt, std::nullopt};
  EXPECT_EQ(neighbour_values(*values, model, "10", "2025"), expected);
  EXPECT_TRUE(neighbour_values(*values, model, "99", "2025").empty());
}

// Numbers read off the published files by eye.
TEST(NationalSeries, PublishedFilesOfNorfolk) {
  const std::filesystem::path folder =
      std::filesystem::path(WAYMARK_SOURCE) / "../shared/data/samples/benchmarks";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "needs ../shared/data/samples/benchmarks";
  const auto again = read_national_series(
      file_text(folder / "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"),
      {.value = "rereferral_percent"});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*value_of(*again, "2025", "Norfolk")->cell.value, (Fraction{179, 10}));
  EXPECT_EQ(*value_of(*again, "2024", "Norfolk")->cell.value, (Fraction{19, 1}));
  EXPECT_EQ(*value_of(*again, "2025", "England")->cell.value, (Fraction{226, 10}));
  EXPECT_EQ(*value_of(*again, "2025", "North East")->cell.value, (Fraction{207, 10}));
  const auto repeat =
      read_national_series(file_text(folder / "d3_cpps_subsequent_plan_2013_to_2025.csv"),
                           {.value = "CPP_subsequent_percent"});
  ASSERT_TRUE(repeat) << repeat.error().message;
  EXPECT_EQ(*value_of(*repeat, "2025", "Norfolk")->cell.value, (Fraction{188, 10}));
  EXPECT_EQ(*value_of(*repeat, "2024", "Norfolk")->cell.value, (Fraction{224, 10}));
  EXPECT_EQ(*value_of(*repeat, "2025", "England")->cell.value, (Fraction{245, 10}));
  const auto of_2021 =
      read_neighbour_model(file_text(folder / "New_Statistical_Neighbour_Groupings_April_2021.csv"));
  ASSERT_TRUE(of_2021) << of_2021.error().message;
  EXPECT_EQ(of_2021->at("926"), (std::vector<std::string>{"925", "935", "908", "933", "909", "878",
                                                          "921", "838", "845", "893"}));
  const auto of_2025 = read_neighbour_model(file_text(folder / "sn_model_2025_wide.csv"));
  ASSERT_TRUE(of_2025) << of_2025.error().message;
  EXPECT_EQ(of_2025->at("926"), (std::vector<std::string>{"935", "908", "878", "830", "929", "886",
                                                          "933", "925", "891", "887"}));
  const std::vector<std::optional<Fraction>> expected = {
      Fraction{201, 10}, Fraction{279, 10}, Fraction{197, 10}, Fraction{289, 10}, Fraction{20, 1},
      Fraction{216, 10}, Fraction{221, 10}, Fraction{229, 10}, Fraction{231, 10}, Fraction{248, 10}};
  EXPECT_EQ(neighbour_values(*again, *of_2025, "926", "2025"), expected);
}

}  // namespace
}  // namespace waymark
