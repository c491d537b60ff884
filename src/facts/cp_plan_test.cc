#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

const std::pair<std::string, std::string> kPeople = {
    "ssd_person",
    "pers_person_id,pers_dob,pers_expected_dob,pers_death_date\n"
    "A,2010-01-01,,\nB,2000-05-10,,\nC,2010-01-01,,2017-05-05\nD,,2018-01-01,\nE,,,"};

std::pair<std::string, std::string> plans(const std::string& rows) {
  return {"ssd_cp_plans",
          "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,"
          "cppl_cp_plan_ola\n" +
              rows};
}

std::pair<std::string, std::string> visits(const std::string& rows) {
  return {"ssd_cp_visits",
          "cppv_cp_visit_id,cppv_person_id,cppv_cp_visit_date,cppv_cp_visit_seen\n" + rows};
}

Lines spells(const TestExtract& records, std::vector<FactNote>* notes = nullptr) {
  return as_text(records, build_fact("cp_plan", records.context(), notes),
                 {"started_on", "ended_on"});
}

TEST(CpSpell, JoinsPlansThatTouchOrOverlapAndPartsThemByADay) {
  const TestExtract touching({kPeople, plans("2,A,2017-03-01,2017-05-01,\n"
                                             "1,A,2017-01-01,2017-03-01,")});
  EXPECT_EQ(spells(touching), Lines({"A 2017-01-01 2017-05-01"}));
  const TestExtract within({kPeople, plans("1,A,2017-01-01,2017-06-01,\n"
                                           "2,A,2017-02-01,2017-03-01,\n"
                                           "3,A,2017-06-01,,")});
  EXPECT_EQ(spells(within), Lines({"A 2017-01-01 2028-01-01"}));  // until the 18th birthday
  const TestExtract apart({kPeople, plans("1,A,2017-01-01,2017-03-01,\n"
                                          "2,A,2017-03-02,,")});
  EXPECT_EQ(spells(apart), Lines({"A 2017-01-01 2017-03-01", "A 2017-03-02 2028-01-01"}));
}

TEST(CpSpell, StaysOpenWhileAnyOfItsPlansIs) {
  const TestExtract records({kPeople, plans("1,A,2017-01-01,,N\n2,A,2017-02-01,2017-03-01,\n"
                                            "3,A,2017-09-01,2017-10-01,")});
  EXPECT_EQ(spells(records), Lines({"A 2017-01-01 2028-01-01"}));
}

TEST(CpSpell, LeavesOutOtherAuthoritiesFaultyPlansAndThoseThatStartPastChildhood) {
  const TestExtract records({kPeople, plans("1,A,2017-01-01,,Y\n"
                                            "2,A,,2017-03-01,\n"
                                            "3,A,2017-03-01,2017-02-28,\n"
                                            "4,B,2018-05-10,2018-06-01,\n"  // the 18th birthday
                                            "5,C,2017-05-06,,\n"            // the day after death
                                            "6,Z,2017-01-01,,")});
  std::vector<FactNote> notes;
  EXPECT_EQ(spells(records, &notes), Lines({}));
  EXPECT_EQ(as_text(notes), Lines({"span-faulty 1", "span-faulty 2", "starts-past-childhood 3",
                                   "starts-past-childhood 4"}));
}

TEST(CpSpell, EndsWithThe18thBirthdayOrDeathWhateverTheRecordSays) {
  const TestExtract records({kPeople,
                             plans("1,B,2018-01-01,,\n2,C,2017-01-01,2017-09-09,\n"
                                   "3,C,2016-01-01,2016-02-01,"),
                             {"loc_extract", "authority_code,extract_date\nE1,2018-05-31"}});
  std::vector<FactNote> notes;
  EXPECT_EQ(spells(records, &notes), Lines({"B 2018-01-01 2018-05-10", "C 2016-01-01 2016-02-01",
                                            "C 2017-01-01 2017-05-05"}));
  EXPECT_EQ(as_text(notes), Lines({"open-past-childhood 0"}));
}

TEST(CpSpell, IsOpenWhileChildhoodLastsOnTheDayOfTheExtract) {
  const TestExtract records({kPeople,
                             plans("1,B,2018-01-01,,"),
                             {"loc_extract", "authority_code,extract_date\nE1,2018-05-09"}});
  std::vector<FactNote> notes;
  EXPECT_EQ(spells(records, &notes), Lines({"B 2018-01-01 -"}));
  EXPECT_EQ(as_text(notes), Lines({}));
}

TEST(CpSpell, ThatStartsOnTheDayOfDeathStartsAndEnds) {
  const TestExtract records({kPeople, plans("1,C,2017-05-05,,")});
  EXPECT_EQ(spells(records), Lines({"C 2017-05-05 2017-05-05"}));
}

