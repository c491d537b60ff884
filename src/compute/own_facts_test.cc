// A fact that an analyst writes as SQL: from the two files and a measure to the figure and its
// list, and every way in which the query can be wrong.
#include "compute/own_facts.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "compute/figures.h"
#include "facts/test_extract.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

const Month kNovember = make_month(2017, 11);

// The first visit after each referral.
const std::string kQuery =
    "SELECT cine_person_id AS child, cine_referral_id AS referral, cine_referral_date AS "
    "referred_on,\n"
    "  min(cinv_cin_visit_date) AS visited_on,\n"
    "  CASE WHEN count(cinv_cin_visit_id) > 1 THEN 'several' ELSE 'one' END AS visits\n"
    "FROM ssd_cin_episodes\n"
    "JOIN ssd_person ON pers_person_id = cine_person_id\n"
    "LEFT JOIN ssd_cin_visits ON cinv_person_id = cine_person_id\n"
    "GROUP BY ALL\n";

const std::string kHead = R"toml(unit = "referral"
meaning = "A referral with its first visit."
child = "child"
record_table = "ssd_cin_episodes"
record = "referral"
locality = "home"

[[column]]
name = "referred_on"
type = "date"
meaning = "Day of the referral."

[[column]]
name = "visited_on"
type = "date"
meaning = "Day of the first visit."

[[column]]
name = "visits"
type = "word"
words = ["one", "several"]
meaning = "How many visits there were."
)toml";

const std::string kMeasure = R"toml(ref = "X.1"
title = "Referrals visited"
section = "2 Contacts and referrals"
page = "Referrals"
sort = 5001
polarity = "high"
format = "percent"
decimals = 1
unit = "referral"
kind = "flow"
ytd = "ratio"
needs = ["ssd_cin_episodes", "ssd_person"]
valid_from = 2010-01-01
definition = "Share of the referrals that were visited."
source = "A test."
[denominator]
of = "first_visit"
month_of = "referred_on"
[numerator]
part_of_denominator = true
where = "visited_on is not missing"
)toml";

TestExtract records() {
  return TestExtract(
      {{"ssd_person", "pers_person_id,pers_dob\nA,2010-05-01\nB,2011-05-01\nC,2012-05-01"},
       {"ssd_cin_episodes",
        "cine_referral_id,cine_person_id,cine_referral_date\nR1,A,2017-11-02\nR2,B,2017-11-03\n"
        "R3,C,2017-10-03"},
       {"ssd_cin_visits",
        "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date\nV1,A,2017-11-10\nV2,A,2017-11-12"}});
}

class OwnFactsTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("waymark-own-facts-" + std::string(test->name()) + "-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    ASSERT_TRUE(Store::create(folder_ / "store.duckdb"));
    auto store = Store::open(folder_ / "store.duckdb", Store::Mode::write);
    ASSERT_TRUE(store) << store.error().message;
    const auto written = store->write_load(extract_, {}, make_date(2017, 11, 30), "digest");
    ASSERT_TRUE(written) << written.error().message;
    load_ = written->load.id;
    store_.emplace(*std::move(store));
  }
  void TearDown() override {
    store_.reset();
    fs::remove_all(folder_);
  }

  // The catalogue with the fact's two files and its measure.
  static Catalogue catalogue(const std::string& query, const std::string& head = kHead) {
    CatalogueReading reading = read_catalogue({{"north/facts/first_visit.toml", head, true},
                                               {"north/facts/first_visit.sql", query, true},
                                               {"north/measures/x.toml", kMeasure, true}});
    for (const auto& fault : reading.faults) ADD_FAILURE() << fault.file << ": " << fault.message;
    reading.catalogue.parameters = default_parameters();
    reading.catalogue.default_codes = default_codes();
    return std::move(reading.catalogue);
  }

  // What a faulty query is refused with, without the file's name; "" if it is not.
  std::string refusal(const std::string& query, const std::string& head = kHead) const {
    const Catalogue faulty = catalogue(query, head);
    const auto facts = read_own_facts(*store_, extract_.authority, load_, faulty, extract_);
    if (facts) return "";
    EXPECT_EQ(facts.error().code, ErrorCode::definition);
    const std::string file = "north/facts/first_visit.sql:";
    EXPECT_TRUE(facts.error().message.starts_with(file)) << facts.error().message;
    return facts.error().message.substr(file.size());
  }

  // The refusal of the query with its first `from` replaced.
  std::string refusal_with(const std::string& from, const std::string& to) const {
    std::string query = kQuery;
    const std::size_t at = query.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return refusal(query.replace(at, from.size(), to));
  }

  fs::path folder_;
  TestExtract records_ = records();
  const Extract& extract_ = records_.extract();
  std::optional<Store> store_;
  std::int32_t load_ = 0;
};

std::vector<std::string> lines_of(const Result<CellList>& list) {
  std::vector<std::string> lines;
  EXPECT_TRUE(list);
  if (!list) return lines;
  for (const auto& row : list->rows) lines.push_back(join_text(row.cells, " "));
  return lines;
}

TEST_F(OwnFactsTest, AGoodOneIsCountedAndListed) {
  const Catalogue own = catalogue(kQuery);
  const auto facts = read_own_facts(*store_, extract_.authority, load_, own, extract_);
  ASSERT_TRUE(facts) << facts.error().message;
  const Engine engine(extract_, own, {.own_facts = *facts});
  const auto figures =
      engine.figures({.last = kNovember, .months = 1, .measures = {"X.1"}, .areas = {"county"}});
  EXPECT_NE(figures_csv(figures).find("\nX.1,county,2017-11,1,2,50,"), std::string::npos)
      << figures_csv(figures);
  EXPECT_EQ(lines_of(engine.list("X.1", "county", kNovember, ListSide::numerator)),
            (Lines{"A R1 2017-11-02 2017-11-10 several"}));
  EXPECT_EQ(lines_of(engine.list("X.1", "county", kNovember, ListSide::missed)),
            (Lines{"B R2 2017-11-03  one"}));
}

