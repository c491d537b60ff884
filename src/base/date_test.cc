#include "base/date.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

Date d(const char* text) { return *parse_date(text); }

TEST(Date, AddMonthsClipsToTheLastDayOfTheTargetMonth) {
  EXPECT_EQ(to_string(add_months(d("2015-08-31"), 6)), "2016-02-29");
  EXPECT_EQ(to_string(add_months(d("2016-08-31"), 6)), "2017-02-28");
  EXPECT_EQ(to_string(add_months(d("2017-02-28"), 6)), "2017-08-28");
  EXPECT_EQ(to_string(add_months(d("2016-02-29"), 12)), "2017-02-28");
}

TEST(Date, WithinMonthsWorksForwardFromTheEvent) {
  EXPECT_TRUE(within_months_before(d("2016-11-15"), d("2017-11-15"), 12));
  EXPECT_FALSE(within_months_before(d("2016-11-14"), d("2017-11-15"), 12));
  EXPECT_TRUE(within_months_before(d("2017-11-15"), d("2017-11-15"), 12));
  EXPECT_FALSE(within_months_before(d("2017-11-16"), d("2017-11-15"), 12));
}

TEST(Date, BornOn29FebruaryTurnsOlderOn1March) {
  EXPECT_EQ(age_at(d("2000-02-29"), d("2018-02-28")), 17);
  EXPECT_EQ(age_at(d("2000-02-29"), d("2018-03-01")), 18);
  EXPECT_EQ(age_at(d("2000-02-29"), d("2020-02-29")), 20);
  EXPECT_EQ(to_string(birthday(d("2000-02-29"), 18)), "2018-03-01");
}

TEST(Date, AgeBeforeBirthIsMissing) {
  EXPECT_EQ(age_at(d("2017-01-02"), d("2017-01-01")), kMissing);
  EXPECT_EQ(age_at(Date{}, d("2017-01-01")), kMissing);
}

TEST(Date, ReadsOnlyDaysThatExist) {
  for (const char* text : {"2017-02-29", "2017-2-01", "01/02/2017", "2017-13-01", "", "2017-00-10",
                           "2017-01-1x", "+017-01-01"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Date, FinancialYearBeginsInApril) {
  EXPECT_EQ(to_string(financial_year_start(*parse_month("2017-11"))), "2017-04");
  EXPECT_EQ(to_string(financial_year_start(*parse_month("2018-03"))), "2017-04");
  EXPECT_EQ(to_string(financial_year_start(*parse_month("2017-04"))), "2017-04");
}

TEST(Date, WeekdayCountsFromMonday) {
  EXPECT_EQ(weekday(d("2017-11-27")), 0);
  EXPECT_EQ(weekday(d("2017-12-03")), 6);
  EXPECT_EQ(weekday(d("1969-12-31")), 2);
}

TEST(Date, MonthsBefore1970KeepTheirNumber) {
  EXPECT_EQ(to_string(month_of(d("1969-12-31"))), "1969-12");
  EXPECT_EQ(to_string(last_day(make_month(1968, 2))), "1968-02-29");
}

}  // namespace
}  // namespace waymark
