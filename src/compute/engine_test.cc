#include <gtest/gtest.h>

#include "compute/figures.h"
#include "compute/test_measures.h"

namespace waymark {
namespace {

const Month kNovember = make_month(2017, 11);

// Three children in two localities, four referrals in November, one of them a repeat.
TestExtract small_county() {
  return TestExtract(
      {{"ssd_person", "pers_person_id,pers_dob\nB,2010-01-01\nA,2012-06-30\nC,2015-06-30"},
       {"ssd_cin_episodes",
        "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_source_code\n"
        "R5,B,2017-11-20,6\nR4,A,2017-11-30,2A\nR3,C,2017-11-01,6\nR2,B,2017-11-02,6\n"
        "R1,A,2017-03-01,6\n"},
       {"ssd_address",
        "addr_table_id,addr_person_id,addr_address_type,addr_address_start_date,"
        "addr_address_postcode\n1,A,HOME,2015-01-01,NR1 1AA\n2,B,HOME,2015-01-01,NR2 2BB\n"},
       {"loc_locality", "locality_id,name,sort_order\nsouth,South,2\nnorth,North,1"},
       {"loc_postcode_locality", "postcode,locality_id\nNR11AA,north\nNR22BB,south"},
       {"loc_population",
        "area,age_from,age_to,estimate_year,release,value,valid_from\ncounty,0,17,2016,,1000,"}});
}

Catalogue small_catalogue() {
  const Count all = count_of("referral", "referred_on");
  Catalogue catalogue;
  catalogue.parameters = default_parameters();
  catalogue.default_codes = default_codes();
  Measure count = measure_of("9.1", Format::count, Kind::flow, Ytd::sum, {"ssd_cin_episodes"});
  count.numerator = side_of(all);
  count.adds = true;
  Measure repeat = measure_of("9.2", Format::percent, Kind::flow, Ytd::ratio, {"ssd_cin_episodes"});
  repeat.numerator = part_of_denominator(all, "add_months(previous_on, 12) >= referred_on");
  repeat.denominator = side_of(all);
  repeat.decimals = 1;
  Measure rate = measure_of("9.3", Format::rate, Kind::rolling, Ytd::none,
                            {"ssd_cin_episodes", "loc_population"});
  rate.numerator = sum_of({{"9.1", false}});
  rate.denominator = population();
  Measure extra = count;
  extra.ref = "9.0";
  extra.optional = true;
  Measure later = measure_of("9.4", Format::count, Kind::flow, Ytd::none, {});
  catalogue.measures = {extra, count, repeat, rate, later};
  return catalogue;
}

class EngineTest : public ::testing::Test {
 protected:
  std::vector<std::string> cells(const CellList& list) const {
    std::vector<std::string> lines;
    for (const auto& row : list.rows) lines.push_back(join_text(row.cells, " "));
    return lines;
  }

