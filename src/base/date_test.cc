#include "base/date.h"

#include <gtest/gtest.h>

#include <chrono>

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

// Dates are looked up in a table of first days; the calendar of the language is the other way.
TEST(Date, EveryDayIsTheCalendars) {
  using std::chrono::sys_days;
  const auto days = [](std::chrono::year_month_day date) {
    return static_cast<std::int32_t>(sys_days(date).time_since_epoch().count());
  };
  for (Date day = d("1799-12-20"); day <= d("2200-01-10"); ++day.days) {
    const std::chrono::year_month_day date{sys_days(std::chrono::days(day.days))};
    const int year = static_cast<int>(date.year());
    const auto month = static_cast<unsigned>(date.month());
    const YearMonthDay parts = split(day);
    ASSERT_EQ(parts.year, year) << day.days;
    ASSERT_EQ(parts.month, static_cast<int>(month)) << day.days;
    ASSERT_EQ(parts.day, static_cast<int>(static_cast<unsigned>(date.day()))) << day.days;
    ASSERT_EQ(month_of(day), make_month(year, static_cast<int>(month))) << day.days;
    for (const int years : {-1, 0, 1, 4, 18, 100}) {
      const auto same_day = date + std::chrono::years(years);
      const auto turns = same_day.ok() ? same_day : same_day.year() / std::chrono::March / 1;
      ASSERT_EQ(birthday(day, years).days, days(turns)) << day.days << " and " << years;
    }
  }
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
