// The bank holidays of England and Wales, worked out from catalogue/calendar/bank-holidays.toml:
// yearly rules by name, and days proclaimed for one year.
#pragma once

#include <string>
#include <vector>

#include "model/settings.h"

namespace waymark {

// The yearly rules the program knows. A day at a weekend is followed by its substitute day:
// New Year's Day on the next Monday, Christmas Day and Boxing Day two days later each.
enum class HolidayRule {
  new_years_day,
  good_friday,
  easter_monday,
  early_may,
  spring,
  summer,
  christmas_day,
  boxing_day,
};

struct BankHolidayRules {
  struct Yearly {
    HolidayRule rule = HolidayRule::new_years_day;
    std::string name;
    std::string source;
  };
  // In the year of `day` the rule's day is this one.
  struct Moved {
    HolidayRule rule = HolidayRule::new_years_day;
    Date day;
    std::string name;  // empty = the rule's
    std::string source;
  };
  struct Extra {
    Date day;
    std::string name;
    std::string source;
  };
  int first_year = 0;
  int last_year = -1;
  int settled_until = 0;  // days of later years are provisional
  std::vector<Yearly> yearly;
  std::vector<Moved> moved;
  std::vector<Extra> extra;
};

// All days by date.
std::vector<BankHoliday> bank_holidays(const BankHolidayRules& rules);

// Easter Sunday of the Gregorian calendar (the computus of Meeus, Jones and Butcher).
Date easter_sunday(int year);

}  // namespace waymark