TEST(CpSpell, OfOneDayIsNotedAndCounted) {
  const TestExtract records({kPeople, plans("1,A,2017-05-05,2017-05-05,")});
  std::vector<FactNote> notes;
  EXPECT_EQ(spells(records, &notes), Lines({"A 2017-05-05 2017-05-05"}));
  EXPECT_EQ(as_text(notes), Lines({"span-of-one-day 0"}));
}

TEST(CpPlan, KnowsFromWhenItsChildCountsAsBorn) {
  const TestExtract records(
      {kPeople, plans("1,A,2017-01-01,,\n2,D,2017-01-01,,\n3,E,2017-01-01,,")});
  EXPECT_EQ(as_text(records, build_fact("cp_plan", records.context()), {"born_by"}),
            Lines({"A 2010-01-01", "D -", "E 1900-01-01"}));
}

TEST(CpPlan, KnowsWhatWasBeforeIt) {
  const std::vector<std::string> columns = {"previous_ended_on", "had_previous",
                                            "had_previous_anywhere"};
  const TestExtract records({kPeople, plans("1,A,2017-01-01,2017-03-01,\n2,A,2017-06-01,,")});
  EXPECT_EQ(as_text(records, build_fact("cp_plan", records.context()), columns),
            Lines({"A - N N", "A 2017-03-01 Y Y"}));
}

TEST(CpPlan, CountsOlderPlansByTheirEndElseTheirStart) {
  const std::vector<std::string> columns = {"previous_ended_on", "had_previous",
                                            "had_previous_anywhere"};
  const auto with_older = [&](const std::string& rows) {
    const TestExtract records(
        {kPeople,
         plans("1,A,2017-06-01,,"),
         {"loc_previous_cp_plan",
          "previous_plan_id,person_id,own_authority,from_date,to_date\n" + rows}});
    return as_text(records, build_fact("cp_plan", records.context()), columns).front();
  };
  EXPECT_EQ(with_older("1,A,Y,2015-01-01,2016-01-01\n2,A,Y,2014-01-01,2014-06-01"),
            "A 2016-01-01 Y Y");
  EXPECT_EQ(with_older("1,A,Y,,2017-05-31"), "A 2017-05-31 Y Y");
  EXPECT_EQ(with_older("1,A,Y,2015-01-01,2017-06-01"), "A - N N");  // not before the start
  EXPECT_EQ(with_older("1,A,Y,2015-01-01,"), "A - Y Y");
  EXPECT_EQ(with_older("1,A,N,2015-01-01,2016-01-01"), "A - N Y");
  EXPECT_EQ(with_older("1,A,,2015-01-01,2016-01-01"), "A - N Y");
  EXPECT_EQ(with_older("1,A,Y,,"), "A - N N");
}

TEST(SeenInTime, ReachesFromAVisitToTheLastDayOfTheStandard) {
  // Wednesday 1 November 2017: 10 working days end on Wednesday 15, which still is in time.
  const TestExtract records({kPeople, plans("1,A,2017-10-01,,"), visits("1,A,2017-11-01,Y")});
  EXPECT_EQ(cover_as_text(build_fact("cp_plan", records.context()), "seen_in_time", 0),
            Lines({"2017-11-01..2017-11-16"}));
}

TEST(SeenInTime, PassesOverBankHolidays) {
  const TestExtract records({kPeople,
                             plans("1,A,2017-10-01,,"),
                             visits("1,A,2017-12-18,Y"),
                             {"loc_bank_holiday",
                              "division,date\nengland-and-wales,2017-12-25\n"
                              "england-and-wales,2017-12-26\nscotland,2017-12-27"}});
  // 19-22 December are 4, 27-29 are 3, 1-3 January 2018 are 3 (1 January is not in the table).
  EXPECT_EQ(cover_as_text(build_fact("cp_plan", records.context()), "seen_in_time", 0),
            Lines({"2017-12-18..2018-01-04"}));
}

TEST(SeenInTime, UsesTheStandardInForceOnTheDayAskedFor) {
  // 20 working days until June 2017, 10 from 1 July: a visit of Thursday 1 June is in time until
  // the 29th by the old standard; one of Monday 12 June to the 30th by the old one, and on 1 July
  // 14 working days have gone.
  const TestExtract records({kPeople, plans("1,A,2017-01-01,,"), visits("1,A,2017-06-12,Y")});
  EXPECT_EQ(cover_as_text(build_fact("cp_plan", records.context()), "seen_in_time", 0),
            Lines({"2017-06-12..2017-07-01"}));
  const TestExtract earlier({kPeople, plans("1,A,2017-01-01,,"), visits("1,A,2017-06-01,Y")});
  EXPECT_EQ(cover_as_text(build_fact("cp_plan", earlier.context()), "seen_in_time", 0),
            Lines({"2017-06-01..2017-06-30"}));
}

