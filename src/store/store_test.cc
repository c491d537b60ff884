#include "store/store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "model/record_bytes.h"
#include "store/layout.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// A folder of its own for each test.
class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("waymark-store-" + std::string(test->name()) + "-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    ASSERT_TRUE(Store::create(file()).has_value());
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path file() const { return folder_ / "store.duckdb"; }

  Store open(Store::Mode mode = Store::Mode::write) const {
    auto store = Store::open(file(), mode);
    EXPECT_TRUE(store.has_value()) << store.error().message;
    return *std::move(store);
  }

  fs::path folder_;
};

// The ids of one space of an extract made by hand.
class Ids final : public IdTexts {
 public:
  std::int32_t size() const override { return texts_.size(); }
  std::string text(std::int32_t number) const override { return std::string(texts_.text(number)); }
  bool before(std::int32_t a, std::int32_t b) const override {
    return texts_.text(a) < texts_.text(b);
  }
  std::int32_t find(std::string_view text) const override { return texts_.find(text); }
  std::int32_t number(std::string_view text) { return texts_.number(text); }

 private:
  Dictionary texts_;
};

// Fills an extract cell by cell.
class Filler {
 public:
  explicit Filler(const std::string& authority) { extract.authority = authority; }

  RecordTable& table(const std::string& name) {
    auto& table = extract.tables[name];
    if (table.schema == nullptr) {
      table.schema = record_schema().find(name);
      table.values.resize(table.schema->fields.size());
      table.texts.resize(table.schema->fields.size());
    }
    return table;
  }

  // Adds a row; fields not named are missing. A json cell gives its keys, separated by blanks.
  void row(const std::string& name, std::int32_t file_row,
           const std::vector<std::pair<std::string, std::string>>& cells) {
    RecordTable& records = table(name);
    ++records.rows;
    records.file_row.push_back(file_row);
    if (!records.schema->tie_fields.empty()) records.tie_rank.push_back(0);
    for (std::size_t i = 0; i < records.schema->fields.size(); ++i) {
      const Field& field = records.schema->fields[i];
      const auto cell = std::find_if(cells.begin(), cells.end(),
                                     [&](const auto& c) { return c.first == field.name; });
      const std::string text = cell == cells.end() ? "" : cell->second;
      const bool is_text = field.type == FieldType::text || field.type == FieldType::decimal;
      if (is_text) {
        records.texts[i].push_back(text);
      } else {
        records.values[i].push_back(text.empty() ? kMissing : value(field, text));
      }
      if (field.type == FieldType::json)
        records.texts[i].push_back(text.empty() ? "" : "{" + text + "}");
    }
  }

  Extract extract;

 private:
  std::int32_t value(const Field& field, const std::string& text) {
    switch (field.type) {
      case FieldType::date:
        return parse_date(text)->days;
      case FieldType::boolean:
        return text == "Y" ? 1 : 0;
      case FieldType::id: {
        auto& ids = extract.ids[field.id_space];
        if (ids == nullptr) ids = std::make_shared<Ids>();
        return static_cast<Ids&>(*ids).number(text);
      }
      case FieldType::json: {
        extract.key_sets.sets.push_back({extract.codes.number(text)});
        return static_cast<std::int32_t>(extract.key_sets.sets.size()) - 1;
      }
      case FieldType::code:
      case FieldType::postcode:
        return extract.codes.number(text);
      default:
        return std::stoi(text);
    }
  }
};

// Three children, the order of whose ids in the file is not byte order.
Filler people(const std::vector<std::pair<std::string, std::string>>& children) {
  Filler filler("E10");
  std::int32_t row = 0;
  for (const auto& [id, born] : children) {
    filler.row("ssd_person", ++row, {{"pers_person_id", id}, {"pers_expected_dob", born}});
  }
  return filler;
}

Date day(const char* text) { return *parse_date(text); }

LoadReport write(Store& store, const Extract& extract, const char* as_at, const std::string& digest,
                 const Findings& findings = {}) {
  auto report = store.write_load(extract, findings, day(as_at), digest);
  EXPECT_TRUE(report.has_value()) << report.error().message;
  return *std::move(report);
}

Extract read(const Store& store, std::int32_t load, const Store::ReadRequest& request = {}) {
  auto extract = store.read("E10", load, request);
  EXPECT_TRUE(extract.has_value()) << extract.error().message;
  return *std::move(extract);
}

