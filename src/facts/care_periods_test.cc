#include "facts/care_periods.h"

#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

const std::pair<std::string, std::string> kPeople = {
    "ssd_person",
    "pers_person_id,pers_dob,pers_expected_dob,pers_death_date\n"
    "A,2010-01-01,,\nB,2000-05-10,,\nC,2010-01-01,,2017-05-05\nD,,2018-01-01,\nE,,,"};

// Two columns for the ids of the period, so that grouping can be tested.
std::pair<std::string, std::string> episodes(const std::string& rows) {
  return {"ssd_cla_episodes",
          "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_entered_care_date,"
          "clae_cla_episode_start_date,clae_cla_episode_ceased_date,"
          "clae_cla_episode_ceased_reason,clae_cla_episode_start_reason\n" +
              rows};
}

std::pair<std::string, std::string> legal(const std::string& rows) {
  return {"ssd_legal_status",
          "lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,"
          "lega_legal_status_end_date\n" +
              rows};
}

// Each period as "child start end reason".
Lines periods(const TestExtract& records) {
  Lines lines;
  const FactContext context = records.context();
  for (const CarePeriod& period : context.care_periods->all()) {
    std::string line = records.person_id(period.child) + " " + to_string(period.start) + " " +
                       (period.end.missing() ? "-" : to_string(period.end)) + " ";
    line += period.end_reason == kMissing
                ? "-"
                : std::string(records.extract().codes.text(period.end_reason));
    lines.push_back(line);
  }
  return lines;
}

const std::pair<std::string, std::string> kExtract = {"loc_extract",
                                                      "authority_code,extract_date\nE1,2018-12-31"};

TEST(CarePeriod, IsMadeOfTheEpisodesWithOneId) {
  const TestExtract records({kPeople, kExtract,
                             episodes("2,A,C1,,2017-02-01,2017-06-01,E4,P\n"
                                      "1,A,C1,,2017-01-01,2017-02-01,X1,S\n"
                                      "3,A,C2,,2017-08-01,,,S")});
  EXPECT_EQ(periods(records), Lines({"A 2017-01-01 2017-06-01 E4", "A 2017-08-01 - -"}));
}

TEST(CarePeriod, WithoutAnIdIsGroupedByTheDayCareWasEnteredElseAlone) {
  const TestExtract records({kPeople, kExtract,
                             episodes("1,A,,2016-01-01,2016-01-01,2016-02-01,X1,S\n"
                                      "2,A,,2016-01-01,2016-02-01,2016-03-01,E4,P\n"
                                      "3,A,,,2016-04-01,2016-05-01,E4,S\n"
                                      "4,A,,,2016-06-01,2016-07-01,E4,S\n"
                                      "5,A,C1,2016-01-01,2016-08-01,2016-09-01,E4,S")});
  EXPECT_EQ(periods(records), Lines({"A 2016-01-01 2016-03-01 E4", "A 2016-04-01 2016-05-01 E4",
                                     "A 2016-06-01 2016-07-01 E4", "A 2016-08-01 2016-09-01 E4"}));
}

TEST(CarePeriod, EndsWithItsLastEpisode) {
  // Equal starts: an open one is last; else the latest ceased; else the greatest id.
  const TestExtract open({kPeople, kExtract,
                          episodes("1,A,C1,,2017-01-01,,,S\n"
                                   "2,A,C1,,2017-01-01,2017-03-01,E4,S")});
  EXPECT_EQ(periods(open), Lines({"A 2017-01-01 - -"}));
  const TestExtract later({kPeople, kExtract,
                           episodes("1,A,C1,,2017-01-01,2017-04-01,E5,S\n"
                                    "2,A,C1,,2017-01-01,2017-03-01,E4,S")});
  EXPECT_EQ(periods(later), Lines({"A 2017-01-01 2017-04-01 E5"}));
  const TestExtract by_id({kPeople, kExtract,
                           episodes("2,A,C1,,2017-01-01,2017-04-01,E5,S\n"
                                    "10,A,C1,,2017-01-01,2017-04-01,E4,S")});
  EXPECT_EQ(periods(by_id), Lines({"A 2017-01-01 2017-04-01 E5"}));
  // The latest start decides, though an earlier episode is open.
  const TestExtract latest({kPeople, kExtract,
                            episodes("1,A,C1,,2017-01-01,,,S\n"
                                     "2,A,C1,,2017-02-01,2017-03-01,E4,P")});
  EXPECT_EQ(periods(latest), Lines({"A 2017-01-01 2017-03-01 E4"}));
}

