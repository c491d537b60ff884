#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

const std::pair<std::string, std::string> kPeople = {
    "ssd_person",
    "pers_person_id,pers_dob,pers_expected_dob,pers_death_date\n"
    "A,2010-01-01,,\nB,2000-02-29,,\nC,2010-01-01,,2017-05-05\nD,,2018-01-01,\nE,,,"};

std::pair<std::string, std::string> referrals(const std::string& rows) {
  return {"ssd_cin_episodes",
          "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa,cine_close_date,"
          "cine_close_reason\n" +
              rows};
}

std::pair<std::string, std::string> assessments(const std::string& rows) {
  return {"ssd_cin_assessments",
          "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,"
          "cina_assessment_auth_date,cina_assessment_outcome_json,cina_assessment_outcome_nfa\n" +
              rows};
}

Lines column(const TestExtract& records, const char* name) {
  return as_text(records, build_fact("assessment", records.context()), {name});
}

TEST(AssessmentClock, IsTheReferralForTheFirstAssessmentAndTheStartForLaterOnes) {
  const TestExtract records({kPeople, referrals("R1,A,2017-09-01,,,"),
                             assessments("2,A,R1,2017-09-10,2017-11-01,,\n"
                                         "1,A,R1,2017-09-20,2017-11-02,,")});
  EXPECT_EQ(column(records, "clock_from"), Lines({"A 2017-09-01", "A 2017-09-20"}));
}

TEST(AssessmentClock, OrdersEqualStartsByIdAndMissingStartsLast) {
  const TestExtract records({kPeople, referrals("R1,A,2017-09-01,,,\nR2,A,2017-10-01,,,"),
                             assessments("10,A,R1,2017-09-10,,,\n"
                                         "9,A,R1,2017-09-10,,,\n"  // "10" is before "9" in bytes
                                         "1,A,R2,,2017-11-02,,\n"
                                         "2,A,R2,2017-10-05,2017-11-02,,")});
  EXPECT_EQ(column(records, "clock_from"),
            Lines({"A 2017-09-01", "A 2017-09-10", "A -", "A 2017-10-01"}));
}

TEST(AssessmentClock, CountsAbandonedAssessmentsAndThoseOfSiblingsInTheOrder) {
  // The abandoned one was first; on R2 another child's was.
  const TestExtract records({kPeople, referrals("R1,A,2017-09-01,,,\nR2,B,2017-10-01,,,"),
                             assessments("1,A,R1,2017-09-02,,,\n"
                                         "2,A,R1,2017-09-20,2017-11-02,,\n"
                                         "3,B,R2,2017-10-02,,,\n"
                                         "4,A,R2,2017-10-03,2017-11-02,,")});
  EXPECT_EQ(column(records, "clock_from"),
            Lines({"A 2017-09-01", "A 2017-09-20", "B 2017-10-01", "A 2017-10-03"}));
}

TEST(AssessmentClock, IsTheStartWithoutAUsableReferral) {
  const TestExtract records({kPeople, referrals("R1,A,,,,\nR2,Z,2017-09-01,,,"),
                             assessments("1,A,R1,2017-09-10,,,\n"  // referral without date
                                         "2,A,R2,2017-09-11,,,\n"  // referral held out
                                         "3,A,R9,2017-09-12,,,\n"  // unknown referral
                                         "4,A,,2017-09-13,,,")});  // none
  EXPECT_EQ(column(records, "clock_from"),
            Lines({"A 2017-09-10", "A 2017-09-11", "A 2017-09-12", "A 2017-09-13"}));
}

TEST(AssessmentClock, IsTheStartForAllByParameter) {
  Parameters parameters = default_parameters();
  Parameter clock;
  clock.name = "assessment_clock";
  clock.values = {{{}, kMissing, {"start"}}};
  parameters.set(clock);
  const TestExtract records(
      {kPeople, referrals("R1,A,2017-09-01,,,"), assessments("1,A,R1,2017-09-10,,,")}, parameters);
  EXPECT_EQ(column(records, "clock_from"), Lines({"A 2017-09-10"}));
}

TEST(AssessmentClock, NotesWhatCannotBeTimed) {
  const TestExtract records({kPeople, referrals("R1,A,2017-09-01,,,"),
                             assessments("1,A,,,2017-11-01,,\n"              // no clock at all
                                         "2,A,R1,,2017-08-31,,\n"            // before the referral
                                         "3,A,,2017-10-02,2017-10-01,,\n"    // before its start
                                         "4,A,,2017-10-02,2017-10-02,,")});  // the same day: fine
  std::vector<FactNote> notes;
  build_fact("assessment", records.context(), &notes);
  EXPECT_EQ(as_text(notes),
            Lines({"clock-start-missing 0", "clock-backwards 1", "clock-backwards 2"}));
}

