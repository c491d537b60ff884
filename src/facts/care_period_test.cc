#include <gtest/gtest.h>

#include "facts/care_checks.h"
#include "facts/care_reviews.h"
#include "facts/test_extract.h"

namespace waymark {
namespace {

using Table = std::pair<std::string, std::string>;

const Table kPeople = {"ssd_person",
                       "pers_person_id,pers_dob,pers_expected_dob\n"
                       "A,2010-05-01,\nB,2012-02-29,\nC,,"};
const Table kExtract = {"loc_extract", "authority_code,extract_date\nE1,2018-12-31"};

Table episodes(const std::string& rows) {
  return {"ssd_cla_episodes",
          "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,"
          "clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,"
          "clae_cla_episode_start_reason\n" +
              rows};
}
const Table kInCare = episodes("1,A,C1,2017-01-03,,,S");

Table reviews(const std::string& rows) {
  return {"ssd_cla_reviews",
          "clar_cla_review_id,clar_cla_id,clar_cla_review_date,clar_cla_review_cancelled,"
          "clar_cla_review_participation\n" +
              rows};
}
Table checks(const std::string& rows) {
  return {"ssd_cla_health",
          "clah_health_check_id,clah_person_id,clah_health_check_type,clah_health_check_date,"
          "clah_health_check_status\n" +
              rows};
}

Lines cover(const std::vector<Table>& tables, std::string_view name,
            Parameters parameters = default_parameters()) {
  const TestExtract records(tables, std::move(parameters));
  return cover_as_text(build_fact("care_period", records.context()), name, 0);
}

TEST(CarePeriodFact, HasItsEndAndTheClassOfItsReason) {
  const TestExtract records({kPeople, kExtract,
                             episodes("1,A,C1,2017-01-03,2017-02-01,E11,S\n"
                                      "2,A,C2,2017-03-01,2017-04-01,E48,S\n"
                                      "3,A,C3,2017-05-01,2017-06-01,E4A,S\n"
                                      "4,A,C4,2017-07-01,2017-08-01,,S\n"
                                      "5,A,C5,2017-09-01,,,S")});
  const FactTable fact = build_fact("care_period", records.context());
  EXPECT_EQ(
      as_text(records, fact, {"started_on", "ended_on", "end_reason"}),
      Lines({"A 2017-01-03 2017-02-01 adopted", "A 2017-03-01 2017-04-01 permanent_order",
             "A 2017-05-01 2017-06-01 other", "A 2017-07-01 2017-08-01 -", "A 2017-09-01 - -"}));
  EXPECT_EQ(fact.entry, fact.column("started_on"));
}

TEST(CarePeriodFact, CountsTwentyWorkingDays) {
  const TestExtract records({kPeople,
                             kExtract,
                             episodes("1,A,C1,2017-01-03,2017-02-01,E4A,S\n"
                                      "2,B,C2,2017-12-01,,,S"),
                             {"loc_bank_holiday",
                              "division,date\nengland-and-wales,2017-12-25\n"
                              "england-and-wales,2017-12-26\nengland-and-wales,2018-01-01\n"
                              "scotland,2018-01-02"},
                             checks("1,A,Health Assessment,2017-01-31,Completed\n"
                                    "2,B,Health Assessment,2018-01-04,Completed")});
  EXPECT_EQ(as_text(records, build_fact("care_period", records.context()),
                    {"day_20", "assessed_by_day_20"}),
            Lines({"A 2017-01-31 Y", "B 2018-01-03 N"}));
}

TEST(CarePeriodFact, KnowsTheSchoolYearsOfTheChild) {
  const TestExtract records({kPeople, kExtract,
                             episodes("1,A,C1,2017-01-03,,,S\n2,B,C2,2017-01-03,,,S\n"
                                      "3,C,C3,2017-01-03,,,S")});
  EXPECT_EQ(as_text(records, build_fact("care_period", records.context()),
                    {"school_age_from", "school_age_until"}),
            Lines({"A 2014-09-01 2026-09-01", "B 2016-09-01 2028-09-01", "C - -"}));
}

TEST(CarePeriodFact, ABirthdayOn31AugustIsInTimeForTheSchoolYearOneOnThe1stIsNot) {
  const TestExtract records({{"ssd_person", "pers_person_id,pers_dob\nA,2010-08-31\nB,2010-09-01"},
                             kExtract,
                             episodes("1,A,C1,2017-01-03,,,S\n2,B,C2,2017-01-03,,,S")});
  EXPECT_EQ(as_text(records, build_fact("care_period", records.context()), {"school_age_from"}),
            Lines({"A 2014-09-01", "B 2015-09-01"}));
}

TEST(ReviewedInTime, LastsFromADueDateThatWasKeptToTheNextOne) {
  // Day 20 is 31 January.
  EXPECT_EQ(cover({kPeople, kExtract, kInCare,
                   reviews("1,C1,2017-01-20,,\n2,C1,2017-04-20,,\n3,C1,2017-10-21,,\n"
                           "4,C1,2018-04-21,,")},
                  "reviewed_in_time"),
            Lines({"2017-01-31..2017-10-20", "2018-04-21..2018-10-21"}));
}

TEST(ReviewedInTime, IsNeverBeforeTheFirstReview) {
  EXPECT_EQ(cover({kPeople, kExtract, kInCare, reviews("1,C1,2017-02-01,,")}, "reviewed_in_time"),
            Lines());
  EXPECT_EQ(cover({kPeople, kExtract, kInCare, reviews("")}, "reviewed_in_time"), Lines());
}

TEST(ReviewedInTime, DoesNotKnowCancelledUndatedOrForeignReviews) {
  EXPECT_EQ(cover({kPeople, kExtract, kInCare,
                   reviews("1,C1,2017-01-20,Y,\n2,C1,,,\n3,C2,2017-01-20,,\n4,,2017-01-20,,\n"
                           "5,C1,2017-01-02,,")},
                  "reviewed_in_time"),
            Lines());
}

TEST(ReviewedInTime, EndsWithTheCare) {
  EXPECT_EQ(cover({kPeople, kExtract, episodes("1,A,C1,2017-01-03,2017-03-01,E4A,S"),
                   reviews("1,C1,2017-01-20,,")},
                  "reviewed_in_time"),
            Lines({"2017-01-31..2017-03-01"}));
}

const Table kYoung = {"ssd_person", "pers_person_id,pers_dob\nA,2013-06-15"};

TEST(HealthAssessed, IsSixMonthsBeforeTheFifthBirthdayAndTwelveFromIt) {
  EXPECT_EQ(cover({kYoung, kExtract, kInCare,
                   checks("1,A,Health Assessment,2016-11-30,Completed\n"
                          "2,A,Health Assessment,2017-08-31,Completed\n"
                          "3,A,Health Assessment,2018-07-10,Completed")},
                  "health_assessed"),
            Lines({"2017-01-03..2017-05-31", "2017-08-31..2018-03-01", "2018-06-15..2019-07-11"}));
}

TEST(HealthAssessed, IsTwelveMonthsForAChildOfUnknownAge) {
  EXPECT_EQ(cover({{"ssd_person", "pers_person_id,pers_dob\nA,"},
                   kExtract,
                   kInCare,
                   checks("1,A,Health Assessment,2017-08-31,Completed")},
                  "health_assessed"),
            Lines({"2017-08-31..2018-09-01"}));
}

TEST(HealthAssessed, KnowsTheAcceptedTextsOfTheDayOfTheCheck) {
  Parameters parameters = default_parameters();
  Parameter types;
  types.name = "health_assessment_types";
  types.values = {{{}, kMissing, {"Initial"}}, {make_date(2017, 6, 1), kMissing, {"Review"}}};
  parameters.set(types);
  EXPECT_EQ(cover({kPeople, kExtract, kInCare,
                   checks("1,A,initial,2017-05-31,COMPLETED\n2,A,Initial,2017-06-01,Completed\n"
                          "3,A,Review,2017-06-02,Planned")},
                  "health_assessed", parameters),
            Lines({"2017-05-31..2018-06-01"}));
}

TEST(DentalChecked, IsTwelveMonthsAtAnyAge) {
  EXPECT_EQ(cover({kYoung, kExtract, kInCare,
                   checks("1,A,Dental Check,2016-02-29,Completed\n"
                          "2,A,Dental Check,2017-06-01,Completed\n"
                          "3,A,Health Assessment,2018-06-01,Completed")},
                  "dental_checked"),
            Lines({"2017-01-03..2017-03-01", "2017-06-01..2018-06-02"}));
}

const Table kTerms = {"loc_school_term",
                      "term_id,from_date,to_date\n2,2017-09-05,2017-12-20\n"
                      "1,2017-04-18,2017-07-21\n3,2018-01-03,2018-03-28\n4,2017-11-01,2017-10-01"};

TEST(PepInDate, LooksBackToTheFirstDayOfTheTermBefore) {
  const auto seen = [](const std::string& rows) {
    return cover({kPeople,
                  kExtract,
                  kInCare,
                  kTerms,
                  {"loc_pep", "pep_id,person_id,completed_date\n" + rows}},
                 "pep_in_date");
  };
  EXPECT_EQ(seen("1,A,2017-04-18"), Lines({"2017-04-18..2018-01-03"}));
  EXPECT_EQ(seen("1,A,2017-04-17"), Lines());
  EXPECT_EQ(seen("1,A,2017-09-04"), Lines({"2017-09-04..2018-01-03"}));
  EXPECT_EQ(seen("1,A,2017-09-05"), Lines({"2017-09-05.."}));
  EXPECT_EQ(seen("1,A,2018-02-01\n2,A,2017-05-01\n3,A,"),
            Lines({"2017-05-01..2018-01-03", "2018-02-01.."}));
}

TEST(CarePlanInDate, IsAnyOpenPlanOfTheChildStartedOrReviewedSixMonthsAgo) {
  EXPECT_EQ(
      cover({kPeople,
             kExtract,
             kInCare,
             {"ssd_cla_care_plan",
              "lacp_table_id,lacp_person_id,lacp_cla_care_plan_start_date,"
              "lacp_cla_care_plan_end_date\n"
              "P1,A,2016-08-31,2017-12-01\nP2,A,2017-10-01,2017-10-20\nP3,A,,\nP4,B,2017-04-01,"},
             {"loc_plan_review",
              "plan_review_id,plan_kind,plan_id,review_date\n"
              "1,CARE,P1,2017-08-10\n2,CIN,P1,2017-04-01\n3,CARE,P1,2018-01-01"}},
            "care_plan_in_date"),
      Lines({"2017-01-03..2017-03-01", "2017-08-10..2017-12-01"}));
}

TEST(CarePeriodFact, NotesChecksWithoutADate) {
  const TestExtract records({kPeople, kExtract, kInCare,
                             checks("1,A,Health Assessment,,Completed\n"
                                    "2,A,Health Assessment,,Planned\n3,X,Dental Check,,Completed\n"
                                    "4,A,Dental Check,,Completed")});
  std::vector<FactNote> notes;
  build_fact("care_period", records.context(), &notes);
  EXPECT_EQ(as_text(notes), Lines({"check-undated 0", "check-undated 3"}));
}

TEST(ClaReview, IsHeldInAPeriodFromItsFirstToItsLastDay) {
  const TestExtract records({kPeople, kExtract, episodes("1,A,C1,2017-01-03,2017-06-01,E4A,S"),
                             reviews("1,C1,2017-01-02,,PN1\n2,C1,2017-01-03,,pn2\n"
                                     "3,C1,2017-06-01,N,PN7\n4,C1,2017-06-02,,PN1\n"
                                     "5,C1,2017-03-01,Y,PN1\n6,C1,,,PN1\n7,C9,2017-03-01,,PN1\n"
                                     "8,C1,2017-05-01,,PN9\n9,C1,2017-05-01,,")});
  std::vector<FactNote> notes;
  EXPECT_EQ(as_text(records, build_fact("cla_review", records.context(), &notes),
                    {"held_on", "age", "participation"}),
            Lines({"A 2017-01-03 6 pn2", "A 2017-06-01 7 pn7", "A 2017-05-01 7 other",
                   "A 2017-05-01 7 -"}));
  EXPECT_EQ(as_text(notes), Lines({"review-outside-care 0", "review-outside-care 3",
                                   "review-undated 5", "participation-missing 8"}));
}

TEST(ClaReview, OfAChildBornOn29FebruaryTurnsAYearOlderOn1March) {
  const TestExtract records({kPeople, kExtract,
                             episodes("1,B,C1,2016-01-04,,,S\n2,C,C2,2017-01-03,,,S"),
                             reviews("1,C1,2017-02-28,,PN1\n2,C1,2017-03-01,,PN1\n"
                                     "3,C2,2017-03-01,,PN1")});
  EXPECT_EQ(as_text(records, build_fact("cla_review", records.context()), {"held_on", "age"}),
            Lines({"B 2017-02-28 4", "B 2017-03-01 5", "C 2017-03-01 -"}));
}

TEST(ClaReview, OfTwoChildrenWithOneIdIsThatOfTheLowestFirstEpisode) {
  const TestExtract records({kPeople, kExtract,
                             episodes("2,A,C1,2017-01-03,,,S\n1,B,C1,2017-02-01,,,S"),
                             reviews("1,C1,2017-01-31,,PN1\n2,C1,2017-02-01,,PN1")});
  EXPECT_EQ(as_text(records, build_fact("cla_review", records.context()), {"held_on"}),
            Lines({"A 2017-01-31", "B 2017-02-01"}));
}

}  // namespace
}  // namespace waymark
