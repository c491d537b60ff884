#include "catalogue/calendar.h"

#include <gtest/gtest.h>

#include "catalogue/catalogue.h"

namespace waymark {
namespace {

const std::vector<BankHoliday>& holidays() {
  static const auto days = read_catalogue(*catalogue_files({})).catalogue.bank_holidays;
  return days;
}

std::vector<std::string> days_of(int year) {
  std::vector<std::string> days;
  for (const auto& holiday : holidays()) {
    if (split(holiday.day).year == year) days.push_back(to_string(holiday.day).substr(5));
  }
  return days;
}

// As GOV.UK published them.
TEST(BankHolidays, AreThoseOfEnglandAndWales) {
  const std::vector<std::pair<int, std::vector<std::string>>> years = {
      {2010, {"01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"}},
      {2011, {"01-03", "04-22", "04-25", "04-29", "05-02", "05-30", "08-29", "12-26", "12-27"}},
      {2012, {"01-02", "04-06", "04-09", "05-07", "06-04", "06-05", "08-27", "12-25", "12-26"}},
      {2017, {"01-02", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"}},
      {2020, {"01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"}},
      {2021, {"01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"}},
      {2022,
       {"01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"}},
      {2023, {"01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"}},
      {2026, {"01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"}},
  };
  for (const auto& [year, days] : years) EXPECT_EQ(days_of(year), days) << year;
}

TEST(BankHolidays, OfYearsNotYetProclaimedAreProvisional) {
  ASSERT_FALSE(holidays().empty());
  EXPECT_EQ(split(holidays().front().day).year, 2010);
  EXPECT_EQ(split(holidays().back().day).year, 2030);
  for (const auto& holiday : holidays()) {
    EXPECT_EQ(holiday.provisional, split(holiday.day).year > 2026) << to_string(holiday.day);
    EXPECT_FALSE(holiday.source.empty());
  }
}

TEST(BankHolidays, SayWhichDaysAreSubstitutesOrMoved) {
  const BankHolidayRules rules{
      .first_year = 2020,
      .last_year = 2021,
      .settled_until = 2020,
      .yearly = {{HolidayRule::boxing_day, "Boxing Day", "Act"},
                 {HolidayRule::early_may, "Early May", "Act"}},
      .moved = {{HolidayRule::early_may, make_date(2020, 5, 8), "VE Day", "Proclamation"}},
      .extra = {}};
  const auto days = bank_holidays(rules);
  ASSERT_EQ(days.size(), 4U);
  EXPECT_EQ(days[0].name, "VE Day");
  EXPECT_EQ(days[0].source, "Proclamation");
  EXPECT_EQ(days[1].name, "Boxing Day (substitute day)");
  EXPECT_EQ(days[2].name, "Early May");
  EXPECT_EQ(to_string(days[2].day), "2021-05-03");
}

TEST(Easter, IsAsTheTablesOfTheChurchSay) {
  for (const char* day : {"1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2011-04-24",
                          "2016-03-27", "2019-04-21", "2024-03-31", "2030-04-21", "2038-04-25"}) {
    EXPECT_EQ(to_string(easter_sunday(split(*parse_date(day)).year)), day);
  }
}

}  // namespace
}  // namespace waymark