TEST(AssessmentEpisode, IsThatOfTheReferralUnlessFaultyOrNoFurtherAction) {
  const TestExtract records({kPeople,
                             referrals("R1,A,2017-09-01,,2017-10-01,\n"
                                       "R2,A,2017-09-01,Y,,\n"
                                       "R3,A,2017-09-01,,2017-08-31,\n"
                                       "R4,A,2017-09-01,N,,"),
                             assessments("1,A,R1,2017-09-02,,,\n2,A,R2,2017-09-02,,,\n"
                                         "3,A,R3,2017-09-02,,,\n4,A,R4,2017-09-02,,,\n"
                                         "5,A,,2017-09-02,,,")});
  std::vector<FactNote> notes;
  const FactTable fact = build_fact("assessment", records.context(), &notes);
  EXPECT_EQ(as_text(records, fact, {"episode_from", "episode_until"}),
            Lines({"A 2017-09-01 2017-10-01", "A - -", "A - -", "A 2017-09-01 -", "A - -"}));
  EXPECT_EQ(as_text(notes), Lines({"open-on-closed-episode 0"}));
}

TEST(Assessment, KnowsWhenItsChildIsNoLongerALivingChild) {
  const TestExtract records({kPeople, assessments("1,A,,2017-01-01,,,\n2,B,,2017-01-01,,,\n"
                                                  "3,C,,2017-01-01,,,\n4,D,,2017-01-01,,,\n"
                                                  "5,E,,2017-01-01,,,")});
  EXPECT_EQ(column(records, "child_until"),
            Lines({"A 2028-01-01", "B 2018-03-01", "C 2017-05-05", "D -", "E -"}));
}

TEST(AssessmentOutcome, IsTheFirstClassOfItsKeys) {
  const TestExtract records(
      {kPeople, assessments("1,A,,,2017-11-01,STRATEGY_DISCUSSION_FLAG+NFA_FLAG,\n"
                            "2,A,,,2017-11-01,NFA_FLAG,\n"
                            "3,A,,,2017-11-01,SOMETHING_ELSE_FLAG,\n"
                            "4,A,,,2017-11-01,,Y\n"
                            "5,A,,,2017-11-01,,\n"
                            "6,A,,,,NFA_FLAG,")});  // not authorised
  EXPECT_EQ(column(records, "outcome"),
            Lines({"A ongoing", "A close", "A none", "A close", "A none", "A none"}));
}

TEST(AssessmentOutcome, MapsEachKeyByTheRowInForceOnAuthorisationElseByDefault) {
  const TestExtract records(
      {kPeople,
       assessments("1,A,,,2017-10-31,NFA_FLAG,\n"                  // last day of the row
                   "2,A,,,2017-11-01,NFA_FLAG,\n"                  // default again
                   "3,A,,,2017-11-01,LOCAL_FLAG+NFA_FLAG,\n"       // one by row, one by default
                   "4,A,,,2017-11-01,STRATEGY_DISCUSSION_FLAG,\n"  // in force: no outcome
                   "5,A,,,2017-11-01,TOTAL_NO_OF_OUTCOMES+comments,"),
       {"loc_assessment_outcome",
        "code,class,from_date,to_date\n"
        "NFA_FLAG,STEPDOWN,,2017-10-31\nLOCAL_FLAG,STEPDOWN,,\n"
        "STRATEGY_DISCUSSION_FLAG,NONE,,\n"
        "TOTAL_NO_OF_OUTCOMES,ONGOING,,\nCOMMENTS,ONGOING,,"}});
  EXPECT_EQ(column(records, "outcome"),
            Lines({"A stepdown", "A close", "A stepdown", "A none", "A none"}));
}

TEST(AssessmentOutcome, IsStepDownWhereTheEpisodeClosesSoWithin28Days) {
  const TestExtract records({kPeople,
                             referrals("R1,A,2017-09-01,,2017-11-29,RC9\n"  // 28 days after
                                       "R2,A,2017-09-01,,2017-11-30,RC9\n"  // 29 days after
                                       "R3,A,2017-09-01,,2017-10-31,RC9\n"  // before
                                       "R4,A,2017-12-01,,2017-11-10,RC9\n"  // faulty
                                       "R5,A,2017-09-01,,2017-11-01,rc9\n"  // on the day
                                       "R6,A,2017-09-01,,2017-11-01,RC8\n"
                                       "R7,A,2017-09-01,,,RC9"),           // not closed
                             assessments("1,A,R1,,2017-11-01,NFA_FLAG,\n"  // before CLOSE
                                         "2,A,R2,,2017-11-01,,\n3,A,R3,,2017-11-01,,\n"
                                         "4,A,R4,,2017-11-01,,\n5,A,R5,,2017-11-01,,\n"
                                         "6,A,R6,,2017-11-01,,\n7,A,R7,,2017-11-01,,\n"
                                         "8,A,R1,,2017-11-01,STRATEGY_DISCUSSION_FLAG,")});
  EXPECT_EQ(column(records, "outcome"), Lines({"A stepdown", "A none", "A none", "A none",
                                               "A stepdown", "A none", "A none", "A ongoing"}));
}

}  // namespace
}  // namespace waymark
