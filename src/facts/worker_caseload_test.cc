#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

using Table = std::pair<std::string, std::string>;

const Table kPeople = {"ssd_person",
                       "pers_person_id,pers_dob,pers_death_date\nA,2010-01-01,\nB,2012-01-01,\n"
                       "C,1999-11-30,\nD,2012-01-01,2017-11-10"};
const Table kAreas = {"loc_locality", "locality_id,sort_order\nN,1\nS,2"};
const Table kTeams = {"loc_team",
                      "team_id,team_type,locality_id,from_date,to_date\n"
                      "T1,lac,N,,2017-10-31\nT1,FIT,S,2017-11-01,\nT2,Night,,,"};

Table involvements(const std::string& rows) {
  return {"ssd_involvements",
          "invo_involvements_id,invo_professional_id,invo_person_id,invo_professional_role_id,"
          "invo_involvement_start_date,invo_involvement_end_date\n" +
              rows};
}
Table workers(const std::string& rows) {
  return {"loc_worker", "professional_id,team_id,qualified,fte,from_date,to_date\n" + rows};
}

const std::string kRole = "ALLOCATED CASE WORKER";

Lines caseloads(const std::vector<Table>& tables, Parameters parameters = default_parameters()) {
  const TestExtract records(tables, std::move(parameters));
  const FactContext context = records.context();
  const FactTable fact = build_fact("worker_caseload", context);
  Lines lines;
  for (std::size_t row = 0; row < fact.rows; ++row) {
    const std::int32_t area = fact.area[row];
    lines.push_back(
        cell_as_text(fact, "from", row) + ".." + cell_as_text(fact, "until", row) + " " +
        cell_as_text(fact, "cases", row) + " " + cell_as_text(fact, "team_type", row) + " " +
        cell_as_text(fact, "full_time", row) + " " +
        (area == kMissing ? "-" : context.areas.localities[static_cast<std::size_t>(area)].id));
  }
  return lines;
}

TEST(WorkerCaseload, ChangesWithEachCaseAndStopsOnTheDayItEnds) {
  EXPECT_EQ(caseloads({kPeople, kTeams, workers("P,T2,Y,1,,"),
                       involvements("1,P,A," + kRole +
                                    ",2017-01-01,2017-11-30\n"
                                    "2,P,B,allocated case worker,2017-06-01,2017-08-01\n"
                                    "3,P,B,DUTY WORKER,2017-01-01,\n"
                                    "4,,A," +
                                    kRole +
                                    ",2017-01-01,\n"
                                    "5,P,X," +
                                    kRole +
                                    ",2017-01-01,\n"
                                    "6,P,B," +
                                    kRole +
                                    ",2017-12-01,2017-11-01\n"
                                    "7,P,B," +
                                    kRole + ",,")}),
            Lines({"2017-01-01..2017-06-01 1 other 100 -", "2017-06-01..2017-08-01 2 other 100 -",
                   "2017-08-01..2017-11-30 1 other 100 -"}));
}

TEST(WorkerCaseload, CountsAChildOnceHoweverManyInvolvements) {
  EXPECT_EQ(caseloads({kPeople, kTeams, workers("P,T2,Y,,,"),
                       involvements("1,P,A," + kRole +
                                    ",2017-01-01,2017-03-01\n"
                                    "2,P,A," +
                                    kRole +
                                    ",2017-02-01,\n"
                                    "3,P,A," +
                                    kRole +
                                    ",2017-03-01,\n"
                                    "4,P,A," +
                                    kRole + ",2017-02-10,2017-02-20")}),
            Lines({"2017-01-01..2028-01-01 1 other - -"}));  // the 18th birthday
}

