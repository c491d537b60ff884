#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

const std::pair<std::string, std::string> kPeople = {
    "ssd_person", "pers_person_id,pers_dob\nA,2010-01-01\nB,2011-01-01"};
// So that periods are open until they are ended: childhood ends only what it has ended by this day.
const std::pair<std::string, std::string> kExtract = {"loc_extract",
                                                      "authority_code,extract_date\nE1,2020-12-31"};

std::pair<std::string, std::string> episodes(const std::string& rows) {
  return {"ssd_cla_episodes",
          "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_placement_id,"
          "clae_cla_episode_start_date,clae_cla_episode_ceased_date,"
          "clae_cla_episode_start_reason\n" +
              rows};
}
std::pair<std::string, std::string> placements(const std::string& rows) {
  return {"ssd_cla_placement",
          "clap_cla_placement_id,clap_person_id,clap_cla_placement_type,"
          "clap_cla_placement_start_date,clap_cla_placement_end_date\n" +
              rows};
}
std::pair<std::string, std::string> carers(const std::string& rows) {
  return {"loc_placement_carer", "cla_placement_id,carer_id\n" + rows};
}

const auto kInCare = episodes("1,A,C1,P1,2014-01-01,,S");

Lines cover(const TestExtract& records, const char* name, std::size_t row = 0) {
  return cover_as_text(build_fact("placement_stability", records.context()), name, row);
}
Lines settled(const TestExtract& records) { return cover(records, "two_years_with_carer"); }
Lines many(const TestExtract& records, std::size_t row = 0) {
  return cover(records, "three_carers_in_year", row);
}

TEST(PlacementStability, HasARowForEachPeriodOfCare) {
  const TestExtract records({kPeople, kExtract,
                             episodes("1,A,C1,P1,2014-01-01,2014-06-01,S\n"
                                      "2,A,C2,P1,2015-01-01,,S\n"
                                      "3,B,C3,P1,2015-02-01,,S")});
  EXPECT_EQ(as_text(records, build_fact("placement_stability", records.context()),
                    {"started_on", "ended_on", "born_on"}),
            Lines({"A 2014-01-01 2014-06-01 2010-01-01", "A 2015-01-01 - 2010-01-01",
                   "B 2015-02-01 - 2011-01-01"}));
}

TEST(CarerRuns, TwoYearsRunFromTheStartOfThePlacement) {
  const TestExtract records({kPeople, kExtract, kInCare,
                             placements("P1,A,U6,2014-02-28,2016-12-31\nP2,A,U6,2017-01-01,")});
  EXPECT_EQ(settled(records), Lines({"2016-02-28..2016-12-31", "2019-01-01.."}));
}

TEST(CarerRuns, AreJoinedByTheCarersId) {
  const auto moves = placements("P1,A,U6,2014-02-28,2015-12-31\nP2,A,U4,2015-12-31,");
  const TestExtract same({kPeople, kExtract, kInCare, moves, carers("P1,X\nP2,X")});
  EXPECT_EQ(settled(same), Lines({"2016-02-28.."}));
  const TestExtract other({kPeople, kExtract, kInCare, moves, carers("P1,X\nP2,x")});
  EXPECT_EQ(settled(other), Lines({"2017-12-31.."}));
  // The ids decide against the reason; one id alone decides nothing.
  const auto reason_t = episodes("1,A,C1,P1,2014-01-01,2015-12-31,S\n2,A,C1,P2,2015-12-31,,T");
  const TestExtract ids_first({kPeople, kExtract, reason_t, moves, carers("P1,X\nP2,Y")});
  EXPECT_EQ(settled(ids_first), Lines({"2017-12-31.."}));
  const TestExtract one_id({kPeople, kExtract, reason_t, moves, carers("P1,X\nP2,")});
  EXPECT_EQ(settled(one_id), Lines({"2016-02-28.."}));
}