// "id born" of every child, in the order read.
std::vector<std::string> children(const Extract& extract) {
  std::vector<std::string> told;
  for (std::size_t row = 0; row < extract.rows("ssd_person"); ++row) {
    told.push_back(extract.cell_text("ssd_person", "pers_person_id", row) + " " +
                   extract.cell_text("ssd_person", "pers_expected_dob", row));
  }
  return told;
}

const TableChange& change(const LoadReport& report, std::string_view table) {
  return *std::find_if(report.tables.begin(), report.tables.end(),
                       [&](const TableChange& c) { return c.table == table; });
}

using Lines = std::vector<std::string>;

TEST_F(StoreTest, GivesBackACellOfEveryTypeOfEveryTable) {
  Filler filler("E10");
  const auto sample = [](const Field& field) -> std::string {
    switch (field.type) {
      case FieldType::date:
        return "2016-02-29";
      case FieldType::boolean:
        return "N";
      case FieldType::integer:
        return "-7";
      case FieldType::decimal:
        return "0.50";
      case FieldType::postcode:
        return "NR12AB";
      case FieldType::code:
        return "CODE-" + std::to_string(field.name.size());
      default:
        return "a text of " + field.name;
    }
  };
  for (const auto& table : record_schema().tables) {
    std::vector<std::pair<std::string, std::string>> cells;
    for (const auto& field : table.fields) cells.emplace_back(field.name, sample(field));
    filler.row(table.name, 1, {});
    filler.row(table.name, 2, cells);
  }
  Store store = open();
  write(store, filler.extract, "2017-11-30", "a");
  const Extract read_back = read(store, 1, {.tables = {}, .columns = {}, .with_texts = true});
  ASSERT_EQ(read_back.tables.size(), record_schema().tables.size());
  for (const auto& table : record_schema().tables) {
    ASSERT_EQ(read_back.rows(table.name), 2u) << table.name;
    for (const auto& field : table.fields) {
      // The row without a child is first: missing is before everything.
      EXPECT_EQ(read_back.cell_text(table.name, field.name, 0), "") << table.name << field.name;
      const std::string expected =
          field.type == FieldType::json ? "{" + sample(field) + "}" : sample(field);
      EXPECT_EQ(read_back.cell_text(table.name, field.name, 1), expected)
          << table.name << " " << field.name;
    }
  }
}

TEST_F(StoreTest, KeepsOriginalsTieRanksAndKeySets) {
  Filler filler("E10");
  filler.row("ssd_assessment_factors", 1,
             {{"cinf_table_id", "F1"}, {"cinf_assessment_factors_json", "1A"}});
  filler.row("loc_extract", 1, {{"authority_code", "E10"}, {"extract_date", "2017-11-29"}});
  filler.row("loc_extract", 2, {{"authority_code", "E10"}, {"extract_date", "2017-11-28"}});
  ASSERT_FALSE(record_schema().find("loc_extract")->tie_fields.empty());
  filler.table("loc_extract").tie_rank = {0, 1};
  filler.table("ssd_assessment_factors").originals[0] = "F1\x1F \x1F{\"1a\": true}";
  Store store = open();
  EXPECT_EQ(write(store, filler.extract, "2017-11-30", "a").load.extract_date, day("2017-11-29"));
  const Extract all = read(store, 1, {.tables = {}, .columns = {}, .with_texts = true});
  EXPECT_EQ(all.find("loc_extract")->tie_rank, (std::vector<std::int32_t>{0, 1}));
  EXPECT_EQ(all.find("ssd_assessment_factors")->originals.at(0), "F1\x1F \x1F{\"1a\": true}");
  const auto sets = all.column("ssd_assessment_factors", "cinf_assessment_factors_json");
  EXPECT_TRUE(all.has_key(sets[0], all.code("1a")));
  const Extract numbers = read(store, 1);
  EXPECT_TRUE(numbers.find("ssd_assessment_factors")->originals.empty());
  EXPECT_EQ(numbers.find("loc_extract")->tie_rank, (std::vector<std::int32_t>{0, 1}));
}

