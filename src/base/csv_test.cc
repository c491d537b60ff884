#include "base/csv.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

std::vector<std::vector<std::string>> rows_of(std::string_view text) {
  CsvReader reader(text);
  CsvRow row;
  std::vector<std::vector<std::string>> rows;
  while (reader.next(row)) rows.emplace_back(row.fields.begin(), row.fields.end());
  return rows;
}

using Rows = std::vector<std::vector<std::string>>;

TEST(Csv, ReadsQuotesCommasAndLineEndsInsideFields) {
  EXPECT_EQ(rows_of("a,b\r\n\"x, \"\"y\"\"\",\"1\n2\"\n"),
            (Rows{{"a", "b"}, {"x, \"y\"", "1\n2"}}));
}

TEST(Csv, SkipsEmptyLinesOnlyWhenWhollyEmpty) {
  EXPECT_EQ(rows_of("a\n\n\r\n \n,\n"), (Rows{{"a"}, {" "}, {"", ""}}));
}

TEST(Csv, SkipsALoneCarriageReturnAtTheEnd) {
  EXPECT_EQ(rows_of("a\n1\n\r"), (Rows{{"a"}, {"1"}}));
}

TEST(Csv, KeepsTextBehindAClosingQuoteAsPartOfTheField) {
  EXPECT_EQ(rows_of("\"a\"b,c\r\n"), (Rows{{"ab", "c"}}));
}

TEST(Csv, KeepsQuotesInsideAnUnquotedFieldAsTheyStand) {
  EXPECT_EQ(rows_of("5\" pipe,\n"), (Rows{{"5\" pipe", ""}}));
}

TEST(Csv, GivesTheRowAsItStood) {
  CsvReader reader("a,\"b \"\"c\"\"\nd\"\r\nnext\n");
  CsvRow row;
  ASSERT_TRUE(reader.next(row));
  EXPECT_EQ(row.text, "a,\"b \"\"c\"\"\nd\"");
}

TEST(Csv, LastRowNeedsNoLineEnd) { EXPECT_EQ(rows_of("a,b\n1,"), (Rows{{"a", "b"}, {"1", ""}})); }

TEST(Csv, TellsWhereAQuoteStaysOpen) {
  CsvReader reader("a,b\n1,2\n3,\"open\n4,5\n");
  CsvRow row;
  while (reader.next(row)) {
  }
  EXPECT_EQ(reader.open_quote_line(), 3);
}

TEST(Csv, DropsAByteOrderMark) {
  CsvReader reader("\xEF\xBB\xBF\x61\n");
  CsvRow row;
  ASSERT_TRUE(reader.next(row));
  EXPECT_EQ(row.fields[0], "a");
  EXPECT_TRUE(reader.had_byte_order_mark());
}

TEST(Csv, CountsRowsAndLinesApart) {
  CsvReader reader("h\n\n\"1\n1\"\n2\n");
  CsvRow row;
  while (reader.next(row)) {
  }
  EXPECT_EQ(row.row, 2);
  EXPECT_EQ(row.line, 5);
}

TEST(Csv, QuotesOnlyWhereNeeded) {
  EXPECT_EQ(csv_field("plain text"), "plain text");
  EXPECT_EQ(csv_field("a \"b\", c"), "\"a \"\"b\"\", c\"");
}

}  // namespace
}  // namespace waymark