TEST(CarerRuns, WithoutIdsAreJoinedByReasonTOrUOfTheFirstEpisode) {
  const auto moves = placements("P1,A,U6,2014-02-28,2015-12-31\nP2,A,U4,2015-12-31,");
  const auto with_episodes = [&](const std::string& later) {
    return settled(TestExtract(
        {kPeople, kExtract, episodes("1,A,C1,P1,2014-01-01,2015-12-31,S\n" + later), moves}));
  };
  const Lines joined({"2016-02-28.."});
  const Lines apart({"2017-12-31.."});
  EXPECT_EQ(with_episodes("2,A,C1,P2,2015-12-31,,T"), joined);
  EXPECT_EQ(with_episodes("2,A,C1,P2,2015-12-31,,u"), joined);
  EXPECT_EQ(with_episodes("2,A,C1,P2,2015-12-31,,P"), apart);
  EXPECT_EQ(with_episodes("2,A,C1,P2,2015-12-31,,B"), apart);
  EXPECT_EQ(with_episodes("2,A,C1,,2015-12-31,,T"), apart);
  // Of several episodes the earliest, then the lowest id in byte order; faulty ones and those of
  // nobody apart.
  EXPECT_EQ(with_episodes("2,A,C1,P2,2016-06-01,,T\n3,A,C1,P2,2015-12-31,2016-06-01,P"), apart);
  EXPECT_EQ(with_episodes("20,A,C1,P2,2015-12-31,,P\n10,A,C1,P2,2015-12-31,,T"), joined);
  EXPECT_EQ(with_episodes("0,A,C1,P2,2015-12-31,2015-12-30,P\n2,A,C1,P2,2015-12-31,,T"), joined);
  EXPECT_EQ(with_episodes("0,Z,C1,P2,2015-12-30,,P\n2,A,C1,P2,2015-12-31,,T"), joined);
}

TEST(CarerRuns, AdoptionByTheCurrentCarerIsTheSameCarer) {
  for (const char* type : {"A3", "a5"}) {
    const TestExtract records(
        {kPeople, kExtract, kInCare,
         placements("P1,A,U6,2014-02-28,2015-12-31\nP2,A," + std::string(type) + ",2015-12-31,"),
         carers("P1,X\nP2,Y")});
    EXPECT_EQ(settled(records), Lines({"2016-02-28.."})) << type;
  }
}

TEST(TwoYearsWithCarer, GoesBackOneRunWhereTheChildIsPlacedWithAdopters) {
  for (const char* type : {"A4", "A6"}) {
    const TestExtract records({kPeople, kExtract, kInCare,
                               placements("P0,A,U6,2014-01-01,2014-02-28\n"
                                          "P1,A,U6,2014-02-28,2015-12-31\nP2,A," +
                                          std::string(type) + ",2015-12-31,")});
    EXPECT_EQ(settled(records), Lines({"2016-02-28.."})) << type;
  }
  const TestExtract first({kPeople, kExtract, kInCare, placements("P1,A,A6,2014-02-28,")});
  EXPECT_EQ(settled(first), Lines({"2016-02-28.."}));
}

TEST(TwoYearsWithCarer, TemporaryPlacementsArePassedOver) {
  // P3 after a week away is the same carer by its id, so that nothing is broken.
  const TestExtract back({kPeople, kExtract, kInCare,
                          placements("P1,A,U6,2014-02-28,2017-03-01\n"
                                     "P2,A,T3,2017-03-01,2017-03-08\n"
                                     "P3,A,U6,2017-03-08,"),
                          carers("P1,X\nP2,Y\nP3,X")});
  EXPECT_EQ(settled(back), Lines({"2016-02-28.."}));
  // No placement stands between the temporary one and the next.
  const TestExtract gap({kPeople, kExtract, kInCare,
                         placements("P1,A,U6,2014-02-28,2017-03-01\nP2,A,T3,2017-03-01,2017-03-08\n"
                                    "P3,A,U6,2017-03-20,")});
  EXPECT_EQ(settled(gap), Lines({"2016-02-28..2017-03-08", "2019-03-20.."}));
}