TEST_F(StoreTest, AnswersAsAtAnyOfThreeLoads) {
  Store store = open();
  write(store, people({{"C", "2001-01-01"}, {"A", "2002-02-02"}}).extract, "2017-09-30", "a");
  const auto second =
      write(store, people({{"A", "2002-02-03"}, {"C", "2001-01-01"}, {"B", "2003-03-03"}}).extract,
            "2017-10-31", "b");
  EXPECT_EQ(change(second, "ssd_person").changed, 1);
  EXPECT_EQ(change(second, "ssd_person").new_rows, 1);
  EXPECT_EQ(change(second, "ssd_person").ended, 0);
  EXPECT_EQ(change(second, "ssd_person").unchanged, 1);
  const auto third =
      write(store, people({{"A", "2002-02-03"}, {"B", "2003-03-03"}}).extract, "2017-11-30", "c");
  EXPECT_EQ(change(third, "ssd_person").ended, 1);
  EXPECT_EQ(third.load.closed, 1);
  EXPECT_EQ(children(read(store, 1)), (Lines{"A 2002-02-02", "C 2001-01-01"}));
  // Numbered in byte order at the first load, behind the known ones later: B comes after C.
  EXPECT_EQ(children(read(store, 2)), (Lines{"A 2002-02-03", "C 2001-01-01", "B 2003-03-03"}));
  EXPECT_EQ(children(read(store, 3)), (Lines{"A 2002-02-03", "B 2003-03-03"}));
}

TEST_F(StoreTest, ComparesIdsInByteOrderAcrossLoads) {
  Store store = open();
  write(store, people({{"B", "2001-01-01"}, {"D", "2001-01-01"}}).extract, "2017-09-30", "a");
  write(store,
        people({{"B", "2001-01-01"}, {"D", "2001-01-01"}, {"C", "2001-01-01"}, {"A", ""}}).extract,
        "2017-10-31", "b");
  const Extract extract = read(store, 2);
  const IdTexts& ids = *extract.ids.at("person_id");
  ASSERT_EQ(ids.size(), 4);
  for (const char* a : {"A", "B", "C", "D"}) {
    for (const char* b : {"A", "B", "C", "D"}) {
      EXPECT_EQ(ids.before(ids.find(a), ids.find(b)), std::string(a) < b) << a << b;
    }
  }
  EXPECT_EQ(ids.find("E"), kMissing);
}

TEST_F(StoreTest, WritesNothingForTheSameFiles) {
  Store store = open();
  const auto once = people({{"A", "2002-02-02"}});
  EXPECT_TRUE(write(store, once.extract, "2017-11-30", "a").written);
  const auto again = write(store, once.extract, "2017-11-30", "a");
  EXPECT_FALSE(again.written);
  EXPECT_EQ(again.load.id, 1);
  EXPECT_EQ(store.loads()->size(), 1u);
}

TEST_F(StoreTest, TakesRowsInAnotherOrderForNoChange) {
  Store store = open();
  write(store, people({{"A", "2002-02-02"}, {"B", "2003-03-03"}}).extract, "2017-10-31", "a");
  const auto report =
      write(store, people({{"B", "2003-03-03"}, {"A", "2002-02-02"}}).extract, "2017-11-30", "b");
  EXPECT_TRUE(report.written);
  EXPECT_EQ(report.load.opened, 0);
  EXPECT_EQ(report.load.closed, 0);
}

TEST_F(StoreTest, EndsTheRowsOfATableWithoutAFile) {
  Store store = open();
  auto both = people({{"A", "2002-02-02"}});
  both.row("ssd_family", 1, {{"fami_table_id", "F"}, {"fami_person_id", "A"}});
  write(store, both.extract, "2017-10-31", "a");
  const auto report = write(store, people({{"A", "2002-02-02"}}).extract, "2017-11-30", "b");
  EXPECT_EQ(change(report, "ssd_family").ended, 1);
  EXPECT_TRUE(read(store, 1).supplied("ssd_family"));
  EXPECT_FALSE(read(store, 2).supplied("ssd_family"));
  // Supplied, and empty.
  auto empty = people({{"A", "2002-02-02"}});
  empty.table("ssd_family");
  write(store, empty.extract, "2017-12-31", "c");
  EXPECT_TRUE(read(store, 3).supplied("ssd_family"));
  EXPECT_EQ(read(store, 3).rows("ssd_family"), 0u);
}

