// A maximum, its list, and an average over hundredths, on real caseloads.
#include <gtest/gtest.h>

#include "compute/figures.h"
#include "compute/test_measures.h"

namespace waymark {
namespace {

const Month kNovember = make_month(2017, 11);

// Q and P hold two cases each, Q's team is in the north; R holds one, S three in another kind of
// team.
TestExtract caseloads() {
  return TestExtract(
      {{"ssd_person", "pers_person_id,pers_dob\nC,2010-01-01\nB,2011-01-01\nA,2012-01-01"},
       {"ssd_involvements",
        "invo_involvements_id,invo_professional_id,invo_person_id,invo_professional_role_id,"
        "invo_involvement_start_date,invo_involvement_end_date\n"
        "1,Q,A,ALLOCATED CASE WORKER,2017-01-01,\n2,Q,B,ALLOCATED CASE WORKER,2017-01-01,\n"
        "3,P,C,ALLOCATED CASE WORKER,2017-01-01,\n4,P,A,ALLOCATED CASE WORKER,2017-11-30,\n"
        "5,P,B,ALLOCATED CASE WORKER,2017-01-01,2017-11-30\n6,R,A,ALLOCATED CASE "
        "WORKER,2017-01-01,\n"
        "7,S,A,ALLOCATED CASE WORKER,2017-01-01,\n8,S,B,ALLOCATED CASE WORKER,2017-01-01,\n"
        "9,S,C,ALLOCATED CASE WORKER,2017-01-01,"},
       {"loc_worker",
        "professional_id,team_id,qualified,fte,from_date\nQ,T1,Y,0.5,\nP,T2,Y,1,\nR,T2,Y,0.75,\nS,"
        "T3,Y,1,"},
       {"loc_team", "team_id,team_type,locality_id,from_date\nT1,LAC,north,\nT2,LAC,,\nT3,FIT,,"},
       {"loc_locality", "locality_id,sort_order\nnorth,1"}});
}

Catalogue caseload_catalogue() {
  const std::string where = "team_type = \"lac\"";
  Count cases = count_of("worker_caseload", "", where);
  cases.aggregate = Aggregate::sum;
  cases.amount = cases.fact->find("cases");
  Count most = cases;
  most.aggregate = Aggregate::maximum;
  Count time = cases;
  time.amount = cases.fact->find("full_time");
  Catalogue catalogue;
  catalogue.parameters = default_parameters();
  catalogue.default_codes = default_codes();
  Measure maximum = measure_of("9.1", Format::maximum, Kind::stock, Ytd::none, {"loc_worker"});
  maximum.numerator = side_of(most);
  Measure average = measure_of("9.2", Format::average, Kind::stock, Ytd::none, {"loc_worker"});
  average.numerator = side_of(cases);
  average.denominator = side_of(count_of("worker_caseload", "", where));
  Measure full_time = average;
  full_time.ref = "9.3";
  full_time.denominator = side_of(time);
  catalogue.measures = {maximum, average, full_time};
  return catalogue;
}

class CaseloadTest : public ::testing::Test {
 protected:
  // A row as its cells, its area and its amount.
  std::vector<std::string> rows(const std::string& measure, const std::string& area,
                                ListSide side) {
    const auto list = engine_.list(measure, area, kNovember, side);
    EXPECT_TRUE(list);
    std::vector<std::string> lines;
    if (!list) return lines;
    for (const auto& row : list->rows) {
      lines.push_back(join_text(row.cells, " ") + " @" + std::to_string(row.area) + " x" +
                      std::to_string(row.amount));
    }
    return lines;
  }

  TestExtract records_ = caseloads();
  Catalogue catalogue_ = caseload_catalogue();
  Engine engine_{records_.extract(), catalogue_};
};

TEST_F(CaseloadTest, TheCountysMaximumIsTheLargestOfAllAreas) {
  EXPECT_EQ(figures_csv(engine_.figures({.last = kNovember, .months = 1, .measures = {"9.1"}})),
            "measure,area,month,numerator,denominator,value,missing_reason,ytd_numerator,"
            "ytd_denominator,ytd_value,direction,rag\n"
            "9.1,county,2017-11,2,,2,,,,,same,\n"
            "9.1,north,2017-11,2,,2,,,,,same,\n"
            "9.1,unallocated,2017-11,2,,2,,,,,same,\n");
}

TEST_F(CaseloadTest, TheListOfAMaximumHoldsTheCasesOfTheWorkerWithMostAndOfTwoTheLowestId) {
  const auto list = engine_.list("9.1", "county", kNovember, ListSide::numerator);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->unit, "case");
  EXPECT_EQ(list->record_table, "ssd_involvements");
  EXPECT_EQ(list->columns, (std::vector<std::string>{"child", "record", "worker", "from"}));
  EXPECT_EQ(rows("9.1", "county", ListSide::numerator),
            (std::vector<std::string>{"A 4 P |  2017-11-30 @1 x1", "C 3 P |  2017-01-01 @1 x1"}));
  EXPECT_EQ(rows("9.1", "north", ListSide::numerator),
            (std::vector<std::string>{"A 1 Q |  2017-01-01 @0 x1", "B 2 Q |  2017-01-01 @0 x1"}));
}

TEST_F(CaseloadTest, TheListsOfAnAverageHoldTheWorkers) {
  EXPECT_EQ(rows("9.2", "unallocated", ListSide::numerator),
            (std::vector<std::string>{" P |  lac 2 @1 x2", " R |  lac 1 @1 x1"}));
  EXPECT_EQ(rows("9.2", "north", ListSide::denominator),
            (std::vector<std::string>{" Q |  lac 2 @0 x1"}));
}

TEST_F(CaseloadTest, AnAverageOverHundredthsIsPerOne) {
  const auto figures = engine_.figures(
      {.last = kNovember, .measures = {"9.2", "9.3"}, .areas = {"county", "north"}});
  ASSERT_EQ(figures.size(), 4U);
  EXPECT_EQ(to_figure_text(*figures[0].amount.value), "1.666666667");  // 5 cases, 3 workers
  EXPECT_EQ(figures[2].amount.numerator, 5);
  EXPECT_EQ(figures[2].amount.denominator, 225);
  EXPECT_EQ(to_figure_text(*figures[2].amount.value), "2.222222222");  // 5 / 2.25
  EXPECT_EQ(to_figure_text(*figures[3].amount.value), "4");            // 2 / 0.5
}

}  // namespace
}  // namespace waymark
