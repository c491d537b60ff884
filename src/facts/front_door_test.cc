#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

const std::pair<std::string, std::string> kPeople = {
    "ssd_person", "pers_person_id,pers_dob\nA,2010-01-01\nB,2012-06-30"};

std::pair<std::string, std::string> contacts(const std::string& rows) {
  return {"ssd_contacts",
          "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,"
          "cont_contact_outcome_json\n" +
              rows};
}

std::pair<std::string, std::string> referrals(const std::string& rows) {
  return {"ssd_cin_episodes",
          "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_source_code,"
          "cine_referral_outcome_json,cine_referral_nfa,cine_close_date\n" +
              rows};
}

TEST(Contact, IsHeldOutWhenItsPersonIsMissingOrUnknown) {
  const TestExtract records({kPeople, contacts("1,A,2017-11-01,6,\n"
                                               "2,,2017-11-01,6,\n"
                                               "3,Z,2017-11-01,6,")});
  EXPECT_EQ(as_text(records, build_fact("contact", records.context()), {"contacted_on"}),
            Lines({"A 2017-11-01"}));
}

TEST(Contact, WithoutADateIsInNoMonthAndNoted) {
  const TestExtract records({kPeople, contacts("1,A,,6,")});
  std::vector<FactNote> notes;
  EXPECT_EQ(build_fact("contact", records.context(), &notes).rows, 0U);
  EXPECT_EQ(as_text(notes), Lines({"date-missing 0"}));
}

TEST(Contact, SourceIsByTheRowInForceThenByTheDefaultMapThenOthers) {
  const TestExtract records(
      {kPeople,
       contacts("1,A,2017-10-31,6,\n"   // the row ends today: its last day counts
                "2,A,2017-11-01,6,\n"   // default map
                "3,A,2017-11-01,4,\n"   // Others by the default map, not unknown
                "4,A,2017-11-01,x9,\n"  // the latest of two rows in force
                "5,A,2017-11-01,77,\n"  // in no map
                "6,A,2017-11-01,,\n"    // no code
                "7,A,2017-11-01,2a,"),  // letter case does not matter
       {"loc_source_group",
        "code,group_id,from_date,to_date\n6,hea,,2017-10-31\nX9,int,,\nX9,ola,2017-01-01,"}});
  std::vector<FactNote> notes;
  const FactTable fact = build_fact("contact", records.context(), &notes);
  EXPECT_EQ(as_text(records, fact, {"source_group"}),
            Lines({"A hea", "A pol", "A oth", "A ola", "A oth", "A oth", "A edu"}));
  EXPECT_EQ(as_text(notes), Lines({"source-unknown 4", "source-unknown 5"}));
}

TEST(Contact, LedToAReferralByItsDecisionElseByItsFlag) {
  const TestExtract records(
      {kPeople,
       contacts("1,A,2017-11-01,6,NEW_REFERRAL_FLAG\n"  // decided: none
                "2,A,2017-11-01,6,\n"                   // decided: R1
                "3,A,2017-11-01,6,new_referral_flag\n"  // flag alone
                "4,A,2017-11-01,6,NFA_FLAG"),
       {"loc_contact_referral", "cont_contact_id,cine_referral_id\n1,\n2,R1"}});
  EXPECT_EQ(as_text(records, build_fact("contact", records.context()), {"led_to_referral"}),
            Lines({"A N", "A Y", "A Y", "A N"}));
}

TEST(ContactWindow, HoldsEveryMonthThatAContactReaches) {
  // One contact in November: the windows that end in November, December and January hold it.
  const TestExtract records({kPeople, contacts("1,A,2017-11-15,6,")});
  EXPECT_EQ(as_text(records, build_fact("contact_window", records.context()),
                    {"from", "until", "repeated"}),
            Lines({"A 2017-11-01 2018-02-01 N"}));
}

TEST(ContactWindow, IsRepeatedOnlyWithTwoDaysAndNoneThatLedToAReferral) {
  // A: two contacts on one day, then another day in the window up to January.
  // B: two days, but one contact led to a referral until it leaves the window at the end of
  // January.
  const TestExtract records({kPeople, contacts("1,A,2017-11-15,6,\n"
                                               "2,A,2017-11-15,6,\n"
                                               "3,A,2018-01-02,6,\n"
                                               "4,B,2017-12-09,6,\n"
                                               "5,B,2017-11-08,6,NEW_REFERRAL_FLAG\n"
                                               "6,B,2018-01-07,6,")});
  EXPECT_EQ(as_text(records, build_fact("contact_window", records.context()),
                    {"from", "until", "repeated"}),
            Lines({"A 2017-11-01 2018-01-01 N",  // November, December: one day
                   "A 2018-01-01 2018-02-01 Y",  // January: 15 November and 2 January
                   "A 2018-02-01 2018-04-01 N",  // 2 January alone
                   "B 2017-12-01 2018-02-01 N",  // in November the only contact led to a referral
                   "B 2018-02-01 2018-03-01 Y",  // 9 December and 7 January
                   "B 2018-03-01 2018-04-01 N"}));
}

