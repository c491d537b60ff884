// Days and months of the Gregorian calendar, and the date rules of the measure definitions
// (section 0, Time): clipped month arithmetic, "within k months", completed years.
//
//   Date day = *parse_date("2016-02-29");
//   add_months(day, 12)            // 2017-02-28
//   last_day(month_of(day))        // 2016-02-29
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace waymark {

// The value of a column cell that is missing, whatever the column holds.
inline constexpr std::int32_t kMissing = std::numeric_limits<std::int32_t>::min();

// A calendar day: days since 1970-01-01. May be missing, as a cell of a record may be.
struct Date {
  std::int32_t days = kMissing;

  constexpr bool missing() const { return days == kMissing; }
  constexpr auto operator<=>(const Date&) const = default;
};

// A calendar month: months since January 1970.
struct Month {
  std::int32_t index = 0;

  constexpr auto operator<=>(const Month&) const = default;
  constexpr Month& operator++() { return ++index, *this; }
};
constexpr Month operator+(Month month, int count) { return {month.index + count}; }
constexpr Month operator-(Month month, int count) { return {month.index - count}; }
constexpr int operator-(Month a, Month b) { return a.index - b.index; }

struct YearMonthDay {
  int year;
  int month;  // 1-12
  int day;    // 1-31
};

// Returns the day of a valid calendar date, or a missing date if there is no such day.
Date make_date(int year, int month, int day);
YearMonthDay split(Date day);
Month make_month(int year, int month);
int year_of(Month month);
int month_number(Month month);  // 1-12

Month month_of(Date day);
Date first_day(Month month);
Date last_day(Month month);
// April of the financial year that the month belongs to.
Month financial_year_start(Month month);

// Same day of the month, clipped to the last day of the target month; missing stays missing.
Date add_months(Date day, int count);
// The date on which someone born on `born` completes `years` years. 29 February gives 1 March
// where there is no 29 February.
Date birthday(Date born, int years);
// Completed years at `day`; missing (kMissing) without a birth date or before birth.
std::int32_t age_at(Date born, Date day);
// Event `a` is within `months` months before `b`: a <= b and add_months(a, months) >= b.
bool within_months_before(Date a, Date b, int months);

// 0 = Monday ... 6 = Sunday.
int weekday(Date day);

// Reads exactly YYYY-MM-DD; nothing for any other text or a day that does not exist.
std::optional<Date> parse_date(std::string_view text);
// Reads exactly YYYY-MM.
std::optional<Month> parse_month(std::string_view text);
std::string to_string(Date day);      // 2017-11-30; empty if missing
std::string to_string(Month month);   // 2017-11
std::string long_name(Month month);   // November 2017
std::string short_name(Month month);  // Nov 2017
std::string long_name(Date day);      // 30 November 2017

}  // namespace waymark
