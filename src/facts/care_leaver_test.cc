#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

const std::pair<std::string, std::string> kPeople = {"ssd_person",
                                                     "pers_person_id,pers_dob,pers_death_date\n"
                                                     "A,1999-05-10,\nB,1998-01-01,2017-09-15\nC,,"};

std::pair<std::string, std::string> statuses(const std::string& rows) {
  return {"loc_care_leaver_status",
          "status_id,person_id,from_date,to_date,eligibility,in_touch,suitable,activity\n" + rows};
}
std::pair<std::string, std::string> plans(const std::string& rows) {
  return {"loc_pathway_plan", "pathway_plan_id,person_id,start_date,end_date\n" + rows};
}
std::pair<std::string, std::string> reviews(const std::string& rows) {
  return {"loc_plan_review", "plan_review_id,plan_kind,plan_id,review_date\n" + rows};
}

const auto kOneStatus = statuses("1,A,2016-01-01,,Relevant,YES,1,F1");

Lines runs(const TestExtract& records, std::vector<FactNote>* notes = nullptr) {
  return as_text(records, build_fact("care_leaver", records.context(), notes),
                 {"from", "until", "eligibility", "in_touch", "accommodation", "activity"});
}

TEST(CareLeaver, StatusEndsOnTheDayTheNextBegins) {
  const TestExtract records({kPeople, statuses("1,A,2017-01-01,2017-06-30,Relevant,YES,1,F1\n"
                                               "2,A,2017-06-30,,former relevant,rhom,2,g6")});
  EXPECT_EQ(runs(records), Lines({"A 2017-01-01 2017-06-30 relevant yes suitable F1",
                                  "A 2017-06-30 - former_relevant with_parents unsuitable G6"}));
}

TEST(CareLeaver, LatestOfSeveralOpenRowsIsTheStatus) {
  // The row inside the other one holds for its time; then the outer one is the latest again.
  const TestExtract nested({kPeople, statuses("1,A,2017-01-01,,Relevant,YES,1,F1\n"
                                              "2,A,2017-03-01,2017-04-01,Qualifying,NO,,")});
  EXPECT_EQ(runs(nested), Lines({"A 2017-01-01 2017-03-01 relevant yes suitable F1",
                                 "A 2017-03-01 2017-04-01 qualifying no unknown unknown",
                                 "A 2017-04-01 - relevant yes suitable F1"}));
  // Equal starts: the greatest id in byte order.
  const TestExtract equal({kPeople, statuses("9,A,2017-01-01,,Relevant,YES,1,F1\n"
                                             "10,A,2017-01-01,,Eligible,YES,1,F1")});
  EXPECT_EQ(runs(equal), Lines({"A 2017-01-01 - relevant yes suitable F1"}));
}

TEST(CareLeaver, DaysBetweenStatusesHaveNone) {
  const TestExtract records({kPeople, statuses("1,A,2017-01-01,2017-02-01,Relevant,YES,1,F1\n"
                                               "2,A,2017-03-01,,Relevant,YES,1,F1")});
  EXPECT_EQ(runs(records), Lines({"A 2017-01-01 2017-02-01 relevant yes suitable F1",
                                  "A 2017-03-01 - relevant yes suitable F1"}));
}

TEST(CareLeaver, FaultyRowsAreLeftOutAndListed) {
  std::vector<FactNote> notes;
  const TestExtract records({kPeople, statuses("1,A,,,Relevant,YES,1,F1\n"
                                               "2,A,2017-03-01,2017-02-28,Relevant,YES,1,F1\n"
                                               "3,A,2017-03-01,2017-03-01,Relevant,YES,1,F1\n"
                                               "4,Z,,,Relevant,YES,1,F1")});
  EXPECT_EQ(runs(records, &notes), Lines({}));
  EXPECT_EQ(as_text(notes), Lines({"span-faulty 0", "span-faulty 1"}));
}

TEST(CareLeaver, DeathEndsTheStatus) {
  const TestExtract records({kPeople, statuses("1,B,2017-01-01,,Relevant,YES,1,F1\n"
                                               "2,B,2017-10-01,,Relevant,DIED,1,F1")});
  EXPECT_EQ(runs(records), Lines({"B 2017-01-01 2017-09-15 relevant yes suitable F1"}));
}

