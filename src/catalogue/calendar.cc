#include "catalogue/calendar.h"

#include <algorithm>

namespace waymark {
namespace {

constexpr int kMonday = 0;
constexpr int kSaturday = 5;

Date plus(Date day, int days) { return {day.days + days}; }

Date first_monday(int year, int month) {
  const Date first = make_date(year, month, 1);
  return plus(first, (7 - weekday(first)) % 7);
}

Date last_monday(int year, int month) {
  const Date last = last_day(make_month(year, month));
  return plus(last, kMonday - weekday(last));
}

struct HolidayOn {
  Date day;
  bool substitute = false;
};

// A fixed day; at a weekend the substitute day `saturday_shift` or `sunday_shift` days later.
HolidayOn fixed(Date day, int saturday_shift, int sunday_shift) {
  if (weekday(day) < kSaturday) return {day, false};
  return {plus(day, weekday(day) == kSaturday ? saturday_shift : sunday_shift), true};
}

HolidayOn day_by_rule(HolidayRule rule, int year) {
  switch (rule) {
    case HolidayRule::new_years_day:
      return fixed(make_date(year, 1, 1), 2, 1);
    case HolidayRule::good_friday:
      return {plus(easter_sunday(year), -2)};
    case HolidayRule::easter_monday:
      return {plus(easter_sunday(year), 1)};
    case HolidayRule::early_may:
      return {first_monday(year, 5)};
    case HolidayRule::spring:
      return {last_monday(year, 5)};
    case HolidayRule::summer:
      return {last_monday(year, 8)};
    // Monday and Tuesday follow a weekend of both days; if one of them falls on a working day, the
    // substitute of the other comes behind it.
    case HolidayRule::christmas_day:
      return fixed(make_date(year, 12, 25), 2, 2);
    case HolidayRule::boxing_day:
      return fixed(make_date(year, 12, 26), 2, 2);
  }
  return {};
}

BankHoliday by_rule(const BankHolidayRules& rules, const BankHolidayRules::Yearly& yearly,
                    int year) {
  for (const auto& moved : rules.moved) {
    if (moved.rule == yearly.rule && split(moved.day).year == year) {
      return {moved.day, moved.name.empty() ? yearly.name : moved.name, false, moved.source};
    }
  }
  const HolidayOn on = day_by_rule(yearly.rule, year);
  return {on.day, on.substitute ? yearly.name + " (substitute day)" : yearly.name,
          year > rules.settled_until, yearly.source};
}

}  // namespace

Date easter_sunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return make_date(year, f / 31, f % 31 + 1);
}

std::vector<BankHoliday> bank_holidays(const BankHolidayRules& rules) {
  std::vector<BankHoliday> days;
  for (int year = rules.first_year; year <= rules.last_year; ++year) {
    for (const auto& yearly : rules.yearly) days.push_back(by_rule(rules, yearly, year));
  }
  for (const auto& extra : rules.extra)
    days.push_back({extra.day, extra.name, false, extra.source});
  std::sort(days.begin(), days.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
  return days;
}

}  // namespace waymark
