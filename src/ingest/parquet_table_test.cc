// The same rows as CSV and as typed Parquet are the same records.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <tuple>

#include "base/fraction.h"
#include "ingest/intake.h"
#include "store/database.h"
#include "store/store.h"

namespace waymark {
namespace {

const std::filesystem::path kTables = WAYMARK_SOURCE "/tests/data/ingest";

Intake read(const std::filesystem::path& folder) {
  auto intake = read_extract(kTables / folder);
  EXPECT_TRUE(intake.has_value()) << intake.error().message;
  return *std::move(intake);
}

// "table row rule" of the findings on rows.
std::vector<std::string> row_findings(const Intake& intake) {
  std::vector<std::string> told;
  for (const auto& f : intake.findings) {
    if (f.row > 0) told.push_back(f.table + " " + std::to_string(f.row) + " " + f.rule);
  }
  return told;
}

// A cell as its value reads, whatever its type: -1.0 and -1 are one number.
std::string cell(const Extract& extract, const RecordTable& table, std::size_t field,
                 std::size_t row) {
  if (!table.texts[field].empty()) {
    const std::string& text = table.texts[field][row];
    const auto number =
        table.schema->fields[field].type == FieldType::decimal ? parse_decimal(text) : std::nullopt;
    return number ? to_figure_text(*number) : text;
  }
  if (table.values[field].empty() || table.values[field][row] == kMissing) return "";
  const std::int32_t value = table.values[field][row];
  const Field& shape = table.schema->fields[field];
  if (shape.type == FieldType::id) return extract.ids.at(shape.id_space)->text(value);
  return std::to_string(value);
}

class Parquet : public testing::TestWithParam<const char*> {};

TEST_P(Parquet, HoldsTheSameRecordsAsCsv) {
  const Intake csv = read("csv");
  const Intake parquet = read(GetParam());
  ASSERT_EQ(csv.extract.tables.size(), 3u);
  ASSERT_EQ(parquet.extract.tables.size(), 3u);
  for (const auto& [name, table] : csv.extract.tables) {
    const RecordTable& other = *parquet.extract.find(name);
    ASSERT_EQ(other.rows, table.rows) << name;
    EXPECT_EQ(other.file_row, table.file_row) << name;
    for (std::size_t field = 0; field < table.schema->fields.size(); ++field) {
      for (std::size_t row = 0; row < table.rows; ++row) {
        EXPECT_EQ(cell(parquet.extract, other, field, row), cell(csv.extract, table, field, row))
            << name << " " << table.schema->fields[field].name << " " << row;
      }
    }
  }
  EXPECT_EQ(row_findings(parquet), row_findings(csv));
}

INSTANTIATE_TEST_SUITE_P(Written, Parquet, testing::Values("parquet", "pyarrow"));

TEST(ParquetRows, KeepsTheTextOfRejectedRowsAsCsv) {
  const Intake parquet = read("parquet");
  std::vector<std::string> texts;
  for (const auto& f : parquet.findings) {
    if (f.table == "ssd_person" && f.row > 0) texts.push_back(f.row_text);
  }
  EXPECT_EQ(texts, (std::vector<std::string>{"A,twice,2010-01-02,,,Y,N", ",nobody,,,,,"}));
}

class ParquetBlocks : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_ / "csv");
    std::filesystem::create_directories(folder_ / "parquet");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // Writes ssd_cin_visits both ways: one row of each five is odd in a way of its own.
  void write_visits(int rows) const {
    const auto csv = folder_ / "csv" / "ssd_cin_visits.csv";
    std::ofstream out(csv, std::ios::binary);
    out << "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen,"
           "cinv_cin_visit_seen_alone,cinv_cin_visit_bedroom\n";
    const char* const odd[] = {
        "X1,P1,2012-05-08,Y,Y,Y",            // a key that was there before
        ",P1,2012-05-08,Y,Y,Y",              // no key
        "Y{},P1,2012-15-08,Y,maybe,Y",       // two faults
        "Y{}, P{} ,2012-05-08,Y,, ",         // blanks
        "Y{},P1,2012-05-08 09:30:00,y,Y,Y",  // values that do not give the text back
        "Y{},,,,,",
    };
    for (int i = 1; i <= rows; ++i) {
      std::string row = i % 5 == 3 ? odd[i / 5 % 6] : "X{},P{},2012-05-08,Y,N,Y";
      for (auto at = row.find("{}"); at != row.npos; at = row.find("{}")) {
        row.replace(at, 2, std::to_string(i));
      }
      out << row << '\n';
    }
    out.close();
    const auto written = csv_to_parquet(csv, folder_ / "parquet" / "ssd_cin_visits.parquet");
    ASSERT_TRUE(written.has_value()) << written.error().message;
  }

  std::filesystem::path folder_ = std::filesystem::temp_directory_path() /
                                  ("waymark_parquet_blocks_" + std::to_string(getpid()));
};

// Everything that is told of a row.
auto told(const Finding& f) {
  return std::tie(f.rule, f.table, f.row, f.column, f.value, f.key, f.row_text);
}

TEST_F(ParquetBlocks, AreTheRowsOneByOne) {
  write_visits(7000);
  const Intake csv = read(folder_ / "csv");
  const Intake parquet = read(folder_ / "parquet");
  const RecordTable& rows = *csv.extract.find("ssd_cin_visits");
  const RecordTable& blocks = *parquet.extract.find("ssd_cin_visits");
  ASSERT_EQ(blocks.rows, rows.rows);
  EXPECT_EQ(blocks.file_row, rows.file_row);
  EXPECT_EQ(blocks.originals, rows.originals);
  EXPECT_GT(rows.originals.size(), 400u);
  for (std::size_t field = 0; field < rows.schema->fields.size(); ++field) {
    for (std::size_t row = 0; row < rows.rows; ++row) {
      ASSERT_EQ(cell(parquet.extract, blocks, field, row), cell(csv.extract, rows, field, row));
    }
  }
  ASSERT_EQ(parquet.findings.size(), csv.findings.size());
  EXPECT_GT(csv.findings.size(), 900u);
  for (std::size_t i = 0; i < csv.findings.size(); ++i) {
    EXPECT_EQ(told(parquet.findings[i]), told(csv.findings[i]));
  }
}

TEST_F(ParquetBlocks, RejectTheRowsWithANul) {
  auto database = sql::Database::open({}, sql::DatabaseOptions{});
  auto connection = (*database)->connect();
  const auto file = folder_ / "parquet" / "ssd_cin_visits.parquet";
  const auto made = connection->execute(
      "COPY (SELECT 'X' || i AS cinv_cin_visit_id, "
      "'P' || CASE WHEN i = 3 THEN chr(0) ELSE '' END AS cinv_person_id, "
      "DATE '2012-05-08' + i::INTEGER AS cinv_cin_visit_date, 'a' || CASE WHEN i = 5 THEN chr(0) "
      "ELSE '' END AS other "
      "FROM range(1, 6) AS t(i)) TO " +
      sql::quoted_text(file.string()) + " (FORMAT parquet)");
  ASSERT_TRUE(made.has_value()) << made.error().message;
  const Intake intake = read(folder_ / "parquet");
  EXPECT_EQ(row_findings(intake),
            (std::vector<std::string>{"ssd_cin_visits 3 not-utf-8", "ssd_cin_visits 5 not-utf-8"}));
  EXPECT_EQ(intake.extract.find("ssd_cin_visits")->file_row, (std::vector<std::int32_t>{1, 2, 4}));
}

}  // namespace
}  // namespace waymark