TEST(CareLeaver, UnknownCodesAndAgesStay) {
  const TestExtract records({kPeople, statuses("1,C,2017-01-01,,Ended,MAYBE,3,F9")});
  EXPECT_EQ(runs(records), Lines({"C 2017-01-01 - unknown unknown unknown unknown"}));
  EXPECT_EQ(as_text(records, build_fact("care_leaver", records.context()), {"born_on"}),
            Lines({"C -"}));
}

TEST(CareLeaver, PlanIsInDateForSixMonthsAfterStartOrReview) {
  const TestExtract records({kPeople, kOneStatus, plans("P,A,2016-03-31,"),
                             reviews("1,PATHWAY,P,2017-01-10\n2,PATHWAY,P,2017-04-10")});
  const FactTable fact = build_fact("care_leaver", records.context());
  EXPECT_EQ(cover_as_text(fact, "plan_open", 0), Lines({"2016-03-31.."}));
  // The last day in date is six months on.
  EXPECT_EQ(cover_as_text(fact, "plan_in_date", 0),
            Lines({"2016-03-31..2016-10-01", "2017-01-10..2017-10-11"}));
}

TEST(CareLeaver, OnlyReviewsOfThePathwayPlanItselfCount) {
  const TestExtract records({kPeople, kOneStatus, plans("P,A,2016-03-31,\nQ,B,2016-03-31,"),
                             reviews("1,CARE,P,2017-01-10\n2,PATHWAY,Q,2017-01-10\n"
                                     "3,PATHWAY,X,2017-01-10\n4,PATHWAY,P,")});
  EXPECT_EQ(cover_as_text(build_fact("care_leaver", records.context()), "plan_in_date", 0),
            Lines({"2016-03-31..2016-10-01"}));
}

TEST(CareLeaver, ReviewsOutsideThePlanDoNotStretchIt) {
  const TestExtract records({kPeople, kOneStatus, plans("P,A,2017-01-01,2017-05-01"),
                             reviews("1,PATHWAY,P,2016-12-01\n2,PATHWAY,P,2017-06-01")});
  const FactTable fact = build_fact("care_leaver", records.context());
  EXPECT_EQ(cover_as_text(fact, "plan_open", 0), Lines({"2017-01-01..2017-05-01"}));
  EXPECT_EQ(cover_as_text(fact, "plan_in_date", 0), Lines({"2017-01-01..2017-05-01"}));
}

TEST(CareLeaver, SeveralPlansAreTakenTogetherAndFaultyOnesListed) {
  std::vector<FactNote> notes;
  const TestExtract records({kPeople,
                             statuses("1,A,2016-01-01,2017-02-01,Relevant,YES,1,F1\n"
                                      "2,A,2017-02-01,,Relevant,NO,1,F1"),
                             plans("P,A,2017-01-01,2017-03-01\nQ,A,2016-01-01,2016-12-31\n"
                                   "R,A,,\nS,A,2016-05-01,2016-04-30")});
  const FactTable fact = build_fact("care_leaver", records.context(), &notes);
  EXPECT_EQ(cover_as_text(fact, "plan_open", 0),
            Lines({"2016-01-01..2016-12-31", "2017-01-01..2017-02-01"}));
  EXPECT_EQ(cover_as_text(fact, "plan_open", 1), Lines({"2017-02-01..2017-03-01"}));
  EXPECT_EQ(cover_as_text(fact, "plan_in_date", 0),
            Lines({"2016-01-01..2016-07-02", "2017-01-01..2017-02-01"}));
  EXPECT_EQ(as_text(notes), Lines({"span-faulty 2", "span-faulty 3"}));
}

TEST(CareLeaver, ValidityIsThatOfTheDay) {
  Parameters parameters = default_parameters();
  Parameter months;
  months.name = "plan_validity_months";
  months.values = {{{}, 6, {}}, {make_date(2017, 6, 1), 3, {}}, {make_date(2017, 9, 1), 12, {}}};
  parameters.set(months);
  const TestExtract records({kPeople, kOneStatus, plans("P,A,2017-02-15,")}, parameters);
  EXPECT_EQ(cover_as_text(build_fact("care_leaver", records.context()), "plan_in_date", 0),
            Lines({"2017-02-15..2017-06-01", "2017-09-01..2018-02-16"}));
}

}  // namespace
}  // namespace waymark
