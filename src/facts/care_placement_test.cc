#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

using Table = std::pair<std::string, std::string>;

const Table kPeople = {"ssd_person", "pers_person_id,pers_dob\nA,2010-05-01"};
const Table kExtract = {"loc_extract", "authority_code,extract_date\nE1,2018-12-31"};
const Table kInCare = {"ssd_cla_episodes",
                       "clae_cla_episode_id,clae_person_id,clae_cla_id,"
                       "clae_cla_episode_start_date\n1,A,C1,2017-01-03"};

Table placements(const std::string& rows) {
  return {"ssd_cla_placement",
          "clap_cla_placement_id,clap_person_id,clap_cla_placement_type,"
          "clap_cla_placement_start_date,clap_cla_placement_end_date\n" +
              rows};
}
Table visits(const std::string& rows) {
  return {"ssd_cla_visits",
          "clav_cla_visit_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen\n" + rows};
}
Table standards(const std::string& rows) {
  return {"loc_visit_standard", "kind,condition,interval,unit,from_date,to_date\n" + rows};
}
Table legal(const std::string& rows) {
  return {"ssd_legal_status",
          "lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,"
          "lega_legal_status_end_date\n" +
              rows};
}

// The days in time of the first run.
Lines seen(std::vector<Table> tables) {
  tables.insert(tables.end(), {kPeople, kExtract, kInCare});
  const TestExtract records(tables);
  return cover_as_text(build_fact("care_placement", records.context()), "seen_in_time", 0);
}

TEST(CarePlacement, HasARowForEachRunOfDaysWithOnePlacementOrNone) {
  const TestExtract records(
      {kPeople, kExtract, kInCare,
       placements("1,A,K2,2017-01-10,2017-02-01\n2,A,T1,2017-02-01,2017-02-10\n"
                  "3,A,,2017-03-01,2017-04-01\n4,A,X9,2017-04-01,")});
  const FactTable fact = build_fact("care_placement", records.context());
  EXPECT_EQ(as_text(records, fact, {"from", "until", "placed_on", "placement_type", "born"}),
            Lines({"A 2017-01-03 2017-01-10 - - 2010-05-01",
                   "A 2017-01-10 2017-02-10 2017-01-10 k2 2010-05-01",
                   "A 2017-02-10 2017-03-01 - - 2010-05-01",
                   "A 2017-03-01 2017-04-01 2017-03-01 other 2010-05-01",
                   "A 2017-04-01 - 2017-04-01 other 2010-05-01"}));
  EXPECT_EQ(fact.record[0], kMissing);
  EXPECT_EQ(fact.record[1], 0);
}

TEST(CarePlacement, NotesPlacementsLeftOut) {
  const TestExtract records({kPeople, kExtract, kInCare, placements("1,A,K2,2016-01-10,")});
  std::vector<FactNote> notes;
  build_fact("care_placement", records.context(), &notes);
  EXPECT_EQ(as_text(notes), Lines({"placement-outside-care 0"}));
}

TEST(SeenInTime, IsSixWeeksFromEachVisitThatSawTheChildInThisPlacement) {
  EXPECT_EQ(seen({placements("1,A,U6,2017-01-03,2017-08-01"),
                  visits("1,A,2017-05-01,Y\n2,A,2017-01-02,Y\n3,A,2017-01-10,Y\n4,A,2017-02-01,Y\n"
                         "5,A,2017-03-20,N\n6,A,2017-07-25,Y\n7,A,2017-08-02,Y")}),
            Lines({"2017-01-10..2017-03-16", "2017-05-01..2017-06-13", "2017-07-25..2017-08-01"}));
}

TEST(SeenInTime, ChangesItsStandardWhenTheFirstYearIsOver) {
  const Table visit = visits("1,A,2017-12-20,Y");
  const Table placed = placements("1,A,U4,2017-01-03,");
  EXPECT_EQ(seen({placed, visit}), Lines({"2017-12-20..2018-02-01"}));
  const Table lasting = {"loc_placement_carer", "cla_placement_id,carer_id,meant_to_18\n1,H,Y"};
  EXPECT_EQ(seen({placed, visit, lasting}), Lines({"2017-12-20..2018-03-21"}));
  EXPECT_EQ(
      seen({placed, visit, lasting, standards("LAC,FIRST_YEAR,5,DAY,,\nLAC,LONG_TERM,14,DAY,,")}),
      Lines({"2017-12-20..2017-12-26", "2018-01-03..2018-01-04"}));
}

TEST(SeenInTime, IsAWeekWithParentsUnderAnInterimOrderAndFourAfterTheFirstReview) {
  const Table placed = placements("1,A,P1,2017-01-03,");
  const Table visit = visits("1,A,2017-01-10,Y\n2,A,2017-03-01,Y");
  const Table reviewed = {"ssd_cla_reviews",
                          "clar_cla_review_id,clar_cla_id,clar_cla_review_date,"
                          "clar_cla_review_cancelled\n"
                          "1,C1,2017-01-25,\n2,C1,2017-01-20,Y"};
  EXPECT_EQ(seen({placed, visit, legal("1,A,C1,2017-01-03,")}),
            Lines({"2017-01-10..2017-01-18", "2017-03-01..2017-03-09"}));
  EXPECT_EQ(seen({placed, visit, legal("1,A,C1,2017-01-03,"), reviewed}),
            Lines({"2017-01-10..2017-01-18", "2017-01-25..2017-02-08", "2017-03-01..2017-03-30"}));
  // The order's last day is 4 March; from then on, the first year of any placement.
  EXPECT_EQ(seen({placed, visit, legal("1,A,C1,2017-01-03,2017-03-12")}),
            Lines({"2017-01-10..2017-01-18", "2017-03-01..2017-03-09", "2017-03-13..2017-04-13"}));
  EXPECT_EQ(seen({placed, visit, legal("1,A,C1,2017-01-03,\n2,A,C2,2017-01-15,")}),
            Lines({"2017-01-10..2017-02-22", "2017-03-01..2017-04-13"}));
}

TEST(SeenInTime, GoesOnThroughATemporaryMove) {
  EXPECT_EQ(seen({placements("1,A,U6,2017-01-03,2017-02-01\n2,A,T1,2017-02-01,2017-04-01"),
                  visits("1,A,2017-02-20,Y")}),
            Lines({"2017-02-20..2017-04-01"}));
}

TEST(SeenInTime, UsesTheStandardInForceOnTheDay) {
  EXPECT_EQ(
      seen({placements("1,A,U6,2017-01-03,"), visits("1,A,2017-02-01,Y"),
            standards(
                "LAC,FIRST_YEAR,2,MONTH,,2017-02-20\nLAC,FIRST_YEAR,1,WEEK,2017-02-21,2017-03-10\n"
                "CP,FIRST_YEAR,1,DAY,,\nLAC,FIRST_YEAR,9,YEAR,2017-01-01,")}),
      Lines({"2017-02-01..2017-02-21", "2017-03-11..2017-03-16"}));
}

}  // namespace
}  // namespace waymark
