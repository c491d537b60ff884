#include "ingest/intake.h"

#include <gtest/gtest.h>

#include <numeric>

namespace waymark {
namespace {

using Tables = std::vector<std::pair<std::string, std::string>>;
using Lines = std::vector<std::string>;

Intake read(const Tables& tables) {
  auto intake = read_extract_texts(tables);
  EXPECT_TRUE(intake.has_value());
  return *std::move(intake);
}

// "row column=value: rule" of each finding but those on columns that are not there.
Lines lines(const Intake& intake) {
  Lines told;
  for (const auto& f : intake.findings) {
    if (f.rule == "missing-column") continue;
    told.push_back(std::to_string(f.row) + " " + f.column + "=" + f.value + ": " + f.rule);
  }
  return told;
}

const Finding& only_finding(const Intake& intake) {
  const Finding* only = nullptr;
  for (const auto& f : intake.findings) {
    if (f.rule == "missing-column") continue;
    EXPECT_EQ(only, nullptr) << f.rule;
    only = &f;
  }
  EXPECT_NE(only, nullptr);
  return *only;
}

Lines column(const Intake& intake, const std::string& table, const std::string& field) {
  Lines texts;
  for (std::size_t row = 0; row < intake.extract.rows(table); ++row) {
    texts.push_back(intake.extract.cell_text(table, field, row));
  }
  return texts;
}

std::string error_of(const Tables& tables) {
  const auto intake = read_extract_texts(tables);
  EXPECT_FALSE(intake.has_value());
  return intake ? "" : intake.error().message;
}

// --- columns

TEST(Columns, MayStandInAnyOrder) {
  const Intake intake =
      read({{"ssd_person", "pers_dob,pers_sex,pers_person_id\n2010-01-02,F,A\n"}});
  EXPECT_EQ(column(intake, "ssd_person", "pers_person_id"), Lines{"A"});
  EXPECT_EQ(column(intake, "ssd_person", "pers_dob"), Lines{"2010-01-02"});
}

TEST(Columns, AnUnknownOneIsLeftOutWithANotice) {
  const Intake intake =
      read({{"loc_locality", "locality_id,name,sort_order,nmae\nnorth,North,1,x\n"}});
  const Finding& finding = only_finding(intake);
  EXPECT_EQ(finding.rule, "unknown-column");
  EXPECT_EQ(finding.effect, FindingEffect::notice);
  EXPECT_EQ(finding.column, "nmae");
  EXPECT_EQ(finding.file, "loc_locality.csv");
  EXPECT_EQ(intake.extract.rows("loc_locality"), 1u);
}

TEST(Columns, AnUnknownNameComesWithTheOneThatWasProbablyMeant) {
  const Intake intake = read({{"loc_locality", "locality_id,nmae,sort_order\nnorth,North,1\n"}});
  EXPECT_TRUE(intake.findings[0].message.starts_with(
      "Column 2, \"nmae\", is no field of loc_locality (did you mean name?)."))
      << intake.findings[0].message;
}

TEST(Columns, AMissingOneReadsAsEmptyWithANotice) {
  const Intake intake = read({{"loc_locality", "locality_id,name\nnorth,North\n"}});
  ASSERT_EQ(intake.findings.size(), 1u);
  EXPECT_EQ(intake.findings[0].rule, "missing-column");
  EXPECT_EQ(intake.findings[0].column, "sort_order");
  EXPECT_EQ(intake.extract.column("loc_locality", "sort_order")[0], kMissing);
}

TEST(Columns, WithoutAKeyOrRequiredColumnTheTableIsNotSupplied) {
  // from_date is a part of the key that a row may leave empty; its column must be there.
  const struct {
    const char* table;
    const char* text;
    const char* column;
  } cases[] = {{"loc_team", "team_type,from_date\nFIT,\n", "team_id"},
               {"loc_team", "team_id,locality_id\nT,A\n", "from_date"},
               {"loc_extract", "authority_code,history_from\nE1,\n", "extract_date"}};
  for (const auto& c : cases) {
    const Intake intake = read({{c.table, c.text}});
    EXPECT_FALSE(intake.extract.supplied(c.table)) << c.column;
    EXPECT_EQ(only_finding(intake).rule, "missing-required-column");
    EXPECT_EQ(only_finding(intake).column, c.column);
    EXPECT_EQ(intake.counts[0].rows, 1);
    EXPECT_EQ(intake.counts[0].accepted, 0);
  }
}

TEST(Columns, TwoOfOneNameAreATableNotSupplied) {
  const Intake intake = read({{"loc_locality", "locality_id,name,sort_order,name\nnorth,N,1,M\n"}});
  EXPECT_FALSE(intake.extract.supplied("loc_locality"));
  EXPECT_EQ(only_finding(intake).rule, "repeated-column");
  EXPECT_EQ(only_finding(intake).column, "name");
}

TEST(Columns, ByteOrderMarkIsDroppedWithANotice) {
  const Intake intake =
      read({{"loc_locality", "\xEF\xBB\xBFlocality_id,name,sort_order\nnorth,N,1\n"}});
  EXPECT_EQ(only_finding(intake).rule, "byte-order-mark");
  EXPECT_EQ(intake.extract.rows("loc_locality"), 1u);
}

TEST(Files, WithoutAHeaderTheTableIsNotSupplied) {
  for (const char* text : {"", "\n\r\n", "\xEF\xBB\xBF"}) {
    const Intake intake = read({{"loc_locality", text}});
    EXPECT_FALSE(intake.extract.supplied("loc_locality"));
    EXPECT_EQ(intake.findings.back().rule, "empty-file");
  }
}

TEST(Files, AHeaderAloneIsASuppliedTableWithoutRows) {
  const Intake intake = read({{"loc_locality", "locality_id,name,sort_order\n"}});
  EXPECT_TRUE(intake.extract.supplied("loc_locality"));
  EXPECT_EQ(intake.extract.rows("loc_locality"), 0u);
  EXPECT_TRUE(intake.findings.empty());
}

// --- rows

TEST(Rows, OfAnotherLengthThanTheHeaderAreRejected) {
  const Intake intake =
      read({{"loc_locality", "locality_id,name,sort_order\nA,B,1\nB,C\nD,E,1,\n"}});
  EXPECT_EQ(lines(intake), (Lines{"2 =: wrong-field-count", "3 =: wrong-field-count"}));
  EXPECT_EQ(intake.findings[0].row_text, "B,C");
  EXPECT_EQ(intake.findings[0].key, "");
  EXPECT_TRUE(intake.findings[0].message.starts_with("Row 2 has 2 fields where the header has 3. "))
      << intake.findings[0].message;
  EXPECT_EQ(column(intake, "loc_locality", "locality_id"), Lines{"A"});
}

TEST(Rows, WithBytesThatAreNotUtf8AreRejected) {
  const Intake intake =
      read({{"loc_locality", "locality_id,name,sort_order\nA,Caf\xE9,1\nB,Caf\xC3\xA9,1\n"}});
  const Finding& finding = only_finding(intake);
  EXPECT_EQ(finding.rule, "not-utf-8");
  EXPECT_EQ(finding.effect, FindingEffect::rejected);
  EXPECT_EQ(finding.column, "name");
  EXPECT_EQ(finding.key, "A");
  EXPECT_EQ(finding.row_text, "A,Caf\xE9,1");
  EXPECT_EQ(column(intake, "loc_locality", "name"), Lines{"Caf\xC3\xA9"});
}

TEST(Rows, AreCountedWhetherAcceptedOrNot) {
  const Intake intake =
      read({{"loc_locality", "locality_id,name,sort_order\nA,,\n,,\nA,,\n\nB,,\n"}});
  EXPECT_EQ(intake.counts[0].rows, 4);
  EXPECT_EQ(intake.counts[0].accepted, 2);
  EXPECT_EQ(intake.extract.find("loc_locality")->file_row, (std::vector<std::int32_t>{1, 4}));
}

TEST(Rows, AQuoteLeftOpenStopsTheLoad) {
  const std::string error =
      error_of({{"loc_locality", "locality_id,name,sort_order\nA,\"North,1\nB,South,2\n"}});
  EXPECT_TRUE(error.starts_with("loc_locality.csv, line 2: a quote opens ")) << error;
}

// --- keys

TEST(Keys, AMissingOneRejectsTheRow) {
  const Intake intake = read({{"loc_locality", "locality_id,name,sort_order\n \t,North,1\n"}});
  const Finding& finding = only_finding(intake);
  EXPECT_EQ(finding.rule, "missing-key");
  EXPECT_EQ(finding.column, "locality_id");
  EXPECT_EQ(finding.row_text, " \t,North,1");
}

TEST(Keys, AMissingRequiredValueRejectsTheRow) {
  const Intake intake = read({{"loc_postcode_locality", "postcode,locality_id\nZZ1 1AA,\n"}});
  EXPECT_EQ(lines(intake), Lines{"1 locality_id=: missing-required"});
  EXPECT_EQ(intake.findings[0].key, "ZZ1 1AA");
}

TEST(Keys, ARequiredValueThatCannotBeReadIsMissing) {
  const Intake intake =
      read({{"loc_extract", "authority_code,extract_date,history_from\nE1,30/11/2017,\n"}});
  EXPECT_EQ(lines(intake), Lines{"1 extract_date=30/11/2017: missing-required"});
  EXPECT_TRUE(intake.findings[0].message.starts_with(
      "Row 1 has no readable extract_date (\"30/11/2017\" is not a date). Fill"))
      << intake.findings[0].message;
}

TEST(Keys, OfTwoRowsWithOneKeyTheFirstIsUsed) {
  const Intake intake =
      read({{"loc_locality", "locality_id,name,sort_order\nA,first,1\nB,,\n A ,second,2\n"}});
  EXPECT_EQ(lines(intake), Lines{"3 =: duplicate-key"});
  EXPECT_EQ(intake.findings[0].key, "A");
  EXPECT_TRUE(intake.findings[0].message.starts_with("Row 3 has the key of row 1, \"A\". "))
      << intake.findings[0].message;
  EXPECT_EQ(column(intake, "loc_locality", "name"), (Lines{"first", ""}));
}

TEST(Keys, ARejectedRowDoesNotHoldItsKey) {
  const Intake intake =
      read({{"loc_postcode_locality", "postcode,locality_id\nZZ1 1AA,\nZZ1 1AA,A\n"}});
  EXPECT_EQ(column(intake, "loc_postcode_locality", "locality_id"), Lines{"A"});
}

// Each table has two rows; `repeated` says whether they have one key.
TEST(Keys, AreComparedByTheirType) {
  const struct {
    const char* table;
    const char* text;
    bool repeated;
  } cases[] = {
      // Ids: exactly.
      {"loc_locality", "locality_id\nA\na\n", false},
      {"loc_locality", "locality_id\n1\n01\n", false},
      // Codes: ignoring the case of A-Z.
      {"loc_conference", "kind,conference_id\nICPC,1\nicpc,1\n", true},
      {"loc_conference", "kind,conference_id\nICPC,1\nRCPC,1\n", false},
      // Postcodes: without blanks, ignoring case.
      {"loc_postcode_locality", "postcode,locality_id\nZZ1 1AA,A\nzz11aa,A\n", true},
      // Dates: as text.
      {"loc_team", "team_id,from_date\nT,2017-01-01\nT,2017-01-01\n", true},
      {"loc_team", "team_id,from_date\nT,2017-01-01\nT,2017-01-01 00:00:00\n", false},
      {"loc_team", "team_id,from_date\nT,soon\nT,later\n", false},
      // A part that is not required may be empty: empty equals empty.
      {"loc_team", "team_id,from_date\nT,\nT,\n", true},
      {"loc_team", "team_id,from_date\nT,\nT,2017-01-01\n", false},
      // Numbers: by value.
      {"loc_population",
       "area,age_from,age_to,estimate_year,release,value,valid_from\nA,0,17,2016,,5,\nA,00,17,2016,"
       ","
       "6,\n",
       true},
  };
  for (const auto& c : cases) {
    const Intake intake = read({{c.table, c.text}});
    EXPECT_EQ(intake.extract.rows(c.table), c.repeated ? 1u : 2u) << c.text;
  }
}

// --- values

TEST(Values, BlanksAroundThemAreDropped) {
  const Intake intake = read({{"ssd_person",
                               "pers_person_id,pers_sex,pers_dob,pers_send_flag\n  A\t, f ,\xC2\xA0"
                               "2010-01-02 , Y \n"}});
  const Extract& extract = intake.extract;
  EXPECT_EQ(extract.ids.at("person_id")->text(extract.column("ssd_person", "pers_person_id")[0]),
            "A");
  EXPECT_EQ(extract.codes.text(extract.column("ssd_person", "pers_sex")[0]), "F");
  EXPECT_EQ(extract.column("ssd_person", "pers_dob")[0], make_date(2010, 1, 2).days);
  EXPECT_EQ(extract.column("ssd_person", "pers_send_flag")[0], 1);
}

TEST(Values, ThatCannotBeReadAreMissingAndListed) {
  const Intake intake =
      read({{"ssd_person", "pers_person_id,pers_dob,pers_send_flag\nA,1/2/2010,maybe\n"},
            {"ssd_professionals",
             "prof_professional_id,prof_professional_caseload,prof_full_time_equivalency\nW,1.5,"
             "full\n"}});
  EXPECT_EQ(lines(intake), (Lines{"1 pers_dob=1/2/2010: unreadable-date",
                                  "1 pers_send_flag=maybe: unreadable-boolean",
                                  "1 prof_professional_caseload=1.5: unreadable-number",
                                  "1 prof_full_time_equivalency=full: unreadable-number"}));
  EXPECT_EQ(intake.extract.column("ssd_person", "pers_dob")[0], kMissing);
  EXPECT_EQ(intake.extract.column("ssd_person", "pers_send_flag")[0], kMissing);
  EXPECT_EQ(intake.extract.find("ssd_professionals")->texts[7][0], "");
}

TEST(Values, UnknownCodesAreKeptAndListed) {
  const Intake intake = read({{"ssd_person", "pers_person_id,pers_sex\nA,f\nB,X\nC,X\n"}});
  EXPECT_EQ(lines(intake), (Lines{"2 pers_sex=X: unknown-code", "3 pers_sex=X: unknown-code"}));
  EXPECT_EQ(column(intake, "ssd_person", "pers_sex"), (Lines{"f", "X", "X"}));
}

TEST(Values, EqualIdsOfDifferentTablesHaveOneNumber) {
  const Intake intake = read({{"ssd_person", "pers_person_id\nA\nB\n"},
                              {"ssd_contacts", "cont_contact_id,cont_person_id\n1,B\n2,b\n"}});
  const auto persons = intake.extract.column("ssd_person", "pers_person_id");
  const auto named = intake.extract.column("ssd_contacts", "cont_person_id");
  EXPECT_EQ(named[0], persons[1]);
  EXPECT_NE(named[1], persons[0]);
  EXPECT_TRUE(intake.extract.ids.at("person_id")->before(persons[0], persons[1]));
  EXPECT_TRUE(intake.extract.ids.at("person_id")->before(persons[0], named[1]));
}

// The set keys of a referral's outcome, joined by a blank; "?" if there is no set.
std::string set_keys(const std::string& json) {
  std::string quoted;
  for (const char c : json) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  const Intake intake =
      read({{"ssd_cin_episodes",
             "cine_referral_id,cine_referral_outcome_json\nR,\"" + quoted + "\"\n"}});
  const std::int32_t set =
      intake.extract.column("ssd_cin_episodes", "cine_referral_outcome_json")[0];
  if (set == kMissing) return "?";
  std::string keys;
  for (const std::int32_t key : intake.extract.key_sets.sets[static_cast<std::size_t>(set)]) {
    keys += (keys.empty() ? "" : " ") + std::string(intake.extract.codes.text(key));
  }
  return keys;
}

TEST(Json, KeysAreSetByYAndTrueAlone) {
  EXPECT_EQ(set_keys(R"({"A":"Y","B":"y","C":true,"D":"N","E":false,"F":1,"G":"Yes","H":null})"),
            "A B C");
  EXPECT_EQ(set_keys(R"({"nfa_flag":"Y","NFA_FLAG":"Y"})"), "NFA_FLAG");
  EXPECT_EQ(set_keys("{}"), "");
}

TEST(Json, WhatIsNotOneObjectSetsNoKey) {
  for (const char* json :
       {"[]", "\"Y\"", "Y", "{", "{\"A\":\"Y\"} {}", "{A:Y}", "true", "{\"A\\u0000\":\"Y\"}"}) {
    EXPECT_EQ(set_keys(json), "?") << json;
  }
}

TEST(Json, WhatIsNotOneObjectIsListedAndItsTextKept) {
  const Intake intake =
      read({{"ssd_cin_episodes", "cine_referral_id,cine_referral_outcome_json\nR,NFA\nS,\n"}});
  EXPECT_EQ(lines(intake), Lines{"1 cine_referral_outcome_json=NFA: unreadable-json"});
  EXPECT_EQ(column(intake, "ssd_cin_episodes", "cine_referral_outcome_json"), (Lines{"NFA", ""}));
}

TEST(Json, EqualSetsHaveOneNumber) {
  const Intake intake = read({{"ssd_cin_episodes",
                               "cine_referral_id,cine_referral_outcome_json\nR,\"{\"\"A\"\":"
                               "\"\"Y\"\",\"\"B\"\":\"\"Y\"\"}\"\n"
                               "S,\"{\"\"b\"\":true, \"\"a\"\":true}\"\n"}});
  const auto sets = intake.extract.column("ssd_cin_episodes", "cine_referral_outcome_json");
  EXPECT_EQ(sets[0], sets[1]);
  EXPECT_EQ(intake.extract.key_sets.sets.size(), 1u);
}

// --- what is kept beside the typed columns

TEST(Originals, AreKeptOnlyWhereTheColumnsLoseSomething) {
  const Intake intake = read({{"ssd_person",
                               "pers_person_id,pers_sex,pers_dob,pers_send_flag\nA,F,2010-01-02,Y\n"
                               "B,f,2010-01-02,Y\nC,F,2010-01-02 00:00:00,Y\nD,F,soon,Y\n"
                               "E,F,2010-01-02,y\n F,F,2010-01-02,Y\nG,  ,2010-01-02,\n"}});
  std::vector<std::int32_t> rows;
  for (std::int32_t row = 0; row < 7; ++row) {
    if (intake.extract.find("ssd_person")->originals.contains(row)) rows.push_back(row);
  }
  EXPECT_EQ(rows, (std::vector<std::int32_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(column(intake, "ssd_person", "pers_dob"),
            (Lines{"2010-01-02", "2010-01-02", "2010-01-02 00:00:00", "soon", "2010-01-02",
                   "2010-01-02", "2010-01-02"}));
}

TEST(Originals, StandInTheOrderOfTheSchema) {
  const Intake intake = read({{"loc_locality", "name,sort_order,locality_id\nNo\x1Frth, 1,A\n"}});
  EXPECT_EQ(intake.extract.find("loc_locality")->originals.at(0), "A\x1FNo\xE2\x90\x9Frth\x1F 1");
}

TEST(TieRanks, CountRowsThatAreEqualInTheTieFields) {
  const Intake intake =
      read({{"loc_eh_request",
             "eh_request_id,family_id,received_date,source\n1,F,2017-01-01,a\n"
             "2,F,2017-01-01,A\n3,F,2017-01-01,\n4,F,2017-01-01,\n5,,2017-01-01,a\n"
             "6,,2017-01-01,a\n"}});
  EXPECT_EQ(intake.extract.find("loc_eh_request")->tie_rank,
            (std::vector<std::int32_t>{0, 1, 0, 1, 0, 0}));
}

TEST(TieRanks, CountAllRowsWhereTheFirstInTheFileDecides) {
  const Intake intake =
      read({{"loc_extract", "authority_code,extract_date\nE1,2017-11-30\nE0,2017-11-30\n"}});
  EXPECT_EQ(intake.extract.find("loc_extract")->tie_rank, (std::vector<std::int32_t>{0, 1}));
  EXPECT_EQ(intake.extract.authority, "E1");
}

TEST(TieRanks, AreNotThereWhereOrderHasNoMeaning) {
  EXPECT_TRUE(
      read({{"ssd_person", "pers_person_id\nA\n"}}).extract.find("ssd_person")->tie_rank.empty());
}

// --- the whole

TEST(Extracts, SeveralFilesAtFaultAreToldAtOnce) {
  const auto intake = read_extract_texts({{"loc_locality", "locality_id\n\"A\n"},
                                          {"ssd_person", "PK\x03\x04 and so on"},
                                          {"ssd_family", "fami_table_id\n1"}});
  ASSERT_FALSE(intake.has_value());
  ASSERT_EQ(intake.error().details.size(), 2u);
  EXPECT_TRUE(intake.error().details[1].starts_with(
      "ssd_person.csv is not CSV text but an Excel workbook or another "))
      << intake.error().details[1];
}

TEST(Extracts, AreDigestedByTheBytesOfTheirFiles) {
  const auto digest = [](const char* text) {
    return read({{"loc_locality", text}}).counts[0].digest;
  };
  EXPECT_EQ(digest("locality_id\nA\n"), digest("locality_id\nA\n"));
  EXPECT_NE(digest("locality_id\nA\n"), digest("locality_id\nB\n"));
}

TEST(Extracts, EveryFindingHasASentenceAndARuleOfTheTable) {
  const Intake intake = read({{"ssd_person", "pers_person_id,what\nA,x\nA,y\n,\nB\n"}});
  for (const auto& f : intake.findings) {
    EXPECT_TRUE(f.message.ends_with('.')) << f.rule;
    EXPECT_EQ(f.table, "ssd_person");
    EXPECT_EQ(f.file, "ssd_person.csv");
    EXPECT_EQ(f.effect == FindingEffect::rejected, !f.row_text.empty()) << f.rule;
  }
}

}  // namespace
}  // namespace waymark
