#include "judge/national_benchmarks.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace waymark {
namespace {

// A country of six authorities in two regions; 106 was split off 105 in 2017.
class NationalBenchmarks : public testing::Test {
 protected:
  NationalBenchmarks() {
    NationalSource share;
    share.id = "share";
    share.title = "Table S";
    share.publisher = "The department";
    NationalSource people = share;
    people.id = "people";
    people.ends_month = 6;
    catalogue_.sources = {share, people};
    NationalRule rule;
    rule.measure = "90.1";
    rule.value = {.source = "share", .values = {"percent"}, .filters = {}};
    NationalRule rate;
    rate.measure = "90.2";
    rate.value = {.source = "share", .values = {"early", "late"}, .filters = {}};
    rate.whole = {.source = "people", .values = {"children"}, .filters = {}, .year_shift = -1};
    rate.times = 10000;
    catalogue_.rules = {rule, rate};
    catalogue_.models = {model("old", make_date(2010, 4, 1)), model("new", make_date(2017, 4, 1))};
    DatedAuthority split;
    split.number = "105";
    split.code = "E105";
    split.name = "Five";
    split.to = make_date(2016, 3, 31);
    split.successors = {"106"};
    catalogue_.authorities = {split};
    NationalRegion north;
    north.code = "N";
    north.name = "North";
    catalogue_.regions = {north};

    NationalTable& table = data_.series["share"].table;
    table.columns = {"percent", "early", "late"};
    data_.series["share"].files = {{2016, "s16.csv"}, {2017, "s17.csv"}};
    add(2016, NationalLevel::national, "", "", {"20.5", "300", "100"});
    add(2017, NationalLevel::national, "", "", {"21.5", "310", "110"});
    add(2017, NationalLevel::regional, "", "N", {"19", "c", "1"});
    add(2017, NationalLevel::authority, "101", "N", {"10", "30", "3"});
    add(2017, NationalLevel::authority, "102", "N", {"12.5", "25", "5"});
    add(2017, NationalLevel::authority, "103", "N", {"c", "k", "2"});
    add(2017, NationalLevel::authority, "104", "S", {"20", "7", "1"});
    add(2017, NationalLevel::authority, "106", "S", {"30", "50", "10"});
    data_.models["old"]["101"] = {"102", "103", "104", "105"};
    data_.models["new"]["101"] = {"102", "104", "106"};
    NationalTable& people_table = data_.series["people"].table;
    people_table.columns = {"children"};
    const auto children = [&](int year, NationalLevel level, std::string number,
                              std::string count) {
      people_table.rows.push_back({.year = year,
                                   .level = level,
                                   .number = std::move(number),
                                   .code = {},
                                   .name = {},
                                   .region = {},
                                   .texts = {std::move(count)}});
    };
    children(2016, NationalLevel::national, "", "84000");
    children(2017, NationalLevel::national, "", "1");
    children(2016, NationalLevel::authority, "102", "7000");
    children(2016, NationalLevel::authority, "104", "0");
    measure_.ref = "90.1";
    measure_.polarity = Polarity::low;
  }

  static NeighbourModelInfo model(std::string id, Date from) {
    NeighbourModelInfo info;
    info.id = std::move(id);
    info.from = from;
    return info;
  }

  void add(int year, NationalLevel level, std::string number, std::string region,
           std::vector<std::string> texts) {
    std::string name = number.empty() ? "a whole" : "Place " + number;
    std::string code = number.empty() ? "" : "E" + number;
    data_.series["share"].table.rows.push_back({.year = year,
                                                .level = level,
                                                .number = std::move(number),
                                                .code = std::move(code),
                                                .name = std::move(name),
                                                .region = std::move(region),
                                                .texts = std::move(texts)});
  }

  std::map<std::string, Benchmark> rows(Month month, const std::string& code = "E101",
                                        const std::vector<std::string>& typed = {}) {
    own_ = find_own_authority(catalogue_, data_, code);
    neighbours_ = choose_neighbours(catalogue_, data_, own_, month, typed);
    std::map<std::string, Benchmark> by;
    for (auto& row : national_benchmarks({catalogue_, data_, own_, neighbours_}, measure_, month)) {
      by[row.comparator] = row;
    }
    return by;
  }