TEST(ThreeCarers, AreThoseInForceInTwelveCalendarMonths) {
  // The first carer leaves the window a year after the month of the last day with her.
  const TestExtract records({kPeople, kExtract, kInCare,
                             placements("P1,A,U6,2014-01-01,2016-12-01\n"
                                        "P2,A,U6,2016-12-01,2017-01-31\n"
                                        "P3,A,U6,2017-01-31,")});
  EXPECT_EQ(many(records), Lines({"2017-01-01..2017-11-01"}));
  const TestExtract longer({kPeople, kExtract, kInCare,
                            placements("P1,A,U6,2014-01-01,2016-12-02\n"
                                       "P2,A,U6,2016-12-02,2017-01-31\nP3,A,U6,2017-01-31,")});
  EXPECT_EQ(many(longer), Lines({"2017-01-01..2017-12-01"}));
}

TEST(ThreeCarers, ARunLastsFromItsFirstPlacementToItsLast) {
  const TestExtract records({kPeople, kExtract, kInCare,
                             placements("P1,A,U6,2017-01-01,2017-02-01\n"
                                        "P2,A,U6,2017-02-01,2017-06-10\n"
                                        "P3,A,U6,2017-06-10,2017-09-01\nP4,A,U6,2017-09-01,"),
                             carers("P1,X\nP2,Y\nP3,Z\nP4,Z")});
  EXPECT_EQ(many(records), Lines({"2017-06-01..2018-01-01"}));
}

TEST(ThreeCarers, AReturnWithinThePeriodIsAnotherRunUnlessOnlyAway) {
  const auto ids = carers("P1,X\nP2,Y\nP3,X");
  const TestExtract back({kPeople, kExtract, kInCare,
                          placements("P1,A,U6,2017-01-01,2017-02-01\n"
                                     "P2,A,U6,2017-02-01,2017-03-01\n"
                                     "P3,A,U6,2017-03-01,"),
                          ids});
  EXPECT_EQ(many(back), Lines({"2017-03-01..2018-01-01"}));
  const TestExtract away({kPeople, kExtract, kInCare,
                          placements("P1,A,U6,2017-01-01,2017-02-01\n"
                                     "P2,A,T4,2017-02-01,2017-03-01\n"
                                     "P3,A,U6,2017-03-01,"),
                          ids});
  EXPECT_EQ(many(away), Lines());
}

TEST(ThreeCarers, ARunIsInForceOnlyWhileOneOfItsPlacementsIs) {
  // With X until February 2016 and again in June 2017, one run with a gap.
  const TestExtract records({kPeople, kExtract,
                             episodes("1,A,C1,P1,2014-01-01,,S\n2,B,C2,P9,2014-01-01,,S"),
                             placements("P1,A,U6,2014-01-01,2016-03-01\n"
                                        "P2,A,U6,2017-06-10,2017-07-01\n"
                                        "P3,A,U6,2017-07-01,2017-07-05\nP4,A,U6,2017-07-05,"),
                             carers("P1,X\nP2,X\nP3,Y\nP4,Z")});
  EXPECT_EQ(many(records), Lines({"2017-07-01..2018-06-01"}));
  EXPECT_EQ(many(records, 1), Lines());
}

TEST(ThreeCarers, AreCountedOverAllPeriodsOfTheChild) {
  // Two carers in the first period, one of them again in the second: three runs, while in care.
  const TestExtract records({kPeople, kExtract,
                             episodes("1,A,C1,P1,2017-01-10,2017-03-01,S\n"
                                      "2,A,C2,P3,2017-05-15,2017-09-20,S"),
                             placements("P1,A,U6,2017-01-10,2017-02-01\nP2,A,U6,2017-02-01,\n"
                                        "P3,A,U6,2017-05-15,"),
                             carers("P1,X\nP2,Y\nP3,Y")});
  EXPECT_EQ(many(records, 0), Lines());
  EXPECT_EQ(many(records, 1), Lines({"2017-05-15..2017-09-20"}));
}

TEST(PlacementStability, TellsOfPlacementsThatAreLeftOut) {
  std::vector<FactNote> notes;
  const TestExtract records(
      {kPeople, kExtract, kInCare, placements("P1,A,U6,2014-02-28,2014-02-28")});
  build_fact("placement_stability", records.context(), &notes);
  EXPECT_EQ(as_text(notes), Lines({"span-faulty 0"}));
}

}  // namespace
}  // namespace waymark
