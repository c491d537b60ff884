#include "facts/localities.h"

#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

using Tables = std::vector<std::pair<std::string, std::string>>;

const std::pair<std::string, std::string> kPeople = {"ssd_person",
                                                     "pers_person_id,pers_dob\nA,2010-01-01"};
const std::pair<std::string, std::string> kAreas = {
    "loc_locality", "locality_id,name,sort_order\nN,North,1\nS,South,2\nW,West,3"};
const std::pair<std::string, std::string> kPostcodes = {
    "loc_postcode_locality", "postcode,locality_id\nNR1 1AA,N\nNR2 2BB,S\nNR9 9ZZ,X"};
const std::pair<std::string, std::string> kTeams = {
    "loc_team",
    "team_id,locality_id,from_date,to_date\nT-N,N,,\nT-S,S,,\nT-ALL,,,\nT-OLD,N,,2017-10-31\n"
    "T-OLD,W,2017-11-01,\nT-X,X,,"};

std::pair<std::string, std::string> workers(const std::string& rows) {
  return {"ssd_involvements",
          "invo_involvements_id,invo_person_id,invo_professional_role_id,invo_professional_team,"
          "invo_professional_id,invo_involvement_start_date,invo_involvement_end_date\n" +
              rows};
}
std::pair<std::string, std::string> addresses(const std::string& rows) {
  return {"ssd_address",
          "addr_table_id,addr_person_id,addr_address_type,addr_address_postcode,"
          "addr_address_start_date,addr_address_end_date\n" +
              rows};
}
std::pair<std::string, std::string> care(const std::string& rows) {
  return {"ssd_cla_episodes",
          "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,"
          "clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason\n" +
              rows};
}

std::string area_name(const FactContext& context, std::int32_t area) {
  return area == context.areas.unallocated()
             ? "unallocated"
             : context.areas.localities[static_cast<std::size_t>(area)].id;
}

// The locality of child A, as "N worker", "S home" or "unallocated".
std::string locality(const Tables& tables, Date day,
                     LocalityRule rule = LocalityRule::worker_then_home, Date entry = {},
                     Parameters parameters = default_parameters()) {
  Tables all = tables;
  all.insert(all.begin(), {kPeople, kAreas});
  const TestExtract records(all, std::move(parameters));
  const FactContext context = records.context();
  const LocalityAnswer answer = context.localities->at(records.person("A"), day, rule, entry);
  const std::string name = area_name(context, answer.area);
  return answer.step == LocalityStep::worker ? name + " worker"
         : answer.step == LocalityStep::home ? name + " home"
                                             : name;
}

const Date kNovember = make_date(2017, 11, 30);

TEST(LocalityByWorker, IsThatOfTheTeamOfTheLatestAllocatedWorkerInForce) {
  const auto on = [](const std::string& rows, Date day = kNovember) {
    return locality({kTeams, workers(rows)}, day);
  };
  EXPECT_EQ(on("1,A,allocated case worker,T-N,,2017-01-01,"), "N worker");
  EXPECT_EQ(on("1,A,ALLOCATED CASE WORKER,T-N,,2017-01-01,\n"
               "2,A,ALLOCATED CASE WORKER,T-S,,2017-02-01,"),
            "S worker");
  // Equal starts: the greatest id in byte order.
  EXPECT_EQ(on("9,A,ALLOCATED CASE WORKER,T-N,,2017-01-01,\n"
               "10,A,ALLOCATED CASE WORKER,T-S,,2017-01-01,"),
            "N worker");
  EXPECT_EQ(on("1,A,DUTY WORKER,T-N,,2017-01-01,"), "unallocated");
  EXPECT_EQ(on("1,A,,T-N,,2017-01-01,"), "unallocated");
  // The last day counts, the day after does not.
  EXPECT_EQ(on("1,A,ALLOCATED CASE WORKER,T-N,,2017-01-01,2017-11-30"), "N worker");
  EXPECT_EQ(on("1,A,ALLOCATED CASE WORKER,T-N,,2017-01-01,2017-11-29"), "unallocated");
  EXPECT_EQ(on("1,A,ALLOCATED CASE WORKER,T-N,,2017-12-01,"), "unallocated");
  EXPECT_EQ(on("1,A,ALLOCATED CASE WORKER,T-N,,,"), "unallocated");
  // A later one that has ended does not hide the one still in force.
  EXPECT_EQ(on("1,A,ALLOCATED CASE WORKER,T-N,,2017-01-01,\n"
               "2,A,ALLOCATED CASE WORKER,T-S,,2017-02-01,2017-03-01"),
            "N worker");
}

TEST(LocalityByWorker, IsThatOfTheTeamsRowInForce) {
  const Tables tables = {kTeams, workers("1,A,ALLOCATED CASE WORKER,T-OLD,,2017-01-01,")};
  EXPECT_EQ(locality(tables, make_date(2017, 10, 31)), "N worker");
  EXPECT_EQ(locality(tables, make_date(2017, 11, 1)), "W worker");
}