  NationalCatalogue catalogue_;
  NationalData data_;
  Measure measure_;
  OwnAuthority own_;
  NeighbourChoice neighbours_;
};

TEST_F(NationalBenchmarks, FiveComparisonsOfTheLatestYearThatHasEnded) {
  auto by = rows(make_month(2017, 11));
  ASSERT_EQ(by.size(), 5U);
  EXPECT_EQ(by["SN_AVG"].year, "2016-17");
  EXPECT_EQ(by["SN_AVG"].year_end, make_date(2017, 3, 31));
  EXPECT_EQ(by["SN_AVG"].source, "The department, Table S");
  EXPECT_EQ(by["SN_AVG"].release, "s17.csv");
  EXPECT_EQ(*by["SN_AVG"].value, (Fraction{625, 30}));  // (12.5 + 20 + 30) / 3
  EXPECT_EQ(by["SN_AVG"].basis, "Mean of the 3 neighbours of the new model.");
  EXPECT_EQ(*by["SN_BEST"].value, (Fraction{125, 10}));
  EXPECT_EQ(by["SN_BEST"].basis, "The lowest of the 3 neighbours of the new model: Place 102.");
  EXPECT_EQ(*by["NAT_AVG"].value, (Fraction{215, 10}));
  // 10, 12.5, 20, 30: a quarter of the way is 10 + 3/4 of 2.5.
  EXPECT_EQ(*by["NAT_TOPQ"].value, (Fraction{11875, 1000}));
  EXPECT_EQ(by["NAT_TOPQ"].basis, "Lower quartile of 4 authorities in England; 1 without a value.");
  EXPECT_EQ(*by["REGION"].value, (Fraction{19, 1}));
  EXPECT_EQ(by["REGION"].basis, "North, as published.");
}

TEST_F(NationalBenchmarks, TheMedianIsASettingAndIsNamed) {
  catalogue_.settings.average = AverageRule::median;
  auto by = rows(make_month(2017, 11));
  EXPECT_EQ(*by["SN_AVG"].value, (Fraction{20, 1}));
  EXPECT_EQ(by["SN_AVG"].basis, "Median of the 3 neighbours of the new model.");
}

TEST_F(NationalBenchmarks, AnEarlierModelNamesWhomItCannotCount) {
  catalogue_.settings.neighbour_model = "old";
  auto by = rows(make_month(2017, 11));
  EXPECT_EQ(*by["SN_AVG"].value, (Fraction{325, 20}));  // (12.5 + 20) / 2
  EXPECT_EQ(
      by["SN_AVG"].basis,
      "Mean of 2 of the 4 neighbours of the old model. Without a value: Place 103 (suppressed by "
      "the publisher) and Five (no authority after 31 March 2016).");
}

TEST_F(NationalBenchmarks, AMonthBeforeTheYearEndsTakesTheYearBefore) {
  auto by = rows(make_month(2017, 2));
  EXPECT_EQ(by["NAT_AVG"].year, "2015-16");
  EXPECT_EQ(*by["NAT_AVG"].value, (Fraction{205, 10}));
  EXPECT_FALSE(by["SN_AVG"].value);
  EXPECT_EQ(by["SN_AVG"].reason, "no_published_value");
  EXPECT_EQ(by["NAT_TOPQ"].reason, "too_few_values");
  EXPECT_EQ(neighbours_.name, "the old model");
  EXPECT_TRUE(rows(make_month(2016, 2)).empty());
  EXPECT_EQ(rows(make_month(2017, 3))["NAT_AVG"].year, "2016-17");
}

TEST_F(NationalBenchmarks, HighPolarityTurnsTheBestAround) {
  measure_.polarity = Polarity::high;
  auto by = rows(make_month(2017, 11));
  EXPECT_EQ(*by["SN_BEST"].value, (Fraction{30, 1}));
  EXPECT_EQ(*by["NAT_TOPQ"].value, (Fraction{225, 10}));  // 20 + 1/4 of 10
  measure_.polarity = Polarity::info;
  by = rows(make_month(2017, 11));
  EXPECT_EQ(by["SN_BEST"].reason, "for_information");
  EXPECT_EQ(by["NAT_TOPQ"].reason, "for_information");
  EXPECT_TRUE(by["SN_AVG"].value);
}

TEST_F(NationalBenchmarks, DivisionIsRoundedAsPublishedAndReasonsStay) {
  const auto figures = national_figures(data_, catalogue_.rules[1], 2017);
  const auto cell = [&](NationalLevel level, const std::string& number) {
    return std::find_if(
               figures.begin(), figures.end(),
               [&](const NationalFigure& f) { return f.level == level && f.number == number; })
        ->cell;
  };
  // (310 + 110) x 10,000 / 84,000 = 50; (25 + 5) x 10,000 / 7,000 = 42.857...
  EXPECT_EQ(*cell(NationalLevel::national, "").value, (Fraction{50, 1}));
  EXPECT_EQ(*cell(NationalLevel::authority, "102").value, (Fraction{429, 10}));
  EXPECT_EQ(cell(NationalLevel::authority, "103").reason, NoValue::rounds_to_zero);
  EXPECT_FALSE(cell(NationalLevel::authority, "103").value);
  EXPECT_EQ(cell(NationalLevel::authority, "104").reason, NoValue::not_applicable);  // nobody
  EXPECT_EQ(cell(NationalLevel::authority, "101").reason, NoValue::not_available);   // no row
  EXPECT_EQ(cell(NationalLevel::regional, "").reason, NoValue::suppressed);
}

TEST_F(NationalBenchmarks, OfTwoSourcesTheOneWithTheLaterYearLeadsThenTheFirst) {
  NationalSource other = catalogue_.sources[0];
  other.id = "other";
  other.title = "Table O";
  catalogue_.sources.push_back(other);
  data_.series["other"] = data_.series["share"];
  NationalRule rule = catalogue_.rules[0];
  rule.value.source = "other";
  catalogue_.rules.push_back(rule);
  EXPECT_EQ(rows(make_month(2018, 11))["NAT_AVG"].source, "The department, Table S");
  data_.series["other"].table.rows.push_back({.year = 2018,
                                              .level = NationalLevel::national,
                                              .number = {},
                                              .code = {},
                                              .name = {},
                                              .region = {},
                                              .texts = {"22", "1", "1"}});
  EXPECT_EQ(rows(make_month(2018, 11))["NAT_AVG"].source, "The department, Table O");
  EXPECT_EQ(rows(make_month(2017, 11))["NAT_AVG"].source, "The department, Table S");
  catalogue_.rules.back().to = 2017;  // the definition has changed since
  EXPECT_EQ(rows(make_month(2018, 11))["NAT_AVG"].source, "The department, Table S");
}

TEST_F(NationalBenchmarks, AnAuthorityIsFoundByAnyOfItsCodes) {
  EXPECT_EQ(find_own_authority(catalogue_, data_, "101").number, "101");
  EXPECT_EQ(find_own_authority(catalogue_, data_, "e101").number, "101");
  EXPECT_EQ(find_own_authority(catalogue_, data_, "E105").number, "105");  // dated, split since
  catalogue_.settings.authority = "102";
  EXPECT_EQ(find_own_authority(catalogue_, data_, "X10000001").number, "102");
}

TEST_F(NationalBenchmarks, AnAuthorityThatNobodyKnowsGetsASentence) {
  auto by = rows(make_month(2017, 11), "X10000001");
  EXPECT_EQ(by["SN_AVG"].reason, "no_neighbours");
  EXPECT_EQ(by["REGION"].reason, "no_region");
  EXPECT_NE(by["SN_AVG"].basis.find("do not know the authority X10000001"), std::string::npos);
  EXPECT_TRUE(by["NAT_AVG"].value);
  EXPECT_TRUE(by["NAT_TOPQ"].value);
}

TEST_F(NationalBenchmarks, TypedNeighboursServeWhereNoModelHasTheAuthority) {
  auto by = rows(make_month(2017, 11), "104", {"E101", "E999"});
  EXPECT_EQ(*by["SN_AVG"].value, (Fraction{10, 1}));
  EXPECT_EQ(
      by["SN_AVG"].basis,
      "Mean of 1 of the 2 neighbours of loc_stat_neighbour. Without a value: E999 (not in the "
      "series).");
  by = rows(make_month(2017, 11), "104", {"X1", "X2"});
  EXPECT_EQ(by["SN_AVG"].basis,
            "The new model of statistical neighbours does not have authority 104.");
}

TEST_F(NationalBenchmarks, YearsWithAnyValueAreKnown) {
  EXPECT_EQ(national_years(catalogue_, data_, "90.1"), (std::vector<int>{2016, 2017}));
  EXPECT_TRUE(national_years(catalogue_, data_, "90.3").empty());
}

}  // namespace
}  // namespace waymark