TEST(WorkerCaseload, HoldsChildrenOnly) {
  EXPECT_EQ(caseloads({kPeople, kTeams, workers("P,T2,Y,0.605,,"),
                       involvements("1,P,C," + kRole +
                                    ",2017-10-01,\n"
                                    "2,P,D," +
                                    kRole +
                                    ",2017-11-01,\n"
                                    "3,P,C," +
                                    kRole + ",2018-10-01,")}),
            Lines({"2017-10-01..2017-11-01 1 other 61 -", "2017-11-01..2017-11-10 2 other 61 -",
                   "2017-11-10..2017-11-30 1 other 61 -"}));
}

TEST(WorkerCaseload, FollowsTheRowsOfWorkerAndTeamInForce) {
  EXPECT_EQ(caseloads({kPeople, kAreas, kTeams,
                       workers("P,T1,Y,0.5,,2017-11-14\nP,T1,N,0.5,2017-11-15,2017-11-19\n"
                               "P,T2,y,.8,2017-11-20,2017-11-24\nP,,Y,1,2017-11-25,2017-11-25\n"
                               "P,T9,Y,1,2017-11-26,2017-11-26"),
                       involvements("1,P,A," + kRole + ",2017-10-01,")}),
            Lines({"2017-10-01..2017-11-01 1 lac 50 N", "2017-11-01..2017-11-15 1 fit 50 S",
                   "2017-11-20..2017-11-25 1 other 80 -"}));
}

TEST(WorkerCaseload, NotesWorkersWhoAreInNoCaseload) {
  const TestExtract records(
      {kPeople, kTeams, workers("P,T2,Y,,,\nQ,,Y,,,\nR,T9,N,,,\nS,T2,N,,,"),
       involvements("1,P,A," + kRole + ",2017-01-01,\n2,Q,A," + kRole + ",2017-01-01,\n3,R,A," +
                    kRole + ",2017-01-01,\n4,Z,A," + kRole + ",2017-01-01,\n5,Z,B," + kRole +
                    ",2017-02-01,\n6,S,A," + kRole + ",2017-01-01,")});
  std::vector<FactNote> notes;
  EXPECT_EQ(build_fact("worker_caseload", records.context(), &notes).rows, 1U);
  EXPECT_EQ(as_text(notes), Lines({"worker-without-team 1", "worker-without-team 2",
                                   "worker-unqualified 3", "worker-unknown 3"}));
}

TEST(WorkerCaseload, NeedsTheRoleOfTheDay) {
  Parameters parameters = default_parameters();
  Parameter roles;
  roles.name = "allocated_case_worker_roles";
  roles.values = {{{}, kMissing, {"ALLOCATED CASE WORKER"}},
                  {make_date(2017, 7, 1), kMissing, {"KEY WORKER"}}};
  parameters.set(roles);
  EXPECT_EQ(caseloads({kPeople, kTeams, workers("P,T2,Y,,,"),
                       involvements("1,P,A," + kRole + ",2017-01-01,\n2,P,B," + kRole +
                                    ",2017-01-01,\n3,P,D,KEY WORKER,2017-06-01,")},
                      parameters),
            Lines({"2017-01-01..2017-07-01 2 other - -", "2017-07-01..2017-11-10 1 other - -"}));
}

TEST(HeldCase, IsOneRowPerChildOnAnyDay) {
  const TestExtract records({kPeople, involvements("1,P,A," + kRole +
                                                   ",2017-01-01,2017-03-01\n"
                                                   "2,P,A," +
                                                   kRole +
                                                   ",2017-02-01,2017-04-01\n"
                                                   "3,Q,A," +
                                                   kRole + ",2017-02-01,")});
  const FactTable fact = build_fact("held_case", records.context());
  EXPECT_EQ(as_text(records, fact, {"from", "until", "worker"}),
            Lines({"A 2017-01-01 2017-03-01 0", "A 2017-03-01 2017-04-01 0",
                   "A 2017-02-01 2028-01-01 1"}));
  EXPECT_EQ(fact.record, (std::vector<std::int32_t>{0, 1, 2}));
}

}  // namespace
}  // namespace waymark