TEST_F(OwnFactsTest, NamesThatAreNotThereAreRefused) {
  EXPECT_EQ(
      refusal_with("FROM ssd_cin_episodes", "FROM ssd_cin_episode"),
      "4: There is no table ssd_cin_episode among the records; the nearest are ssd_cin_episodes, "
      "ssd_cla_episodes and ssd_cin_visits.");
  EXPECT_EQ(
      refusal_with("cine_referral_date", "cine_refered").substr(0, 85),
      "1: Binder Error: Referenced column \"cine_refered\" not found in FROM clause! Candidate");
}

TEST_F(OwnFactsTest, ColumnsThatAreMissingOrOfAnotherTypeAreRefused) {
  EXPECT_EQ(
      refusal_with("AS visited_on", "AS seen_on"),
      "1: The query gives no column visited_on; it gives child, referral, referred_on, seen_on and "
      "visits.");
  EXPECT_EQ(refusal_with("min(cinv_cin_visit_date)", "min(CAST(cinv_cin_visit_date AS VARCHAR))"),
            "1: The column visited_on is not a DATE (write CAST(... AS DATE)).");
  EXPECT_EQ(refusal_with("cine_person_id AS child", "1 AS child"),
            "1: The column child is not a text (VARCHAR).");
  EXPECT_EQ(refusal_with("'several'", "'many'"),
            "1: The column visits gives \"many\"; its words are one and several.");
}

TEST_F(OwnFactsTest, ARowThatStandsTwiceIsRefused) {
  EXPECT_EQ(refusal(kQuery + "UNION ALL " + kQuery),
            "1: The row of referral = \"R1\" stands twice and would count twice. Look for a join "
            "that meets "
            "several rows, or write SELECT DISTINCT.");
}

TEST_F(OwnFactsTest, WhatNoRecordHoldsIsRefused) {
  EXPECT_EQ(
      refusal_with("cine_person_id AS child", "'nobody' AS child"),
      "1: child is no person of the records: child = \"nobody\". Join ssd_person in the query.");
  EXPECT_EQ(refusal_with("cine_referral_id AS referral", "'R9' AS referral"),
            "1: There is no record \"R9\" in ssd_cin_episodes, which referral names.");
}

TEST_F(OwnFactsTest, StatementsThatAreNoSelectAreRefused) {
  EXPECT_EQ(refusal(""), "1: There is no query. Write one SELECT.");
  EXPECT_EQ(refusal("SELEC 1"),
            "1: Parser Error: syntax error at or near \"SELEC\". Mend the query and run the "
            "command again.");
  EXPECT_EQ(refusal("SELECT 1; SELECT 2"), "1: There are 2 statements. A fact is one SELECT.");
  EXPECT_EQ(refusal("SELECT ? AS child"),
            "1: The query asks for a value by ? or $, which nobody gives. Write the value.");
  EXPECT_EQ(refusal("\nDelete FROM ssd_person"),
            "2: This is no SELECT but a delete. A fact only reads; write one SELECT.");
  for (const char* statement :
       {"UPDATE ssd_person SET pers_sex = 'F'", "DROP VIEW ssd_person",
        "INSERT INTO ssd_person SELECT * FROM ssd_person", "CREATE TABLE kept AS SELECT 1 AS a",
        "PRAGMA database_list", "SET threads = 1", "CALL duckdb_tables()", "BEGIN TRANSACTION",
        "EXPLAIN SELECT 1", "SHOW TABLES", "INSTALL httpfs", "LOAD httpfs",
        "TRUNCATE ssd_person"}) {
    EXPECT_NE(refusal(statement).find("This is no SELECT"), std::string::npos) << statement;
  }
  EXPECT_NE(refusal("WITH a AS (SELECT 1) DELETE FROM ssd_person")
                .find("Can only delete from base table"),
            std::string::npos);
}

TEST_F(OwnFactsTest, FilesAreNeitherReadNorWritten) {
  const std::string outside = (folder_ / "outside.csv").string();
  const std::vector<std::string> reading = {"SELECT * FROM read_csv('" + outside + "')",
                                            "SELECT * FROM '" + outside + "'",
                                            "SELECT * FROM read_text('" + outside + "')",
                                            "SELECT * FROM glob('" + folder_.string() + "/*')"};
  for (const auto& query : reading) {
    EXPECT_NE(refusal(query).find("file system operations are disabled"), std::string::npos)
        << query;
  }
  const std::vector<std::string> writing = {"COPY (SELECT 1) TO '" + outside + "'",
                                            "ATTACH '" + (folder_ / "a.duckdb").string() + "' AS a",
                                            "EXPORT DATABASE '" + folder_.string() + "/x'"};
  for (const auto& query : writing) {
    EXPECT_NE(refusal(query).find("This is no SELECT"), std::string::npos) << query;
  }
  EXPECT_FALSE(fs::exists(outside));
  EXPECT_FALSE(fs::exists(folder_ / "a.duckdb"));
  EXPECT_FALSE(fs::exists(folder_ / "x"));
}

TEST_F(OwnFactsTest, TheRecordsAreAsBeforeWhateverWasTried) {
  for (const char* statement : {"DELETE FROM ssd_person", "SELECT 1; DROP TABLE ssd_person"}) {
    EXPECT_NE(refusal(statement), "");
  }
  const Catalogue own = catalogue(kQuery);
  EXPECT_TRUE(read_own_facts(*store_, extract_.authority, load_, own, extract_));
}

}  // namespace
}  // namespace waymark