TEST(SeenInTime, CountsOnlyVisitsOfTheSpellThatSawTheChild) {
  const TestExtract records({kPeople, plans("1,A,2017-10-02,2017-11-10,"),
                             visits("1,A,2017-10-01,Y\n"  // before the spell
                                    "2,A,2017-10-02,Y\n"  // on its first day
                                    "3,A,2017-10-10,N\n4,A,2017-10-11,\n5,Z,2017-10-12,Y\n"
                                    "6,A,2017-11-08,Y\n7,A,2017-11-10,Y")});
  // Joined visits, then cut by the end of the spell: 17 October is the first day after 10 working
  // days from the 2nd.
  EXPECT_EQ(cover_as_text(build_fact("cp_plan", records.context()), "seen_in_time", 0),
            Lines({"2017-10-02..2017-10-17", "2017-11-08..2017-11-10"}));
}

TEST(SeenInTime, JoinsVisitsThatFollowInTime) {
  const TestExtract records(
      {kPeople, plans("1,A,2017-10-02,,"), visits("2,A,2017-10-12,Y\n1,A,2017-10-03,Y")});
  EXPECT_EQ(cover_as_text(build_fact("cp_plan", records.context()), "seen_in_time", 0),
            Lines({"2017-10-03..2017-10-27"}));
}

TEST(SeenInTime, FollowsTheLocalStandardInEachUnit) {
  const auto with_standard = [](const std::string& rows) {
    const TestExtract records(
        {kPeople,
         plans("1,A,2017-10-01,,"),
         visits("1,A,2017-10-31,Y"),
         {"loc_visit_standard", "kind,condition,interval,unit,from_date,to_date\n" + rows}});
    return cover_as_text(build_fact("cp_plan", records.context()), "seen_in_time", 0).front();
  };
  EXPECT_EQ(with_standard("CP,ANY,5,WD,,"), "2017-10-31..2017-11-08");
  EXPECT_EQ(with_standard("CP,ANY,5,DAY,,"), "2017-10-31..2017-11-06");
  EXPECT_EQ(with_standard("cp,any,2,week,,"), "2017-10-31..2017-11-15");
  EXPECT_EQ(with_standard("CP,ANY,1,MONTH,,"), "2017-10-31..2017-12-01");      // to 30 November
  EXPECT_EQ(with_standard("CP,ANY,5,FORTNIGHT,,"), "2017-10-31..2017-11-15");  // ignored: 10 WD
  EXPECT_EQ(with_standard("LAC,ANY,5,DAY,,"), "2017-10-31..2017-11-15");
  EXPECT_EQ(with_standard("CP,FIRST_YEAR,5,DAY,,"), "2017-10-31..2017-11-15");
  // The last day of a row counts: from 3 November on 10 working days apply again.
  EXPECT_EQ(with_standard("CP,ANY,1,DAY,,2017-11-02"), "2017-10-31..2017-11-02");
  // The row with the later from_date is used while both are in force.
  EXPECT_EQ(with_standard("CP,ANY,30,DAY,,\nCP,ANY,3,DAY,2017-11-01,"), "2017-10-31..2017-11-04");
}

TEST(SeenInTime, MayBeginAgainWithAnEasierStandard) {
  const TestExtract records({kPeople,
                             plans("1,A,2017-10-01,,"),
                             visits("1,A,2017-10-31,Y"),
                             {"loc_visit_standard",
                              "kind,condition,interval,unit,from_date,to_date\n"
                              "CP,ANY,1,DAY,,2017-11-05\nCP,ANY,20,DAY,2017-11-06,"}});
  EXPECT_EQ(cover_as_text(build_fact("cp_plan", records.context()), "seen_in_time", 0),
            Lines({"2017-10-31..2017-11-02", "2017-11-06..2017-11-21"}));
}

TEST(ReviewOverdue, LastsFromTheDueDayToTheReview) {
  const TestExtract records(
      {kPeople,
       plans("1,A,2017-01-31,2017-12-31,"),
       {"ssd_cp_reviews",
        "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_date\n"
        "1,A,1,2017-05-02\n2,A,1,2017-11-01"}});
  // First due 30 April (31 January + 3 months), held 2 May; next due 2 November, held the day
  // before.
  EXPECT_EQ(cover_as_text(build_fact("cp_plan", records.context()), "review_overdue", 0),
            Lines({"2017-04-30..2017-05-02"}));
  const TestExtract none({kPeople, plans("1,A,2017-01-31,2017-12-31,")});
  EXPECT_EQ(cover_as_text(build_fact("cp_plan", none.context()), "review_overdue", 0),
            Lines({"2017-04-30..2017-12-31"}));
}

}  // namespace
}  // namespace waymark
