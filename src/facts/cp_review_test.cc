#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

const std::pair<std::string, std::string> kPeople = {
    "ssd_person", "pers_person_id,pers_dob\nA,2010-01-01\nB,2011-01-01"};

std::pair<std::string, std::string> plans(const std::string& rows) {
  return {"ssd_cp_plans",
          "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,"
          "cppl_cp_plan_ola\n" +
              rows};
}

std::pair<std::string, std::string> reviews(const std::string& rows) {
  return {"ssd_cp_reviews",
          "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_date,"
          "cppr_cp_review_quorate\n" +
              rows};
}

Lines held_and_due(const TestExtract& records, std::vector<FactNote>* notes = nullptr) {
  return as_text(records, build_fact("cp_review", records.context(), notes), {"held_on", "due_on"});
}

TEST(CpReview, IsDueThreeMonthsAfterTheStartThenSixMonthsAfterTheLastOne) {
  const TestExtract records(
      {kPeople, plans("P1,A,2016-11-30,,"), reviews("2,A,P1,2017-08-31,\n1,A,P1,2017-02-28,Y")});
  // 30 November + 3 months is 28 February; 28 February + 6 months is 28 August.
  EXPECT_EQ(held_and_due(records), Lines({"A 2017-02-28 2017-02-28", "A 2017-08-31 2017-08-28"}));
}

TEST(CpReview, IsHeldWhenQuorateOrUnknownAndNotStoodDown) {
  const TestExtract records(
      {kPeople,
       plans("P1,A,2017-01-01,,"),
       reviews("1,A,P1,2017-03-01,N\n"  // inquorate
               "2,A,P1,,Y\n"            // no date
               "3,A,P1,2017-03-03,\n"   // stood down
               "4,A,P1,2017-03-04,\n"   // status of an initial conference
               "5,Z,P1,2017-03-05,"),   // held out
       {"loc_conference", "kind,conference_id,status\nRCPC,3,STOODDOWN\nICPC,4,STOODDOWN"}});
  EXPECT_EQ(held_and_due(records), Lines({"A 2017-03-04 2017-04-01"}));
}

TEST(CpReview, OfOneDayCountsOnceByItsLowestId) {
  const TestExtract records(
      {kPeople, plans("P1,A,2017-01-01,,"),
       reviews("9,A,P1,2017-03-01,\n10,A,P1,2017-03-01,\n8,B,P1,2017-03-01,")});
  const FactTable fact = build_fact("cp_review", records.context());
  ASSERT_EQ(fact.rows, 2U);
  EXPECT_EQ(fact.record[0], 1);  // "10" is before "9" in byte order
}

TEST(CpReview, WithoutAUsablePlanBelongsToTheLatestSpellItLiesIn) {
  const TestExtract records({kPeople,
                             plans("P1,A,2016-01-01,2016-06-01,\nP2,A,2017-01-01,2017-07-01,\n"
                                   "P3,B,2016-03-01,,\nP4,A,2017-05-01,2017-04-01,"),
                             reviews("1,A,,2017-03-01,\n"    // no plan id
                                     "2,A,P9,2017-03-02,\n"  // unknown
                                     "3,A,P3,2017-03-03,\n"  // another child's
                                     "4,A,P4,2017-03-04,\n"  // a faulty plan
                                     "5,A,,2016-06-01,\n"    // the last day of the spell counts
                                     "6,A,,2016-06-02,")});  // in no spell
  std::vector<FactNote> notes;
  EXPECT_EQ(
      held_and_due(records, &notes),
      Lines({"A 2016-06-01 2016-04-01", "A 2016-06-02 -", "A 2017-03-01 2017-04-01",
             "A 2017-03-02 2017-09-01", "A 2017-03-03 2017-09-02", "A 2017-03-04 2017-09-03"}));
  EXPECT_EQ(as_text(notes), Lines({"review-without-plan 5"}));
}

TEST(CpReview, OfAPlanOfAnotherAuthorityIsLeftOut) {
  const TestExtract records(
      {kPeople, plans("P1,A,2017-01-01,,\nP2,A,2017-01-01,,Y"), reviews("1,A,P2,2017-03-01,")});
  EXPECT_EQ(held_and_due(records), Lines({}));
}

TEST(CpReview, BeforeItsPlanCountsWithoutADueDayAndIsNoLinkOfTheChain) {
  const TestExtract records(
      {kPeople, plans("P1,A,2017-01-10,,"), reviews("1,A,P1,2017-01-09,\n2,A,P1,2017-04-10,")});
  std::vector<FactNote> notes;
  EXPECT_EQ(held_and_due(records, &notes), Lines({"A 2017-01-09 -", "A 2017-04-10 2017-04-10"}));
  EXPECT_EQ(as_text(notes), Lines({"review-without-plan 0"}));
}

TEST(CpReview, OnTheFirstDayOfItsPlanIsTheFirstLinkOfTheChain) {
  const TestExtract records(
      {kPeople, plans("P1,A,2017-01-10,,"), reviews("1,A,P1,2017-01-10,\n2,A,P1,2017-04-10,")});
  EXPECT_EQ(held_and_due(records), Lines({"A 2017-01-10 2017-04-10", "A 2017-04-10 2017-07-10"}));
}

TEST(CpReview, AfterTheEndOfItsPlanIsLeftOut) {
  const TestExtract records({kPeople,
                             plans("P1,A,2017-01-01,2017-06-01,\nP2,A,2017-05-01,2017-09-01,"),
                             reviews("1,A,P1,2017-09-01,\n"  // P1 is part of the spell to September
                                     "2,A,P1,2017-09-02,")});
  std::vector<FactNote> notes;
  EXPECT_EQ(held_and_due(records, &notes), Lines({"A 2017-09-01 2017-04-01"}));
  EXPECT_EQ(as_text(notes), Lines({"review-after-plan 1"}));
}

TEST(CpReview, BeginsANewChainWithANewSpell) {
  const TestExtract records({kPeople, plans("P1,A,2016-01-01,2016-06-01,\nP2,A,2016-06-02,,"),
                             reviews("1,A,P1,2016-04-01,\n2,A,P2,2016-09-01,\n"
                                     "3,A,P2,2016-05-01,\n"  // before P2, within P1: no chain
                                     "4,A,P1,2016-05-15,")});
  EXPECT_EQ(held_and_due(records), Lines({"A 2016-04-01 2016-04-01", "A 2016-05-01 -",
                                          "A 2016-05-15 2016-10-01", "A 2016-09-01 2016-09-02"}));
}

}  // namespace
}  // namespace waymark