TEST(ContactWindow, StartsAgainAfterMonthsWithoutContacts) {
  const TestExtract records({kPeople, contacts("1,A,2015-01-31,6,\n2,A,2017-11-30,6,")});
  EXPECT_EQ(as_text(records, build_fact("contact_window", records.context()), {"from", "until"}),
            Lines({"A 2015-01-01 2015-04-01", "A 2017-11-01 2018-02-01"}));
}

TEST(ContactWindow, FollowsADatedParameter) {
  Parameters parameters = default_parameters();
  Parameter months;
  months.name = "repeat_contact_months";
  months.values = {{{}, 1, {}}, {make_date(2017, 12, 1), 3, {}}};
  parameters.set(months);
  // One month long until November: September's and October's windows part, and December's and
  // January's reach back to October and November.
  const TestExtract records({kPeople, contacts("1,A,2017-09-10,6,\n2,A,2017-10-11,6,")},
                            parameters);
  EXPECT_EQ(as_text(records, build_fact("contact_window", records.context()),
                    {"from", "until", "repeated"}),
            Lines({"A 2017-09-01 2017-11-01 N", "A 2017-12-01 2018-01-01 N"}));
}

TEST(Referral, KnowsTheLatestReferralOnAnEarlierDay) {
  const TestExtract records({kPeople, referrals("1,A,2017-11-20,6,,,\n"
                                                "2,A,2017-11-20,6,,,\n"   // same day: not earlier
                                                "3,A,2017-03-01,6,,Y,\n"  // NFA counts
                                                "4,A,2016-01-01,6,,,\n"
                                                "5,B,2017-11-21,6,,,\n"
                                                "6,A,,6,,,")});  // no date
  EXPECT_EQ(as_text(records, build_fact("referral", records.context()),
                    {"referred_on", "previous_on", "no_further_action"}),
            Lines({"A 2017-11-20 2017-03-01 N", "A 2017-11-20 2017-03-01 N",
                   "A 2017-03-01 2016-01-01 Y", "A 2016-01-01 - N", "B 2017-11-21 - N"}));
}

TEST(Referral, GoesToAssessmentByFlagOrByAnAssessmentStartedByTheDayOfTheExtract) {
  const std::string assessments =
      "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date\n"
      "1,A,2,2017-11-30\n"  // on the day of the extract
      "2,A,3,2017-12-01\n"  // after it
      "3,A,4,\n"            // no start date
      "4,Z,5,2017-11-01";   // held out: person unknown
  const auto rows = referrals(
      "1,A,2017-11-01,6,single_assessment_flag,,\n"
      "2,A,2017-11-02,6,,,\n3,A,2017-11-03,6,,,\n"
      "4,A,2017-11-04,6,,,\n5,A,2017-11-05,6,,,");
  const TestExtract limited({kPeople,
                             rows,
                             {"ssd_cin_assessments", assessments},
                             {"loc_extract", "authority_code,extract_date\nE1,2017-11-30"}});
  EXPECT_EQ(as_text(limited, build_fact("referral", limited.context()), {"to_assessment"}),
            Lines({"A Y", "A Y", "A N", "A N", "A N"}));
  const TestExtract unlimited({kPeople, rows, {"ssd_cin_assessments", assessments}});
  EXPECT_EQ(as_text(unlimited, build_fact("referral", unlimited.context()), {"to_assessment"}),
            Lines({"A Y", "A Y", "A Y", "A N", "A N"}));
}

TEST(Referral, CountsAlthoughItClosedBeforeItBegan) {
  const TestExtract records({kPeople, referrals("1,A,2017-11-20,6,,,2017-11-19")});
  std::vector<FactNote> notes;
  EXPECT_EQ(build_fact("referral", records.context(), &notes).rows, 1U);
  EXPECT_EQ(as_text(notes), Lines({"span-faulty 0"}));
}

TEST(Facts, AreEmptyWithoutTheirTables) {
  const TestExtract records({kPeople});
  for (const FactSchema& schema : fact_schemas()) {
    const FactTable fact = build_fact(schema.name, records.context());
    EXPECT_EQ(fact.rows, 0U) << schema.name;
    EXPECT_EQ(fact.covers.size(), schema.covers.size()) << schema.name;
  }
}

}  // namespace
}  // namespace waymark
