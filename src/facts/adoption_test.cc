#include <gtest/gtest.h>

#include "facts/test_extract.h"

namespace waymark {
namespace {

const std::pair<std::string, std::string> kPeople = {
    "ssd_person", "pers_person_id,pers_dob\nA,2015-01-01\nB,2014-01-01\nC,1999-06-01"};

std::pair<std::string, std::string> episodes(const std::string& rows) {
  return {"ssd_cla_episodes",
          "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,"
          "clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,"
          "clae_cla_episode_start_reason\n" +
              rows};
}
std::pair<std::string, std::string> permanence(const std::string& rows) {
  return {"ssd_permanence",
          "perm_table_id,perm_person_id,perm_cla_id,perm_adm_decision_date,"
          "perm_placement_order_date,perm_matched_date,perm_placed_for_adoption_date,"
          "perm_decision_reversed_date,perm_placed_foster_carer_date,perm_adopted_by_carer_flag\n" +
              rows};
}

const auto kAdopted = episodes("1,A,C1,2016-01-01,2017-11-10,E11,S");

Lines adoptions(const TestExtract& records, const std::vector<std::string>& columns,
                std::vector<FactNote>* notes = nullptr) {
  return as_text(records, build_fact("adoption", records.context(), notes), columns);
}

TEST(Adoption, IsAPeriodOfCareThatEndedWithE11OrE12) {
  const TestExtract records(
      {kPeople, episodes("1,A,C1,2016-01-01,2017-11-10,E11,S\n2,B,C2,2016-01-01,2016-06-01,E4,S\n"
                         "3,B,C3,2016-07-01,2017-11-11,E12,S\n4,C,C4,2017-01-01,2017-06-02,E12,S\n"
                         "5,A,C5,2017-12-01,,,S")});
  // C's period was ended by the 18th birthday, a day before its record.
  EXPECT_EQ(adoptions(records, {"started_on", "adopted_on", "decided_on"}),
            Lines({"A 2016-01-01 2017-11-10 -", "B 2016-07-01 2017-11-11 -"}));
  const FactTable fact = build_fact("adoption", records.context());
  EXPECT_EQ(fact.entry,
            (std::vector<std::int32_t>{make_date(2016, 1, 1).days, make_date(2016, 7, 1).days}));
}

TEST(Adoption, TakesTheRowOfItsPeriod) {
  const TestExtract records({kPeople, kAdopted,
                             permanence("1,A,C1,2016-08-01,,,,,,\n2,A,C9,2017-01-01,,,,,,\n"
                                        "3,A,,2017-02-01,,,,,,\n4,B,C1,2017-03-01,,,,,,")});
  EXPECT_EQ(adoptions(records, {"decided_on"}), Lines({"A 2016-08-01"}));
}

TEST(Adoption, WithoutOneTakesTheChildsRowsThatNameNoPeriod) {
  const TestExtract records(
      {kPeople, kAdopted, permanence("1,A,C9,2017-01-01,,,,,,\n2,A,,2016-09-01,,,,,,")});
  EXPECT_EQ(adoptions(records, {"decided_on"}), Lines({"A 2016-09-01"}));
  // A period without an id takes them as well.
  const TestExtract no_id({kPeople, episodes("1,A,,2016-01-01,2017-11-10,E11,S"),
                           permanence("1,A,C9,2017-01-01,,,,,,\n2,A,,2016-09-01,,,,,,")});
  EXPECT_EQ(adoptions(no_id, {"decided_on"}), Lines({"A 2016-09-01"}));
}

TEST(Adoption, ReversedDecisionsDoNotCount) {
  const TestExtract records({kPeople, kAdopted,
                             permanence("1,A,C1,2016-08-01,,,,,,\n"
                                        "2,A,C1,2017-01-01,,,,2017-02-01,,")});
  EXPECT_EQ(adoptions(records, {"decided_on"}), Lines({"A 2016-08-01"}));
  // The period's own row is reversed: rows that name no period do not step in.
  const TestExtract alone({kPeople, kAdopted,
                           permanence("1,A,,2016-08-01,,,,,,\n"
                                      "2,A,C1,2017-01-01,,,,2017-02-01,,")});
  EXPECT_EQ(adoptions(alone, {"decided_on"}), Lines({"A -"}));
}

TEST(Adoption, TakesTheLatestDecisionThenTheGreatestId) {
  const TestExtract records({kPeople, kAdopted,
                             permanence("3,A,C1,,2016-01-03,,,,,\n"
                                        "1,A,C1,2016-08-01,2016-01-01,,,,,\n"
                                        "2,A,C1,2016-08-01,2016-01-02,,,,,\n"
                                        "10,A,C1,2016-08-01,2016-01-10,,,,,")});
  EXPECT_EQ(adoptions(records, {"placement_order_on"}), Lines({"A 2016-01-02"}));
}

TEST(Adoption, CountsDaysToPlacementAndMatch) {
  const TestExtract records({kPeople, kAdopted,
                             permanence("1,A,C1,2016-08-01,2016-09-01,2016-10-01,2016-12-31,,"
                                        "2016-01-31,N")});
  EXPECT_EQ(adoptions(records, {"days_to_placement", "days_to_adopters", "days_to_match"}),
            Lines({"A 365 365 30"}));
}

TEST(Adoption, ByTheFosterCarerMovedInWhenFirstPlacedThere) {
  const TestExtract records({kPeople, kAdopted,
                             permanence("1,A,C1,2016-08-01,2016-09-01,2016-08-31,2016-12-31,,"
                                        "2016-01-31,Y")});
  EXPECT_EQ(adoptions(records, {"adopted_by_carer", "days_to_placement", "days_to_adopters",
                                "days_to_match"}),
            Lines({"A Y 365 30 0"}));
  const TestExtract no_date(
      {kPeople, kAdopted, permanence("1,A,C1,2016-08-01,,2016-10-01,2016-12-31,,,Y")});
  EXPECT_EQ(adoptions(no_date, {"days_to_placement", "days_to_adopters", "days_to_match"}),
            Lines({"A 365 - -"}));
}

TEST(Adoption, NotesDatesThatAreMissingOrBackwards) {
  std::vector<FactNote> notes;
  const TestExtract records(
      {kPeople, episodes("1,A,C1,2016-01-01,2017-11-10,E11,S\n2,B,C2,2016-01-01,2017-10-10,E12,S"),
       permanence("1,B,C2,2017-10-11,,,2015-12-31,,,")});
  EXPECT_EQ(adoptions(records, {"days_to_placement"}, &notes), Lines({"A -", "B -1"}));
  EXPECT_EQ(as_text(notes),
            Lines({"clock-start-missing 0", "clock-backwards 1", "clock-backwards 1"}));
}

}  // namespace
}  // namespace waymark