TEST(LocalityByWorker, UsesTheWorkersOwnTeamOnlyWhereTheInvolvementNamesNone) {
  const std::pair<std::string, std::string> own = {
      "loc_worker",
      "professional_id,team_id,from_date,to_date\nP1,T-S,,2017-11-29\nP1,T-N,2017-11-30,\nP2,,,"};
  EXPECT_EQ(
      locality({kTeams, own, workers("1,A,ALLOCATED CASE WORKER,,P1,2017-01-01,")}, kNovember),
      "N worker");
  EXPECT_EQ(locality({kTeams, own, workers("1,A,ALLOCATED CASE WORKER,,P1,2017-01-01,")},
                     make_date(2017, 11, 29)),
            "S worker");
  EXPECT_EQ(
      locality({kTeams, own, workers("1,A,ALLOCATED CASE WORKER,T-9,P1,2017-01-01,")}, kNovember),
      "unallocated");  // a team that is not in loc_team; the worker's is not tried
  EXPECT_EQ(
      locality({kTeams, own, workers("1,A,ALLOCATED CASE WORKER,,P2,2017-01-01,")}, kNovember),
      "unallocated");
  EXPECT_EQ(locality({kTeams, workers("1,A,ALLOCATED CASE WORKER,,P1,2017-01-01,")}, kNovember),
            "unallocated");  // no loc_worker
}

TEST(LocalityByWorker, TriesNoOtherWorkerButThenTheHome) {
  const auto home = addresses("1,A,HOME,NR2 2BB,2010-01-01,");
  // The latest worker's team is countywide, or of a locality that is not there.
  for (const char* team : {"T-ALL", "T-X"}) {
    EXPECT_EQ(locality({kTeams, kPostcodes, home,
                        workers("1,A,ALLOCATED CASE WORKER,T-N,,2017-01-01,\n"
                                "2,A,ALLOCATED CASE WORKER," +
                                std::string(team) + ",,2017-02-01,")},
                       kNovember),
              "S home");
  }
}

TEST(LocalityByWorker, IsNotAskedForTheFrontDoor) {
  EXPECT_EQ(locality({kTeams, kPostcodes, addresses("1,A,HOME,NR2 2BB,2010-01-01,"),
                      workers("1,A,ALLOCATED CASE WORKER,T-N,,2017-01-01,")},
                     kNovember, LocalityRule::home),
            "S home");
}

TEST(LocalityByWorker, GivesNothingWithoutItsTables) {
  const auto worker = workers("1,A,ALLOCATED CASE WORKER,T-N,,2017-01-01,");
  EXPECT_EQ(locality({worker}, kNovember), "unallocated");
  EXPECT_EQ(locality({kTeams}, kNovember), "unallocated");
}

TEST(LocalityByHome, IsThatOfTheLatestHomeAddressInForce) {
  const auto on = [](const std::string& rows) {
    return locality({kPostcodes, addresses(rows)}, kNovember);
  };
  EXPECT_EQ(on("1,A,home,nr1 1aa,2010-01-01,2017-11-30"), "N home");  // the last day counts
  EXPECT_EQ(on("1,A,HOME,NR1 1AA,2010-01-01,2017-11-29"), "unallocated");
  EXPECT_EQ(on("1,A,HOME,NR1 1AA,2010-01-01,\n2,A,HOME,NR2 2BB,2011-01-01,"), "S home");
  EXPECT_EQ(on("9,A,HOME,NR1 1AA,2010-01-01,\n10,A,HOME,NR2 2BB,2010-01-01,"), "N home");
  EXPECT_EQ(on("1,A,PLACEMENT,NR1 1AA,2010-01-01,"), "unallocated");
  EXPECT_EQ(on("1,A,,NR1 1AA,2010-01-01,"), "unallocated");
  // Only the latest is tried: without a postcode, unknown, or of a locality that is not there.
  EXPECT_EQ(on("1,A,HOME,NR1 1AA,2010-01-01,\n2,A,HOME,,2011-01-01,"), "unallocated");
  EXPECT_EQ(on("1,A,HOME,NR1 1AA,2010-01-01,\n2,A,HOME,ZZ1 1ZZ,2011-01-01,"), "unallocated");
  EXPECT_EQ(on("1,A,HOME,NR9 9ZZ,2011-01-01,"), "unallocated");
}

TEST(LocalityByHome, WhileLookedAfterIsThatOfTheFirstDayOfThePeriodAlone) {
  const auto moved = addresses(
      "1,A,HOME,NR1 1AA,2010-01-01,2017-06-30\n"
      "2,A,HOME,NR2 2BB,2017-07-01,");
  const auto period = care("1,A,C1,2017-05-01,2017-11-30,E4");
  EXPECT_EQ(locality({kPostcodes, moved, period}, make_date(2017, 11, 29)), "N home");
  EXPECT_EQ(locality({kPostcodes, moved, period}, kNovember), "S home");  // ended that day
  EXPECT_EQ(locality({kPostcodes, moved, period}, make_date(2017, 11, 29), LocalityRule::home),
            "N home");
  // No address on the first day: nothing, though there is one today.
  EXPECT_EQ(locality({kPostcodes, addresses("2,A,HOME,NR2 2BB,2017-07-01,"), period},
                     make_date(2017, 11, 29)),
            "unallocated");
}