TEST(CarePeriod, IsOpenWhereItsLastEpisodeCeasedWithX1) {
  const TestExtract records({kPeople, kExtract, episodes("1,A,C1,,2017-01-01,2017-03-01,x1,S")});
  EXPECT_EQ(periods(records), Lines({"A 2017-01-01 - -"}));
  EXPECT_EQ(as_text(context_notes(records.context())), Lines({"age-unknown 4", "care-goes-on 0"}));
}

TEST(CarePeriod, LeavesOutFaultyEpisodesButNotThoseOfOneDay) {
  const TestExtract records({kPeople, kExtract,
                             episodes("1,A,C1,,,2017-03-01,E4,S\n"
                                      "2,A,C1,,2017-03-01,2017-02-01,E4,S\n"
                                      "3,A,C1,,2017-04-01,2017-04-01,E4,S")});
  EXPECT_EQ(periods(records), Lines({"A 2017-04-01 2017-04-01 E4"}));
}

TEST(CarePeriod, IsLeftOutBeforeBirthAndFromThe18thBirthdayOrAfterDeath) {
  const TestExtract records(
      {kPeople, kExtract,
       episodes("1,A,C1,,2009-12-31,2010-02-01,E4,S\n"  // the day before birth
                "2,B,C2,,2018-05-10,2018-06-01,E4,S\n"
                "3,C,C3,,2017-05-06,,,S\n"
                "4,D,C4,,2018-02-01,,,S\n"    // never born
                "5,E,C5,,2017-01-01,,,S")});  // age unknown: in
  EXPECT_EQ(periods(records), Lines({"E 2017-01-01 - -"}));
}

TEST(CarePeriod, EndedByThe18thBirthdayOrDeathHasNoReason) {
  const TestExtract records({kPeople, kExtract,
                             episodes("1,B,C1,,2016-01-01,2018-05-11,E11,S\n"
                                      "2,C,C2,,2017-01-01,,,S\n"
                                      "3,B,C3,,2015-01-01,2015-02-01,E4,S")});
  EXPECT_EQ(periods(records), Lines({"B 2015-01-01 2015-02-01 E4", "B 2016-01-01 2018-05-10 -",
                                     "C 2017-01-01 2017-05-05 -"}));
  // Ended by its record on the birthday itself: the reason stands.
  const TestExtract same_day({kPeople, kExtract, episodes("1,B,C1,,2016-01-01,2018-05-10,E7,S")});
  EXPECT_EQ(periods(same_day), Lines({"B 2016-01-01 2018-05-10 E7"}));
}

TEST(CarePeriod, OfShortBreaksIsLeftOutByTheLegalStatusOfItsFirstDay) {
  const auto kept = [](const std::string& statuses) {
    const TestExtract records(
        {kPeople, kExtract, legal(statuses), episodes("1,A,C1,,2017-03-01,2017-06-01,E4,S")});
    return periods(records).size();
  };
  EXPECT_EQ(kept("1,A,V4,2017-01-01,"), 0U);
  EXPECT_EQ(kept("1,A,v3,2017-01-01,2017-03-01"), 0U);             // its last day counts
  EXPECT_EQ(kept("1,A,V4,2017-01-01,2017-02-28"), 1U);             // over the day before
  EXPECT_EQ(kept("1,A,V4,2017-03-02,"), 1U);                       // begins later
  EXPECT_EQ(kept("1,A,V4,2017-01-01,\n2,A,C2,2017-02-01,"), 1U);   // the latest row
  EXPECT_EQ(kept("9,A,V4,2017-01-01,\n10,A,C2,2017-01-01,"), 0U);  // the greatest id: "9"
  EXPECT_EQ(kept("1,B,V4,2017-01-01,"), 1U);                       // another child's
}

