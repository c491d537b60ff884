#include "facts/placements.h"

#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

using Table = std::pair<std::string, std::string>;

const Table kPeople = {"ssd_person", "pers_person_id,pers_dob\nA,2010-01-01\nB,2010-01-01"};

// One period a row: child, id, start, end.
Table episodes(const std::string& rows) {
  return {"ssd_cla_episodes",
          "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,"
          "clae_cla_episode_ceased_date,clae_cla_placement_id\n" +
              rows};
}

// The second lasts to the 18th birthday.
const Table kInCare = episodes("1,A,C1,2017-01-01,2017-07-01,\n2,A,C2,2017-07-01,,");

Table placements(const std::string& rows) {
  return {"ssd_cla_placement",
          "clap_cla_placement_id,clap_person_id,clap_cla_placement_type,"
          "clap_cla_placement_start_date,clap_cla_placement_end_date\n" +
              rows};
}

std::string id_of(const TestExtract& records, const Placement* placement) {
  if (placement == nullptr) return "none";
  return records.extract().cell_text("ssd_cla_placement", "clap_cla_placement_id",
                                     static_cast<std::size_t>(placement->record));
}

// The id of the placement that stands on a day; "none"; "-" outside care.
std::string placed(const TestExtract& records, const char* day, const char* child = "A") {
  const FactContext context = records.context();
  const Placements all(context);
  const CarePeriod* period = context.care_periods->open_on(records.person(child), *parse_date(day));
  return period == nullptr ? "-" : id_of(records, all.placement_on(*period, *parse_date(day)));
}

// The placements of each period, as "start of period: id start end".
Lines listed(const TestExtract& records) {
  const FactContext context = records.context();
  const Placements all(context);
  Lines lines;
  for (const CarePeriod& period : context.care_periods->all()) {
    for (const Placement& each : all.placements_of(period)) {
      EXPECT_EQ(each.period, &period);
      lines.push_back(to_string(period.start) + ": " + id_of(records, &each) + " " +
                      to_string(each.start) + " " +
                      (each.end.missing() ? "-" : to_string(each.end)));
    }
  }
  return lines;
}

TEST(Placements, BelongToThePeriodTheyStartInAndEndNoLater) {
  const TestExtract records({kPeople, kInCare,
                             placements("1,A,U6,2017-01-01,2017-03-01\n"
                                        "2,A,U6,2017-03-01,2017-09-01\n"
                                        "3,A,U6,2017-07-01,\n"
                                        "4,A,K2,2016-12-31,2017-02-01")});
  EXPECT_EQ(listed(records),
            Lines({"2017-01-01: 1 2017-01-01 2017-03-01", "2017-01-01: 2 2017-03-01 2017-07-01",
                   "2017-07-01: 3 2017-07-01 2028-01-01"}));
}

TEST(Placements, ThatAreFaultyOrOutsideCareAreLeftOutAndNoted) {
  const TestExtract records({kPeople, episodes("1,A,C1,2017-01-01,2017-07-01,"),
                             placements("1,A,U6,,2017-03-01\n"
                                        "2,A,U6,2017-03-01,2017-03-01\n"
                                        "3,A,U6,2017-04-01,2017-03-01\n"
                                        "4,A,U6,2016-12-31,\n"
                                        "5,A,U6,2017-07-01,\n"
                                        "6,B,U6,2017-02-01,\n"
                                        "7,X,U6,2017-02-01,")});
  EXPECT_EQ(listed(records), Lines());
  const FactContext context = records.context();
  std::vector<FactNote> notes;
  const Placements all(context, &notes);
  EXPECT_EQ(as_text(notes),
            Lines({"span-faulty 0", "span-faulty 1", "span-faulty 2", "placement-outside-care 3",
                   "placement-outside-care 4", "placement-outside-care 5"}));
}

TEST(Placements, WithoutAChildBelongToTheFirstEpisodeThatNamesThem) {
  const TestExtract records({kPeople,
                             episodes("1,,C0,2016-01-01,,P1\n"
                                      "2,B,C1,2017-03-01,2017-02-01,P1\n"
                                      "3,A,C2,2017-01-01,,P1\n"
                                      "4,B,C3,2017-01-01,,P1"),
                             placements("P1,,U6,2017-01-01,\nP2,,U6,2017-01-01,\n"
                                        "P3,B,K2,2017-01-01,")});
  EXPECT_EQ(placed(records, "2017-02-01", "A"), "P1");
  EXPECT_EQ(placed(records, "2017-02-01", "B"), "P3");
}

