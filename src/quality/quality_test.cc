#include "quality/quality.h"

#include <gtest/gtest.h>

#include "quality/checks.h"
#include "quality/literal_records.h"

namespace waymark::quality {
namespace {

using Tables = std::vector<std::pair<std::string, std::string>>;
using Lines = std::vector<std::string>;

Findings check(const Tables& tables, const std::vector<BankHoliday>& calendar = {}) {
  return check_records(literal_records(tables), calendar);
}

// "table row column=value: rule" of each finding.
Lines lines(const Findings& findings) {
  Lines told;
  for (const auto& f : findings) {
    told.push_back(f.table + " " + std::to_string(f.row) + " " + f.column + "=" + f.value + ": " +
                   f.rule);
  }
  return told;
}

TEST(People, ARowWithoutAPersonOrWithAnUnknownOneIsHeldOut) {
  const auto findings = check({{"ssd_person", "pers_person_id\nA"},
                               {"ssd_contacts", "cont_contact_id,cont_person_id\n1,A\n2,\n3,a\n"}});
  EXPECT_EQ(lines(findings), (Lines{"ssd_contacts 2 cont_person_id=: held-out-person",
                                    "ssd_contacts 3 cont_person_id=a: held-out-person"}));
  EXPECT_EQ(findings[0].effect, FindingEffect::held_out);
  EXPECT_EQ(findings[0].key, "2");
}

TEST(People, NobodyIsHeldOutWhereNoPersonsAreSupplied) {
  EXPECT_EQ(lines(check({{"ssd_contacts", "cont_contact_id,cont_person_id\n1,A\n2,"}})), Lines());
}

TEST(People, APlacementWithoutAPersonIsFoundByAnEpisodeInIt) {
  const auto findings =
      check({{"ssd_person", "pers_person_id\nA"},
             {"ssd_cla_episodes",
              "clae_cla_episode_id,clae_person_id,clae_cla_placement_id\n1,A,X\n2,B,Y\n"},
             {"ssd_cla_placement", "clap_cla_placement_id,clap_person_id\nX,\nY,\nZ,\n"}});
  EXPECT_EQ(lines(findings), (Lines{"ssd_cla_episodes 2 clae_person_id=B: held-out-person",
                                    "ssd_cla_placement 2 clap_person_id=: held-out-person",
                                    "ssd_cla_placement 3 clap_person_id=: held-out-person"}));
}

TEST(Spans, AnEndBeforeTheStartIsTold) {
  const auto findings = check({{"ssd_cin_episodes",
                                "cine_referral_id,cine_referral_date,cine_close_date\n"
                                "1,2017-03-02,2017-03-01\n2,2017-03-02,2017-03-02\n"
                                "3,,2017-03-01\n4,2017-03-02,\n"}});
  EXPECT_EQ(lines(findings),
            (Lines{"ssd_cin_episodes 1 cine_close_date=2017-03-01: end-before-start"}));
  EXPECT_EQ(
      findings[0].message,
      "Row 1: cine_close_date 2017-03-01 is before cine_referral_date 2017-03-02. Correct the "
      "date that is wrong.");
}

TEST(Spans, APlacementOfOneDayIsTold) {
  EXPECT_EQ(
      lines(check({{"ssd_cla_placement",
                    "clap_cla_placement_id,clap_cla_placement_start_date,"
                    "clap_cla_placement_end_date\n1,2017-03-02,2017-03-02\n"}})),
      (Lines{"ssd_cla_placement 1 clap_cla_placement_end_date=2017-03-02: end-before-start"}));
}

TEST(Links, AKeyThatTheOtherTableDoesNotHoldIsTold) {
  EXPECT_EQ(lines(check({{"ssd_cin_episodes", "cine_referral_id\nR1"},
                         {"ssd_cin_assessments",
                          "cina_assessment_id,cina_referral_id\n1,R1\n2,R2\n3,\n"}})),
            (Lines{"ssd_cin_assessments 2 cina_referral_id=R2: orphan"}));
}

TEST(Links, NothingIsToldWhereTheOtherTableIsNotSupplied) {
  EXPECT_EQ(lines(check({{"ssd_cin_assessments", "cina_assessment_id,cina_referral_id\n1,R1"}})),
            Lines());
}

TEST(Links, ATableWithoutRowsIsToldOnce) {
  const auto findings =
      check({{"ssd_cin_episodes", "cine_referral_id\n"},
             {"ssd_cin_assessments", "cina_assessment_id,cina_referral_id\n1,R1\n2,R2\n3,\n"}});
  EXPECT_EQ(lines(findings), (Lines{"ssd_cin_assessments 0 cina_referral_id=: orphan"}));
  EXPECT_TRUE(findings[0].message.starts_with(
      "2 of 3 rows point by cina_referral_id at ssd_cin_episodes, "))
      << findings[0].message;
}

TEST(Links, TheKindSaysWhichTableIsMeant) {
  EXPECT_EQ(lines(check({{"ssd_initial_cp_conference", "icpc_icpc_id\nB"},
                         {"ssd_cp_reviews", "cppr_cp_review_id\nJ"},
                         {"loc_conference", "kind,conference_id\nICPC,B\nRCPC,B\nRCPC,J\n"}})),
            (Lines{"loc_conference 2 conference_id=B: orphan"}));
}

TEST(Links, TheCountyIsAnAreaWithoutALocality) {
  EXPECT_EQ(lines(check({{"loc_locality", "locality_id\nnorth"},
                         {"loc_population",
                          "area,age_from,age_to\ncounty,0,17\nnorth,0,17\nsouth,0,17\n"}})),
            (Lines{"loc_population 3 area=south: orphan"}));
}

TEST(JsonKeys, ASetKeyThatNoListHoldsIsTold) {
  const auto findings =
      check({{"ssd_cin_assessments",
              "cina_assessment_id,cina_assessment_outcome_json\n1,NFA_FLAG\n2,LOCAL+NFA_FLAG\n"}});
  EXPECT_EQ(lines(findings),
            (Lines{"ssd_cin_assessments 2 cina_assessment_outcome_json=: unknown-key"}));
}

TEST(JsonKeys, ALocalTableMakesAKeyKnown) {
  EXPECT_EQ(lines(check({{"loc_assessment_outcome", "code,class\nlocal,CLOSE"},
                         {"ssd_cin_assessments",
                          "cina_assessment_id,cina_assessment_outcome_json\n1,LOCAL\n"}})),
            Lines());
}

TEST(ReferenceRows, ALocalityMayNotHaveTheNameOfAnotherArea) {
  EXPECT_EQ(lines(check({{"loc_locality", "locality_id\nnorth\ncounty\nunallocated\nCounty"}})),
            (Lines{"loc_locality 2 locality_id=county: reserved-locality",
                   "loc_locality 3 locality_id=unallocated: reserved-locality"}));
}

TEST(ReferenceRows, OnlyTheFirstRowOfTheExtractIsUsed) {
  EXPECT_EQ(lines(check(
                {{"loc_extract", "authority_code,extract_date\nE1,2017-11-30\nE2,2017-11-30\n"}})),
            (Lines{"loc_extract 2 =: several-extract-rows"}));
}

TEST(BankHolidays, DifferencesToTheCalendarAreNotices) {
  const std::vector<BankHoliday> calendar = {{make_date(2016, 12, 26), "Boxing Day", false, ""},
                                             {make_date(2017, 1, 2), "New Year's Day", false, ""},
                                             {make_date(2017, 4, 14), "Good Friday", false, ""},
                                             {make_date(2017, 4, 17), "Easter Monday", true, ""},
                                             {make_date(2018, 1, 1), "New Year's Day", false, ""}};
  // 2016 and 2018 are not in the table; the provisional day is not held against it.
  const auto findings = check({{"loc_bank_holiday",
                                "division,date\nengland-and-wales,2017-01-02\n"
                                "england-and-wales,2017-06-01\nscotland,2017-11-30\n"}},
                              calendar);
  EXPECT_EQ(lines(findings), (Lines{"loc_bank_holiday 2 date=2017-06-01: bank-holiday-differs",
                                    "loc_bank_holiday 0 date=2017-04-14: bank-holiday-differs"}));
  EXPECT_EQ(findings[0].effect, FindingEffect::notice);
}

TEST(BankHolidays, ATableWithoutEnglandAndWalesIsTold) {
  const std::vector<BankHoliday> calendar = {{make_date(2017, 1, 2), "New Year's Day", false, ""}};
  EXPECT_EQ(lines(check({{"loc_bank_holiday", "division,date\nscotland,2017-11-30\n"}}, calendar)),
            (Lines{"loc_bank_holiday 0 =: bank-holiday-differs"}));
}

// A misspelt field in the lists of spans or links would stop the program at the first record.
TEST(Checks, NameFieldsOfTheSchemaInEveryTable) {
  Tables tables;
  for (const Table& schema : record_schema().tables) {
    std::string header;
    for (const Field& field : schema.fields) header += (header.empty() ? "" : ",") + field.name;
    tables.emplace_back(schema.name, header + "\n");
  }
  EXPECT_EQ(lines(check(tables)), Lines());
}

}  // namespace
}  // namespace waymark::quality