TEST(CarePeriod, ThatOverlapsAnEarlierOneIsLeftOutAndNoted) {
  const TestExtract records({kPeople, kExtract,
                             episodes("1,A,C1,,2017-01-01,2017-06-01,E4,S\n"
                                      "2,A,C2,,2017-05-31,2017-09-01,E4,S\n"  // overlaps C1
                                      "3,A,C3,,2017-06-01,2017-07-01,E4,S\n"  // touches C1
                                      "4,C,C5,,2017-01-01,,,S\n"              // ends by death
                                      "5,E,C6,,2017-01-01,,,S\n"
                                      "6,E,C7,,2017-02-01,,,S")});  // C6 is open
  EXPECT_EQ(periods(records), Lines({"A 2017-01-01 2017-06-01 E4", "A 2017-06-01 2017-07-01 E4",
                                     "C 2017-01-01 2017-05-05 -", "E 2017-01-01 - -"}));
  EXPECT_EQ(as_text(context_notes(records.context())),
            Lines({"age-unknown 4", "care-overlap 1", "open-past-childhood 3", "care-overlap 5"}));
}

TEST(CarePeriod, OfEqualStartsTheOneWithTheLowestEpisodeIsKept) {
  const TestExtract records({kPeople, kExtract,
                             episodes("9,A,C1,,2017-01-01,2017-06-01,E4,S\n"
                                      "10,A,C2,,2017-01-01,2017-03-01,E5,S")});
  EXPECT_EQ(periods(records), Lines({"A 2017-01-01 2017-03-01 E5"}));
  // The lowest of all its episodes, not that of the first.
  const TestExtract later({kPeople, kExtract,
                           episodes("5,A,C1,,2017-01-01,2017-02-01,X1,S\n"
                                    "1,A,C1,,2017-02-01,2017-06-01,E4,P\n"
                                    "3,A,C2,,2017-01-01,2017-03-01,E5,S")});
  EXPECT_EQ(periods(later), Lines({"A 2017-01-01 2017-06-01 E4"}));
}

TEST(CarePeriod, NotesWhereTheRecordedEntryDiffers) {
  const TestExtract records({kPeople, kExtract,
                             episodes("1,A,C1,2016-12-31,2017-01-01,2017-06-01,E4,S\n"
                                      "2,B,C2,2017-01-01,2017-01-01,2017-06-01,E4,P")});
  EXPECT_EQ(periods(records), Lines({"A 2017-01-01 2017-06-01 E4", "B 2017-01-01 2017-06-01 E4"}));
  EXPECT_EQ(as_text(context_notes(records.context())),
            Lines({"age-unknown 4", "entered-care-differs 0", "care-start-reason 1"}));
}

TEST(CarePeriod, IsOpenFromItsFirstDayUpToItsEnd) {
  const TestExtract records({kPeople, kExtract,
                             episodes("1,A,C1,,2017-01-01,2017-06-01,E4,S\n"
                                      "2,A,C2,,2017-06-01,,,S")});
  const FactContext context = records.context();
  const std::int32_t child = records.person("A");
  EXPECT_EQ(context.care_periods->open_on(child, make_date(2016, 12, 31)), nullptr);
  EXPECT_EQ(context.care_periods->open_on(child, make_date(2017, 5, 31))->start,
            make_date(2017, 1, 1));
  EXPECT_EQ(context.care_periods->open_on(child, make_date(2017, 6, 1))->start,
            make_date(2017, 6, 1));
}

}  // namespace
}  // namespace waymark
