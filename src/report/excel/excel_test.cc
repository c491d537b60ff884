#include "report/excel/excel.h"

#include <gtest/gtest.h>

#include <set>

#include "report/excel/sheets.h"
#include "report/test_report.h"

namespace waymark {
namespace {

TEST(NumberFormat, ShowsANumberAsItsText) {
  EXPECT_EQ(number_format("4,205"), "#,##0");
  EXPECT_EQ(number_format("67.1%"), "#,##0.0\"%\"");
  EXPECT_EQ(number_format("25% or more"), "#,##0\"% or more\"");
  EXPECT_EQ(number_format("681.7"), "#,##0.0");
  EXPECT_EQ(number_format("12."), "#,##0\".\"");
  EXPECT_EQ(number_format("-3.25"), "#,##0.00");
  EXPECT_EQ(number_format("none"), "General");
}

TEST(Sheets, BeginWithCoverContentsAndNotes) {
  const auto sheets = sheets_of(build_publication(test_inputs()));
  ASSERT_GE(sheets.size(), 5u);
  EXPECT_EQ(sheets[0].name, "Cover");
  EXPECT_EQ(sheets[1].name, "Contents");
  EXPECT_EQ(sheets[2].name, "Notes");
  EXPECT_EQ(sheets[3].name, "Summary");
  EXPECT_EQ(sheets[1].rows.size(), sheets.size() - 2);
}

TEST(Sheets, HaveNoBlankCellAndNoHeadingTwice) {
  for (const char* area : {"county", "north"}) {
    PublicationInputs inputs = test_inputs();
    inputs.area = area;
    std::set<std::string> names, tables;
    for (const auto& sheet : sheets_of(build_publication(inputs))) {
      EXPECT_TRUE(names.insert(sheet.name).second) << sheet.name;
      EXPECT_LE(sheet.name.size(), 31u);
      EXPECT_TRUE(sheet.table.empty() || tables.insert(sheet.table).second) << sheet.table;
      std::set<std::string> headings;
      for (const auto& column : sheet.columns) {
        EXPECT_TRUE(headings.insert(column.heading).second) << sheet.name << ": " << column.heading;
      }
      for (const auto& row : sheet.rows) {
        ASSERT_EQ(row.size(), sheet.columns.size()) << sheet.name;
        for (const auto& cell : row) EXPECT_FALSE(cell.text.empty()) << sheet.name;
      }
    }
  }
}

TEST(Excel, EqualPublicationsGiveEqualBytes) {
  const Publication publication = build_publication(test_inputs());
  const std::string bytes = write_excel(publication);
  ASSERT_EQ(bytes.substr(0, 2), "PK");
  EXPECT_EQ(bytes, write_excel(publication));
}

}  // namespace
}  // namespace waymark