  TestExtract records_ = small_county();
  Catalogue catalogue_ = small_catalogue();
  Engine engine_{records_.extract(), catalogue_};
};

TEST_F(EngineTest, WritesTheContractsRowsInItsOrder) {
  EXPECT_EQ(
      figures_csv(engine_.figures({.last = kNovember, .months = 1, .measures = {"9.2", "9.1"}})),
      "measure,area,month,numerator,denominator,value,missing_reason,ytd_numerator,"
      "ytd_denominator,ytd_value,direction,rag\n"
      "9.1,county,2017-11,4,,4,,4,,4,worse,\n"
      "9.1,north,2017-11,1,,1,,1,,1,worse,\n"
      "9.1,south,2017-11,2,,2,,2,,2,worse,\n"
      "9.1,unallocated,2017-11,1,,1,,1,,1,worse,\n"
      "9.2,county,2017-11,2,4,50,,2,4,50,,\n"
      "9.2,north,2017-11,1,1,100,,1,1,100,,\n"
      "9.2,south,2017-11,1,2,50,,1,2,50,,\n"
      "9.2,unallocated,2017-11,0,1,0,,0,1,0,,\n");
}

TEST_F(EngineTest, OptionalMeasuresAreWrittenLastAndOnlyWhenAskedFor) {
  const auto plain = engine_.figures({.last = kNovember, .areas = {"county"}});
  ASSERT_EQ(plain.size(), 3U);
  EXPECT_EQ(plain[0].measure, "9.1");
  const auto more = engine_.figures({.last = kNovember, .extra = {"9.0"}, .areas = {"county"}});
  ASSERT_EQ(more.size(), 4U);
  EXPECT_EQ(more[3].measure, "9.0");
  EXPECT_EQ(more[3].amount.numerator, 4);
}

TEST_F(EngineTest, ARateHasNoMeaningForUnallocated) {
  const auto figures = engine_.figures({.last = kNovember, .measures = {"9.3"}});
  ASSERT_EQ(figures.size(), 4U);
  EXPECT_EQ(figures[0].amount.numerator, 5);
  EXPECT_EQ(to_figure_text(*figures[0].amount.value), "50");
  EXPECT_EQ(figures[1].reason, MissingReason::not_supplied);
  EXPECT_EQ(figures[3].reason, MissingReason::not_applicable);
}

// Three months by the catalogue, four where the authority says so: then August is looked at too.
TEST(EngineWindow, AWindowThatAParameterWidensIsTooEarlyTheSooner) {
  const TestExtract records(
      {{"ssd_person", "pers_person_id,pers_dob\nA,2012-06-30"},
       {"ssd_contacts",
        "cont_contact_id,cont_person_id,cont_contact_date\n1,A,2017-10-01\n2,A,2017-11-02"},
       {"loc_extract", "authority_code,extract_date,history_from\nE1,2017-11-30,2017-09-01"}});
  Measure repeat = measure_of("2.9", Format::count, Kind::rolling, Ytd::none, {"ssd_contacts"});
  repeat.window_in_fact = true;
  repeat.window_months = 3;
  repeat.numerator = side_of(count_of("contact_window", "", "repeated"));
  const auto november = [&](std::int32_t months) {
    Catalogue catalogue;
    catalogue.parameters = default_parameters();
    Parameter window = *catalogue.parameters.find("repeat_contact_months");
    window.values = {{.from = {}, .number = months, .texts = {}}};
    catalogue.parameters.set(window);
    catalogue.measures = {repeat};
    return Engine(records.extract(), catalogue).figures({.last = kNovember})[0];
  };
  EXPECT_EQ(november(3).amount.numerator, 1);
  EXPECT_EQ(november(3).reason, MissingReason::none);
  EXPECT_EQ(november(4).reason, MissingReason::too_early);
}

TEST_F(EngineTest, ListsHoldTheRowsOfTheCellByChildAndRecord) {
  const auto numerator = engine_.list("9.2", "county", kNovember, ListSide::numerator);
  ASSERT_TRUE(numerator);
  EXPECT_EQ(numerator->columns,
            (std::vector<std::string>{"child", "record", "referred_on", "source_group",
                                      "previous_on", "to_assessment"}));
  EXPECT_EQ(cells(*numerator), (std::vector<std::string>{"A R4 2017-11-30 edu 2017-03-01 no",
                                                         "B R5 2017-11-20 pol 2017-11-02 no"}));
  const auto missed = engine_.list("9.2", "county", kNovember, ListSide::missed);
  ASSERT_TRUE(missed);
  EXPECT_EQ(cells(*missed),
            (std::vector<std::string>{"B R2 2017-11-02 pol  no", "C R3 2017-11-01 pol  no"}));
  const auto south = engine_.list("9.2", "south", kNovember, ListSide::denominator);
  ASSERT_TRUE(south);
  EXPECT_EQ(south->rows.size(), 2U);
  EXPECT_EQ(south->rows[0].step, LocalityStep::home);
}

TEST_F(EngineTest, AListOverAWindowNamesTheMonthOfEachEvent) {
  const auto list = engine_.list("9.3", "county", kNovember, ListSide::numerator);
  ASSERT_TRUE(list);
  ASSERT_EQ(list->rows.size(), 5U);
  EXPECT_EQ(list->rows[0].cells[2], "2017-03");
  const auto people = engine_.list("9.3", "county", kNovember, ListSide::denominator);
  ASSERT_TRUE(people);
  ASSERT_EQ(people->rows.size(), 1U);
  EXPECT_EQ(people->rows[0].amount, 1000);
}

// Words stand in the fact's order, in which the police come before schools.
// Born 2010-01-01 (B), 2012-06-30 (A) and 2015-06-30 (C): 7, 5 and 2 years old in November 2017.
TEST_F(EngineTest, ACutPutsTheRowsOfAFigureIntoParts) {
  const auto cut = engine_.cut({.measure = "9.2",
                                .last = kNovember,
                                .areas = {"county", "north"},
                                .columns = {"source_group", "age"}});
  ASSERT_TRUE(cut) << cut.error().message;
  EXPECT_EQ(cut_csv(*cut),
            "measure,area,month,source_group,age,numerator,denominator,value,missing_reason\n"
            "9.2,county,2017-11,pol,2,0,1,0,\n"
            "9.2,county,2017-11,pol,7,1,2,50,\n"
            "9.2,county,2017-11,edu,5,1,1,100,\n"
            "9.2,north,2017-11,edu,5,1,1,100,\n");
}

TEST_F(EngineTest, ACutOfARollingRateSharesThePopulationAndNamesWhatIsMissing) {
  const auto cut = engine_.cut({.measure = "9.3",
                                .last = kNovember,
                                .areas = {"county", "unallocated"},
                                .columns = {"area"}});
  ASSERT_TRUE(cut) << cut.error().message;
  EXPECT_EQ(cut_csv(*cut),
            "measure,area,month,part_area,numerator,denominator,value,missing_reason\n"
            "9.3,county,2017-11,north,2,1000,20,\n"
            "9.3,county,2017-11,south,2,1000,20,\n"
            "9.3,county,2017-11,unallocated,1,1000,10,\n"
            "9.3,unallocated,2017-11,,,,,not_applicable\n");
}

TEST_F(EngineTest, ACutByAnUnknownColumnSaysWhichThereAre) {
  const auto cut = engine_.cut({.measure = "9.1", .last = kNovember, .columns = {"source_grup"}});
  ASSERT_FALSE(cut);
  EXPECT_NE(cut.error().message.find("did you mean source_group?"), std::string::npos)
      << cut.error().message;
  EXPECT_FALSE(engine_.cut({.measure = "9.1", .last = kNovember, .columns = {"referred_on"}}));
}

TEST_F(EngineTest, ListsThatHaveNoMeaningAreRefusedWithASentence) {
  struct Case {
    const char* measure;
    const char* area;
    ListSide side;
    const char* word;
  };
  const std::vector<Case> cases = {
      {"9.9", "county", ListSide::numerator, "no measure 9.9"},
      {"9.4", "county", ListSide::numerator, "not computed yet"},
      {"9.1", "mars", ListSide::numerator, "county, north, south and unallocated"},
      {"9.1", "county", ListSide::denominator, "numerator only"},
      {"9.3", "county", ListSide::missed, "not a part of its denominator"},
      {"9.3", "unallocated", ListSide::numerator, "no population"},
      {"9.3", "north", ListSide::denominator, "loc_population"},
  };
  for (const auto& c : cases) {
    const auto list = engine_.list(c.measure, c.area, kNovember, c.side);
    ASSERT_FALSE(list) << c.measure << " " << c.area;
    EXPECT_NE(list.error().message.find(c.word), std::string::npos) << list.error().message;
  }
  EXPECT_TRUE(engine_.has_missed("9.2"));
  EXPECT_FALSE(engine_.has_missed("9.1"));
}

TEST_F(EngineTest, ExplainsDefinitionCountsAndLocalities) {
  catalogue_.measures[2].definition = "The share that came back within a year.";
  const Engine engine(records_.extract(), catalogue_);
  const auto explanation = engine.explain("9.2", "county", kNovember);
  ASSERT_TRUE(explanation);
  for (const char* expected :
       {"9.2 Measure 9.2\n", "November 2017\n", "  The share that came back within a year.\n",
        "  Value         50.0%  (2 of 4)\n", "           4                      rows in all\n",
        "           2         2         2  add_months(previous_on, 12) >= referred_on\n",
        "           2         2            fulfil all\n", "         2  by the home address\n",
        "  home_address_types = HOME\n", "  ssd_cin_episodes: 5 rows, needed\n"}) {
    EXPECT_NE(explanation->text.find(expected), std::string::npos) << expected << "is not in\n"
                                                                   << explanation->text;
  }
  EXPECT_EQ(explanation->figure.amount.numerator, 2);
}

// R4 fulfils the second condition alone and is left out by the first; R2 and R3 by the second.
TEST_F(EngineTest, TellsARowLeftOutByTheFirstConditionItFails) {
  catalogue_.measures[2].numerator = part_of_denominator(
      count_of("referral", "referred_on"),
      "referred_on <= 2017-11-20 and add_months(previous_on, 12) >= referred_on");
  const Engine engine(records_.extract(), catalogue_);
  const auto explanation = engine.explain("9.2", "county", kNovember);
  ASSERT_TRUE(explanation);
  EXPECT_NE(explanation->text.find(
                "        left  left out     alone\n"
                "           4                      rows in all\n"
                "           3         1         3  referred_on <= 2017-11-20\n"
                "           1         2         2  add_months(previous_on, 12) >= referred_on\n"
                "           1         3            fulfil all\n"),
            std::string::npos)
      << explanation->text;
}

TEST_F(EngineTest, ExplainsWhyThereIsNoFigure) {
  const auto explanation = engine_.explain("9.3", "unallocated", kNovember);
  ASSERT_TRUE(explanation);
  EXPECT_NE(explanation->text.find("there is no population"), std::string::npos);
  EXPECT_EQ(explanation->text.find("rows in all"), std::string::npos);
}

TEST_F(EngineTest, GivesTheSameFiguresForAnyNumberOfThreads) {
  const FigureRequest request{.last = kNovember, .months = 13};
  const Engine several(records_.extract(), catalogue_, {.threads = 4});
  EXPECT_EQ(figures_csv(engine_.figures(request)), figures_csv(several.figures(request)));
}

TEST_F(EngineTest, FindsNoBreachInItsOwnFigures) {
  EXPECT_TRUE(engine_.check_invariants(engine_.figures({.last = kNovember, .months = 13})).empty());
}

TEST_F(EngineTest, NamesABreachWithItsNumbers) {
  catalogue_.invariants.equations = {
      {.name = "V",
       .meaning = "Repeats are among all",
       .left = {{.measure = "9.2", .part = InvariantTerm::Part::denominator}},
       .right = {{.measure = "9.1"}}},
      {.name = "roll",
       .meaning = "The months follow each other",
       .left = {{.measure = "9.1"}},
       .right = {{.measure = "9.1", .previous_month = true}},
       .at_most = true,
       .county_only = true}};
  const Engine engine(records_.extract(), catalogue_);
  auto figures = engine.figures({.last = kNovember});
  for (auto& figure : figures) {
    if (figure.measure == "9.1" && figure.area == "north") figure.amount.numerator = 3;
    if (figure.measure == "9.2" && figure.area == "south") figure.amount.numerator = 3;
  }
  std::vector<std::string> found;
  for (const auto& breach : engine.check_invariants(figures)) {
    found.push_back(breach.rule + " " + breach.measure + " " + breach.area);
    if (breach.rule == "V") {
      EXPECT_EQ(breach.message,
                "V Repeats are among all in north, November 2017: 9.2 (denominator) is 1, but 9.1 "
                "is 3.");
    }
  }
  // October had no referral, so "at most the month before" does not hold in the county.
  EXPECT_EQ(found, (std::vector<std::string>{"numerator within denominator 9.2 south",
                                             "localities add up 9.1 county", "V 9.2 north",
                                             "roll 9.1 county"}));
}

TEST(FigureText, JsonHoldsTheSameNumbersAndEscapesNames) {
  Figure figure{.measure = "9.1", .area = "a \"b\"", .month = kNovember, .ytd = {}};
  figure.amount = {.numerator = 1, .denominator = 3, .value = Fraction{100, 3}};
  figure.rag = Rag::green;
  EXPECT_EQ(figures_json({figure}),
            "[\n {\"measure\": \"9.1\", \"area\": \"a \\\"b\\\"\", \"month\": \"2017-11\", "
            "\"numerator\": 1, \"denominator\": 3, \"value\": 33.33333333, "
            "\"missing_reason\": null, \"missing_table\": null, \"ytd_numerator\": null, "
            "\"ytd_denominator\": null, \"ytd_value\": null, \"direction\": null, "
            "\"rag\": \"green\"}\n]\n");
  EXPECT_EQ(figures_json({}), "[\n]\n");
}

}  // namespace
}  // namespace waymark
