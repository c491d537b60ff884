#include "ingest/cells.h"

#include <gtest/gtest.h>

#include <string>

namespace waymark {
namespace {

std::string date(std::string_view text) {
  const CellReading reading = read_date_cell(text);
  return reading.fault.empty() ? to_string(Date{reading.value}) : std::string(reading.fault);
}

TEST(DateCell, IsYearMonthDayWithATimeOrNot) {
  EXPECT_EQ(date("2016-02-29"), "2016-02-29");
  EXPECT_EQ(date("2016-02-29 00:00:00"), "2016-02-29");
  EXPECT_EQ(date("2016-02-29T23:59:59"), "2016-02-29");
}

TEST(DateCell, ReadsNothingElse) {
  for (const char* text :
       {"2017-02-29", "2017-2-9", "29/02/2016", "20160229", "2016-02-29 ", "2016-02-29 24:00:00",
        "2016-02-29 00:60:00", "2016-02-29 00:00:60", "2016-02-29x00:00:00", "2016-02-29 00:00",
        "2016-02-29 00:00:00.000", "2016-02-29T00:00:00Z", "unknown", "42"}) {
    EXPECT_EQ(date(text), "unreadable-date") << text;
    EXPECT_EQ(read_date_cell(text).value, kMissing) << text;
    EXPECT_FALSE(read_date_cell(text).readable) << text;
  }
}

TEST(DateCell, LosesTheTime) {
  EXPECT_TRUE(read_date_cell("2016-02-29").exact);
  EXPECT_FALSE(read_date_cell("2016-02-29 00:00:00").exact);
}

TEST(BooleanCell, IsYOrNInEitherCase) {
  EXPECT_EQ(read_boolean_cell("Y").value, 1);
  EXPECT_EQ(read_boolean_cell("y").value, 1);
  EXPECT_EQ(read_boolean_cell("N").value, 0);
  EXPECT_EQ(read_boolean_cell("n").value, 0);
  for (const char* text : {"Yes", "true", "1", "0", "X"}) {
    EXPECT_EQ(read_boolean_cell(text).value, kMissing) << text;
    EXPECT_EQ(read_boolean_cell(text).fault, "unreadable-boolean") << text;
  }
}

TEST(IntegerCell, IsAWholeNumberWithASignOrNot) {
  EXPECT_EQ(read_integer_cell("17").value, 17);
  EXPECT_EQ(read_integer_cell("+17").value, 17);
  EXPECT_EQ(read_integer_cell("-17").value, -17);
  EXPECT_EQ(read_integer_cell("007").value, 7);
  EXPECT_EQ(read_integer_cell("17.00").value, 17);
}

TEST(IntegerCell, ReadsNothingElse) {
  for (const char* text :
       {"17.5", "1,700", "1e3", "seventeen", "--1", "+-1", "3000000000", ".", "-", "0x11", "17 "}) {
    EXPECT_EQ(read_integer_cell(text).value, kMissing) << text;
    EXPECT_EQ(read_integer_cell(text).fault, "unreadable-number") << text;
  }
}

TEST(IntegerCell, IsExactOnlyAsTheProgramWouldWriteIt) {
  for (const char* text : {"0", "17", "-17"}) EXPECT_TRUE(read_integer_cell(text).exact) << text;
  for (const char* text : {"+17", "007", "-0", "17.0"}) {
    EXPECT_FALSE(read_integer_cell(text).exact) << text;
  }
}

TEST(DecimalCell, HasADecimalPointAndNoThousandsMark) {
  for (const char* text : {"0.5", "-12.50", "+3", ".5", "17", "0.30000000000000004"}) {
    EXPECT_TRUE(read_decimal_cell(text).readable) << text;
  }
  for (const char* text : {"0,5", "1,000.5", "1e3", "5%", "1.2.3", "1234567890123456789"}) {
    EXPECT_EQ(read_decimal_cell(text).fault, "unreadable-number") << text;
  }
}

}  // namespace
}  // namespace waymark