TEST(PlacementOnADay, IsTheLatestInForceTheEndDayExcluded) {
  const TestExtract records({kPeople, kInCare,
                             placements("1,A,U6,2017-01-01,2017-03-01\n"
                                        "2,A,K2,2017-02-01,2017-04-01\n"
                                        "3,A,U6,2017-02-01,2017-02-15\n"
                                        "4,A,U6,2017-05-01,")});
  EXPECT_EQ(placed(records, "2016-12-31"), "-");
  EXPECT_EQ(placed(records, "2017-01-01"), "1");
  EXPECT_EQ(placed(records, "2017-02-01"), "3");  // equal starts: the greater id
  EXPECT_EQ(placed(records, "2017-02-15"), "2");
  EXPECT_EQ(placed(records, "2017-03-31"), "2");
  EXPECT_EQ(placed(records, "2017-04-01"), "none");
  EXPECT_EQ(placed(records, "2017-06-30"), "4");
  EXPECT_EQ(placed(records, "2017-07-01"), "none");  // the next period has none of its own
}

TEST(PlacementOnADay, IsTheOneATemporaryMoveInterrupts) {
  const TestExtract records({kPeople, kInCare,
                             placements("1,A,U6,2017-01-01,2017-02-01\n"
                                        "2,A,K2,2017-02-01,2017-03-01\n"
                                        "3,A,T1,2017-03-01,2017-03-20\n"
                                        "4,A,U6,2017-03-10,2017-03-15\n"
                                        "5,A,T3,2017-04-01,2017-04-05")});
  EXPECT_EQ(placed(records, "2017-03-05"), "2");  // ended, but in hospital since
  EXPECT_EQ(placed(records, "2017-03-12"), "4");  // one that is not temporary is in force
  EXPECT_EQ(placed(records, "2017-03-16"), "2");  // 4 began after the move
  EXPECT_EQ(placed(records, "2017-03-20"), "none");
  EXPECT_EQ(placed(records, "2017-04-02"), "4");  // the latest that began by then
}

TEST(PlacementOnADay, MayBeginOnTheDayOfTheTemporaryMove) {
  const TestExtract records({kPeople, kInCare,
                             placements("1,A,U6,2017-01-01,2017-02-01\n"
                                        "2,A,K2,2017-02-01,2017-02-02\n"
                                        "3,A,K1,2017-02-01,2017-02-01\n"
                                        "4,A,T1,2017-02-01,")});
  EXPECT_EQ(placed(records, "2017-02-05"), "2");
}

TEST(PlacementOnADay, IsNoneWhileOnlyATemporaryMoveIsKnown) {
  const TestExtract records({kPeople, kInCare, placements("1,A,t2,2017-01-01,2017-03-01")});
  EXPECT_EQ(placed(records, "2017-02-01"), "none");
}

TEST(Placements, KnowTheirCarer) {
  const TestExtract records(
      {kPeople,
       kInCare,
       placements("1,A,U4,2017-01-01,2017-02-01\n"
                  "2,A,U6,2017-02-01,2017-03-01\n"
                  "3,A,,2017-03-01,2017-04-01"),
       {"loc_placement_carer", "cla_placement_id,carer_id,meant_to_18\n1,H1,Y\n3,H1,N"}});
  const FactContext context = records.context();
  const Placements all(context);
  const auto of_period = all.placements_of(context.care_periods->all().front());
  ASSERT_EQ(of_period.size(), 3U);
  EXPECT_TRUE(of_period[0].meant_to_18);
  EXPECT_FALSE(of_period[1].meant_to_18);
  EXPECT_FALSE(of_period[2].meant_to_18);
  EXPECT_NE(of_period[0].carer, kMissing);
  EXPECT_EQ(of_period[1].carer, kMissing);
  EXPECT_EQ(of_period[2].carer, of_period[0].carer);
  EXPECT_EQ(of_period[2].type, kMissing);
}

TEST(PlacementRuns, CutAPeriodWhereAnotherPlacementStands) {
  const TestExtract records({kPeople, kInCare,
                             placements("1,A,U6,2017-01-10,2017-02-01\n"
                                        "2,A,T1,2017-02-01,2017-02-20\n"
                                        "3,A,T0,2017-02-05,2017-02-10\n"
                                        "4,A,K2,2017-03-01,")});
  const FactContext context = records.context();
  const Placements all(context);
  Lines lines;
  for (const CarePeriod& period : context.care_periods->all()) {
    for (const PlacementRun& run : all.runs_of(period)) {
      lines.push_back(to_string(run.days.from) + ".." + to_string(run.days.until) + " " +
                      id_of(records, run.placement));
    }
  }
  EXPECT_EQ(lines, Lines({"2017-01-01..2017-01-10 none", "2017-01-10..2017-02-20 1",
                          "2017-02-20..2017-03-01 none", "2017-03-01..2017-07-01 4",
                          "2017-07-01..2028-01-01 none"}));
}

TEST(Placements, OfRecordsWithoutPlacementsAreNone) {
  const TestExtract records({kPeople, kInCare});
  EXPECT_EQ(listed(records), Lines());
  EXPECT_EQ(placed(records, "2017-01-01"), "none");
}

}  // namespace
}  // namespace waymark
