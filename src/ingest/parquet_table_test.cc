// The same rows as CSV and as typed Parquet are the same records.
#include <gtest/gtest.h>

#include <filesystem>

#include "base/fraction.h"
#include "ingest/intake.h"

namespace waymark {
namespace {

const std::filesystem::path kTables = WAYMARK_SOURCE "/tests/data/ingest";

Intake read(const char* format) {
  auto intake = read_extract(kTables / format);
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

}  // namespace
}  // namespace waymark