TEST_F(StoreTest, RefusesAnEarlierDayAndAnotherAuthority) {
  Store store = open();
  write(store, people({{"A", "2002-02-02"}}).extract, "2017-11-30", "a");
  auto other = people({{"B", "2002-02-02"}});
  const auto early = store.write_load(other.extract, {}, day("2017-10-31"), "b");
  ASSERT_FALSE(early.has_value());
  EXPECT_EQ(early.error().code, ErrorCode::conflict);
  EXPECT_NE(early.error().message.find("2017-11-30"), std::string::npos);
  other.extract.authority = "E11";
  const auto foreign = store.write_load(other.extract, {}, day("2017-12-31"), "b");
  ASSERT_FALSE(foreign.has_value());
  EXPECT_EQ(foreign.error().code, ErrorCode::conflict);
  EXPECT_EQ(store.loads()->size(), 1u);
  EXPECT_EQ(*store.authorities(), (Lines{"E10"}));
  // A store of many takes it; each authority has its own days, children and loads.
  ASSERT_TRUE(store.write_load(other.extract, {}, day("2017-10-31"), "b", true).has_value());
  EXPECT_EQ(*store.authorities(), (Lines{"E10", "E11"}));
  EXPECT_EQ(children(*store.read("E11", 2, {})), (Lines{"B 2002-02-02"}));
  EXPECT_EQ(children(read(store, 1)), (Lines{"A 2002-02-02"}));
  EXPECT_FALSE(store.read("E10", 2, {}).has_value());
}

TEST_F(StoreTest, FindsTheLoadKnownAtADay) {
  Store store = open();
  write(store, people({{"A", "2002-02-02"}}).extract, "2017-10-31", "a");
  write(store, people({{"A", "2002-02-03"}}).extract, "2017-11-30", "b");
  write(store, people({{"A", "2002-02-04"}}).extract, "2017-11-30", "c");
  const auto known = [&](const char* at) {
    const auto load = store.load_known_at("E10", at == nullptr ? Date{} : day(at));
    return load->has_value() ? (*load)->id : 0;
  };
  EXPECT_EQ(known("2017-10-30"), 0);
  EXPECT_EQ(known("2017-10-31"), 1);
  EXPECT_EQ(known("2017-11-29"), 1);
  EXPECT_EQ(known("2017-11-30"), 3);
  EXPECT_EQ(known(nullptr), 3);
  EXPECT_FALSE(store.load_known_at("E99", {})->has_value());
}

TEST_F(StoreTest, ReadsOnlyWhatIsAskedFor) {
  Store store = open();
  auto filler = people({{"A", "2002-02-02"}});
  filler.row("ssd_family", 1, {{"fami_table_id", "F"}, {"fami_person_id", "A"}});
  write(store, filler.extract, "2017-10-31", "a");
  const Extract extract = read(store, 1,
                               {.tables = {"ssd_person"},
                                .columns = {{"ssd_person", {"pers_expected_dob"}}},
                                .with_texts = false});
  EXPECT_FALSE(extract.supplied("ssd_family"));
  const RecordTable& table = *extract.find("ssd_person");
  EXPECT_EQ(table.values[table.field("pers_expected_dob")].size(), 1u);
  EXPECT_TRUE(table.values[table.field("pers_death_date")].empty());
  EXPECT_TRUE(table.texts[table.field("pers_forename")].empty());
}

TEST_F(StoreTest, FetchesWhatWasLeftOutWhenItIsAskedFor) {
  Store store = open();
  write(store, people({{"B", "2003-03-03"}, {"A", "2002-02-02"}}).extract, "2017-10-31", "a");
  write(store, people({{"B", "2003-03-04"}, {"A", "2002-02-02"}, {"C", ""}}).extract, "2017-11-30",
        "b");
  for (const std::int32_t load : {1, 2}) {
    const Extract all =
        read(store, load, {.tables = {"ssd_person"}, .columns = {}, .with_texts = false});
    const Extract few = read(
        store, load,
        {.tables = {"ssd_person"}, .columns = {{"ssd_person", {"pers_sex"}}}, .with_texts = false});
    const auto whole = all.column("ssd_person", "pers_dob");
    const auto fetched = few.column("ssd_person", "pers_dob");
    EXPECT_EQ(std::vector(fetched.begin(), fetched.end()), std::vector(whole.begin(), whole.end()));
    EXPECT_EQ(few.cell_text("ssd_person", "pers_dob", 0),
              all.cell_text("ssd_person", "pers_dob", 0));
  }
}