TEST(LocalityByHome, AtEntryIsThatOfTheFirstDayOfThePeriodCounted) {
  const Tables tables = {kPostcodes,
                         addresses("1,A,HOME,NR1 1AA,2010-01-01,2017-06-30\n"
                                   "2,A,HOME,NR2 2BB,2017-07-01,"),
                         care("1,A,C1,2017-05-01,2017-11-30,E4")};
  EXPECT_EQ(
      locality(tables, kNovember, LocalityRule::worker_then_home_at_entry, make_date(2017, 5, 1)),
      "N home");
}

TEST(LocalityByHome, FollowsADatedListOfTypes) {
  Parameters parameters = default_parameters();
  Parameter types;
  types.name = "home_address_types";
  types.values = {{{}, kMissing, {"HOME"}}, {make_date(2017, 11, 1), kMissing, {"MAIN", "HOME"}}};
  parameters.set(types);
  const Tables tables = {kPostcodes, addresses("1,A,HOME,NR1 1AA,2010-01-01,\n"
                                               "2,A,MAIN,NR2 2BB,2017-01-01,")};
  EXPECT_EQ(locality(tables, make_date(2017, 10, 31), LocalityRule::home, {}, parameters),
            "N home");
  EXPECT_EQ(locality(tables, make_date(2017, 11, 1), LocalityRule::home, {}, parameters), "S home");
}

TEST(Locality, IsUnallocatedForAllWithoutLocalities) {
  const TestExtract records({kPeople, kTeams, kPostcodes, addresses("1,A,HOME,NR1 1AA,2010-01-01,"),
                             workers("1,A,ALLOCATED CASE WORKER,T-N,,2017-01-01,")});
  const FactContext context = records.context();
  EXPECT_EQ(context.localities->at(0, kNovember, LocalityRule::worker_then_home).area, 0);
  EXPECT_EQ(context.areas.unallocated(), 0);
}

// Month by month and by change points must agree, whatever changes between: workers, teams, homes,
// periods of care, and the types of address that count as home.
TEST(LocalityOverDays, GivesUnbrokenRunsThatAgreeWithEachDay) {
  Parameters parameters = default_parameters();
  Parameter types;
  types.name = "home_address_types";
  types.values = {{{}, kMissing, {"HOME"}}, {make_date(2018, 4, 10), kMissing, {"MAIN"}}};
  parameters.set(types);
  const TestExtract records(
      {kPeople,
       kAreas,
       kPostcodes,
       kTeams,
       {"loc_worker",
        "professional_id,team_id,from_date,to_date\nP1,T-S,2015-06-15,2015-08-15\n"
        "P1,T-N,2015-08-20,2015-10-30"},
       workers("1,A,ALLOCATED CASE WORKER,,P1,2015-03-03,2016-01-31\n"
               "2,A,ALLOCATED CASE WORKER,T-OLD,,2017-05-01,2017-12-30\n"
               "3,A,ALLOCATED CASE WORKER,T-ALL,,2017-07-15,2017-08-30"),
       addresses("1,A,HOME,NR1 1AA,2014-02-10,2016-09-30\n2,A,HOME,NR2 2BB,2016-07-01,2018-02-27\n"
                 "3,A,MAIN,NR1 1AA,2016-01-01,"),
       care("1,A,C1,2016-06-05,2017-03-31,E4\n2,A,C2,2017-04-10,2017-04-20,E4")},
      parameters);
  const FactContext context = records.context();
  const Date first = make_date(2014, 1, 1);
  const Date until = make_date(2018, 7, 1);
  for (LocalityRule rule : {LocalityRule::worker_then_home, LocalityRule::home,
                            LocalityRule::worker_then_home_at_entry}) {
    for (const Date entry : {Date{}, make_date(2016, 6, 5)}) {
      if (!entry.missing() && rule != LocalityRule::worker_then_home_at_entry) continue;
      std::vector<AreaRun> runs;
      context.localities->over_days(0, first, until, rule, entry, runs);
      ASSERT_GT(runs.size(), 3U);
      EXPECT_EQ(runs.front().from, first);
      for (std::size_t i = 0; i < runs.size(); ++i) {
        const Date next = i + 1 < runs.size() ? runs[i + 1].from : until;
        EXPECT_LT(runs[i].from, next);
        const std::int32_t before = i > 0 ? runs[i - 1].area : kMissing;
        EXPECT_NE(runs[i].area, before);  // unbroken
        for (Date day = runs[i].from; day < next; ++day.days) {
          EXPECT_EQ(context.localities->at(0, day, rule, entry).area, runs[i].area)
              << to_string(day);
        }
      }
      std::vector<AreaRun> for_ever;
      context.localities->over_days(0, first, {}, rule, entry, for_ever);
      EXPECT_GE(for_ever.size(), runs.size());
    }
  }
}

}  // namespace
}  // namespace waymark