TEST_F(StoreTest, ReadsNothingOfWhatIsHereBeforeItIsAskedFor) {
  Filler filler = people({{"B", "2010-01-01"}, {"A", "2011-01-01"}});
  filler.row("loc_locality", 1, {{"locality_id", "N"}, {"name", "North"}});
  filler.row("loc_target", 1, {{"measure", "2.4"}, {"area", "N"}, {"target", "95.0"}});
  auto store = open();
  write(store, filler.extract, "2017-11-30", "1");
  const Extract read_whole = read(store, 1);
  const std::string bytes = bytes_of_records(read_whole, {"loc_locality"});
  const auto here = std::make_shared<const SomeRecords>(
      *records_of_bytes(std::as_bytes(std::span(std::string_view(bytes)))));
  Store::ReadRequest request{.tables = {}, .columns = {}, .with_texts = true, .later = true};
  request.here = here;
  const auto extract = store.read(store.loads()->front(), request);
  ASSERT_TRUE(extract.has_value());
  EXPECT_EQ(extract->find("loc_locality")->values, read_whole.find("loc_locality")->values);
  EXPECT_EQ(extract->cell_text("loc_locality", "locality_id", 0), "N");
  EXPECT_EQ(extract->cell_text("loc_locality", "name", 0), "North");
  // What is not here is in the store, under the same numbers.
  EXPECT_EQ(extract->cell_text("loc_target", "area", 0), "N");
  EXPECT_EQ(extract->cell_text("loc_target", "target", 0), "95.0");
  EXPECT_EQ(extract->cell_text("loc_target", "measure", 0), "2.4");
  EXPECT_EQ(children(*extract), children(read_whole));
  EXPECT_EQ(extract->ids.at("person_id")->size(), 2);
  EXPECT_TRUE(extract->ids.at("person_id")->before(0, 1));
  EXPECT_FALSE(extract->supplied("ssd_contacts"));
  EXPECT_TRUE(extract->reading());
}

TEST_F(StoreTest, KeepsFindingsOfEveryLoad) {
  Findings findings(1);
  findings[0] = {.rule = "unreadable-row",
                 .effect = FindingEffect::rejected,
                 .table = "ssd_person",
                 .file = "ssd_person.csv",
                 .row = 7,
                 .column = "",
                 .key = "A | B",
                 .value = "",
                 .message = "One sentence.",
                 .row_text = "A,\xFF\xFE,B"};
  Store store = open();
  write(store, people({{"A", "2002-02-02"}}).extract, "2017-10-31", "a", findings);
  write(store, people({{"A", "2002-02-03"}}).extract, "2017-11-30", "b");
  const auto first = store.findings("E10", 1);
  ASSERT_EQ(first->size(), 1u);
  EXPECT_EQ((*first)[0].rule, "unreadable-row");
  EXPECT_EQ((*first)[0].effect, FindingEffect::rejected);
  EXPECT_EQ((*first)[0].row, 7);
  EXPECT_EQ((*first)[0].key, "A | B");
  EXPECT_EQ((*first)[0].row_text, "A,\xFF\xFE,B");
  EXPECT_TRUE(store.findings("E10", 2)->empty());
}

TEST_F(StoreTest, KeepsPublishedFiguresTheLaterOneStanding) {
  const PublishedFigure figure{.measure = "some measure",
                               .area = "county",
                               .month = make_month(2017, 10),
                               .value = "12",
                               .numerator = "12",
                               .denominator = "",
                               .ytd_value = "80",
                               .source = "printed"};
  PublishedFigure mended = figure;
  mended.value = "13";
  {
    Store store = open();
    EXPECT_EQ(*store.write_published({figure}), 1);
    EXPECT_EQ(*store.write_published({mended}), 1);
  }
  const auto published = open(Store::Mode::read).published();
  ASSERT_EQ(published->size(), 1u);
  EXPECT_EQ(published->front().value, "13");
  EXPECT_EQ(published->front().month, make_month(2017, 10));
  EXPECT_EQ(published->front().ytd_value, "80");
}

TEST_F(StoreTest, IsNeitherMadeTwiceNorMistakenForAnotherFile) {
  EXPECT_EQ(Store::create(file()).error().code, ErrorCode::conflict);
  EXPECT_EQ(Store::open(folder_ / "nowhere", Store::Mode::write).error().code,
            ErrorCode::not_found);
  EXPECT_FALSE(fs::exists(folder_ / "nowhere"));
  std::ofstream(folder_ / "text") << "this is no database, whatever its name may be";
  EXPECT_EQ(Store::open(folder_ / "text", Store::Mode::read).error().code,
            ErrorCode::invalid_input);
}

// Parquet

using Table = std::vector<Lines>;

Table parquet_rows(const fs::path& file) {
  Table rows;
  const auto done = read_parquet(
      file,
      [&](const ParquetHeader& header) -> Status {
        rows.push_back(header.names);
        return {};
      },
      [&](const ParquetColumns& columns) -> Status {
        for (std::size_t row = 0; row < columns.front().size(); ++row) {
          for (auto& fields = rows.emplace_back(); const auto& texts : columns) {
            fields.emplace_back(texts[row]);
          }
        }
        return {};
      });
  EXPECT_TRUE(done.has_value()) << done.error().message;
  return rows;
}

TEST_F(StoreTest, WritesCsvAsParquetAndReadsItBack) {
  const fs::path csv = folder_ / "a[1] b*.csv";
  std::ofstream(csv, std::ios::binary)
      << "id,text,json\n01,\"a \"\"b\"\",\r\nc\",\"{\"\"1A\"\":\"\"Y\"\"}\"\n,,\n 2 ,\u00e9,\n";
  const fs::path parquet = folder_ / "it's [a] b?.parquet";
  const auto written = csv_to_parquet(csv, parquet);
  ASSERT_TRUE(written.has_value()) << written.error().message;
  EXPECT_EQ(parquet_rows(parquet), (Table{{"id", "text", "json"},
                                          {"01", "a \"b\",\r\nc", "{\"1A\":\"Y\"}"},
                                          {"", "", ""},
                                          {" 2 ", "\u00e9", ""}}));
}

TEST_F(StoreTest, ReadsTypedParquetColumnsAsTheContractsTexts) {
  const fs::path file = folder_ / "typed.parquet";
  auto database = sql::Database::open({}, sql::DatabaseOptions{});
  auto connection = (*database)->connect();
  const auto made = connection->execute(
      "COPY (SELECT DATE '2016-02-29' AS d, TIMESTAMP '2017-01-02 03:04:05.678' AS t, true AS yes, "
      "false AS no, 12.50::DECIMAL(9, 2) AS decimal, 42::BIGINT AS number, 12345.0::DOUBLE AS "
      "whole, "
      "0.25::DOUBLE AS part, 'x y' AS text, NULL::INTEGER AS missing) TO " +
      sql::quoted_text(file.string()) + " (FORMAT parquet)");
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_EQ(parquet_rows(file)[1], (Lines{"2016-02-29", "2017-01-02 03:04:05", "Y", "N", "12.50",
                                          "42", "12345", "0.25", "x y", ""}));
}

TEST_F(StoreTest, ReadsDatesAndTimesOfAllTypesAndYears) {
  const fs::path file = folder_ / "times.parquet";
  auto database = sql::Database::open({}, sql::DatabaseOptions{});
  auto connection = (*database)->connect();
  const auto made = connection->execute(
      "COPY (SELECT * FROM (VALUES "
      "(DATE '0001-01-01', TIMESTAMP '0001-01-01 00:00:00', TIMESTAMP_NS '1969-12-31 23:59:58.5'), "
      "(DATE '9999-12-31', TIMESTAMP '9999-12-31 23:59:59.999999', NULL), "
      "(NULL, NULL, TIMESTAMP_NS '2017-01-02 03:04:05.678'), "
      "(DATE '10000-01-01', TIMESTAMP '10000-01-01 00:00:00', NULL), "
      "(DATE '0044-03-15 (BC)', TIMESTAMP '1969-12-31 23:59:58.5', NULL), "
      "('infinity'::DATE, '-infinity'::TIMESTAMP, NULL)) AS t(d, t, n)) TO " +
      sql::quoted_text(file.string()) + " (FORMAT parquet)");
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_EQ(parquet_rows(file), (Table{{"d", "t", "n"},
                                       {"0001-01-01", "0001-01-01 00:00:00", "1969-12-31 23:59:58"},
                                       {"9999-12-31", "9999-12-31 23:59:59", ""},
                                       {"", "", "2017-01-02 03:04:05"},
                                       {"10000-01-01", "10000-01-01 00:00:00", ""},
                                       {"0044-03-15 (BC)", "1969-12-31 23:59:58", ""},
                                       {"infinity", "-infinity", ""}}));
}

TEST_F(StoreTest, TellsThatAFileIsNoParquet) {
  std::ofstream(folder_ / "bad.parquet") << "PAR1 and nothing behind it PAR1";
  const auto done = read_parquet(
      folder_ / "bad.parquet", [](const auto&) -> Status { return {}; },
      [](const auto&) -> Status { return {}; });
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, ErrorCode::invalid_input);
}

}  // namespace
}  // namespace waymark
