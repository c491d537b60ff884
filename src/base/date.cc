#include "base/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace waymark {
namespace {

constexpr std::array<const char*, 12> kMonthNames = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::chrono::year_month_day calendar(Date day) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(day.days)));
}

Date from_calendar(std::chrono::year_month_day day) {
  return {static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count())};
}

// The first days of the months of some centuries, since dates are split and joined for every row.
constexpr int kTableFrom = 1800;
constexpr int kTableUntil = 2200;
constexpr std::int32_t kTableMonth = (kTableFrom - 1970) * 12;  // index of the first month
constexpr std::size_t kTableMonths = (kTableUntil - kTableFrom) * 12;

constexpr std::array<std::int32_t, kTableMonths + 1> make_first_days() {
  std::array<std::int32_t, kTableMonths + 1> first_days{};
  for (std::size_t i = 0; i <= kTableMonths; ++i) {
    const std::chrono::year_month_day first(
        std::chrono::year(kTableFrom + static_cast<int>(i / 12)),
        std::chrono::month(static_cast<unsigned>(i % 12) + 1), std::chrono::day(1));
    first_days[i] =
        static_cast<std::int32_t>(std::chrono::sys_days(first).time_since_epoch().count());
  }
  return first_days;
}
constexpr auto kFirstDays = make_first_days();

bool in_table(Date day) { return day.days >= kFirstDays.front() && day.days < kFirstDays.back(); }

// The place of a day's month in the table.
std::size_t place_of(Date day) {
  // Months of the average length are at most a few days off, so this is the month or one beside it;
  // 4,800 months are 146,097 days.
  auto at = static_cast<std::size_t>(static_cast<std::int64_t>(day.days - kFirstDays.front()) *
                                     4800 / 146'097);
  at -= kFirstDays[at] > day.days ? 1U : 0U;
  at += kFirstDays[at + 1] <= day.days ? 1U : 0U;
  return at;
}

int floor_div(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

// Reads digits only; -1 for anything else.
int read_digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Date make_date(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  if (year >= kTableFrom && year < kTableUntil) {
    const auto at = static_cast<std::size_t>((year - kTableFrom) * 12 + month - 1);
    const Date date{kFirstDays[at] + day - 1};
    return date.days < kFirstDays[at + 1] ? date : Date{};
  }
  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  return date.ok() ? from_calendar(date) : Date{};
}

YearMonthDay split(Date day) {
  if (in_table(day)) {
    const std::size_t at = place_of(day);
    return {kTableFrom + static_cast<int>(at / 12), static_cast<int>(at % 12) + 1,
            day.days - kFirstDays[at] + 1};
  }
  const auto date = calendar(day);
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

Month make_month(int year, int month) { return {(year - 1970) * 12 + month - 1}; }
int year_of(Month month) { return 1970 + floor_div(month.index, 12); }
int month_number(Month month) { return month.index - floor_div(month.index, 12) * 12 + 1; }

Month month_of(Date day) {
  if (in_table(day)) return {kTableMonth + static_cast<std::int32_t>(place_of(day))};
  const auto date = split(day);
  return make_month(date.year, date.month);
}

Date first_day(Month month) {
  const std::int64_t at = std::int64_t{month.index} - kTableMonth;
  if (at >= 0 && at < static_cast<std::int64_t>(kTableMonths)) {
    return {kFirstDays[static_cast<std::size_t>(at)]};
  }
  return make_date(year_of(month), month_number(month), 1);
}
Date last_day(Month month) { return {first_day(month + 1).days - 1}; }

Month financial_year_start(Month month) {
  return make_month(month_number(month) >= 4 ? year_of(month) : year_of(month) - 1, 4);
}

Date add_months(Date day, int count) {
  if (day.missing()) return day;
  const Month month = month_of(day);
  const Month target = month + count;
  const Date first = first_day(target);
  if (first.missing()) return {};
  return {std::min(first.days + (day.days - first_day(month).days), last_day(target).days)};
}

Date birthday(Date born, int years) {
  if (born.missing()) return born;
  if (in_table(born)) {
    const std::size_t month = place_of(born);
    const std::int64_t at = static_cast<std::int64_t>(month) + std::int64_t{years} * 12;
    if (at >= 0 && at < static_cast<std::int64_t>(kTableMonths)) {
      const auto same_month = static_cast<std::size_t>(at);
      const std::int32_t same_day = kFirstDays[same_month] + (born.days - kFirstDays[month]);
      return {std::min(same_day, kFirstDays[same_month + 1])};  // 29 February: 1 March
    }
  }
  const auto date = split(born);
  const Date same_day = make_date(date.year + years, date.month, date.day);
  return same_day.missing() ? make_date(date.year + years, 3, 1) : same_day;
}

std::int32_t age_at(Date born, Date day) {
  if (born.missing() || day.missing() || day < born) return kMissing;
  const int years = split(day).year - split(born).year;
  return birthday(born, years) <= day ? years : years - 1;
}

bool within_months_before(Date a, Date b, int months) {
  return !a.missing() && !b.missing() && a <= b && add_months(a, months) >= b;
}

int weekday(Date day) {
  const int since_thursday = day.days - floor_div(day.days, 7) * 7;
  return (since_thursday + 3) % 7;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const Date day = make_date(read_digits(text.substr(0, 4)), read_digits(text.substr(5, 2)),
                             read_digits(text.substr(8, 2)));
  return day.missing() ? std::nullopt : std::optional(day);
}

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const int year = read_digits(text.substr(0, 4));
  const int month = read_digits(text.substr(5, 2));
  if (year < 1 || month < 1 || month > 12) return std::nullopt;
  return make_month(year, month);
}

std::string to_string(Date day) {
  if (day.missing()) return {};
  const auto date = split(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string to_string(Month month) {
  return fmt::format("{:04}-{:02}", year_of(month), month_number(month));
}

std::string long_name(Month month) {
  return fmt::format("{} {}", kMonthNames[static_cast<std::size_t>(month_number(month) - 1)],
                     year_of(month));
}

std::string short_name(Month month) {
  return fmt::format("{:.3} {}", kMonthNames[static_cast<std::size_t>(month_number(month) - 1)],
                     year_of(month));
}

std::string long_name(Date day) {
  if (day.missing()) return {};
  return fmt::format("{} {}", split(day).day, long_name(month_of(day)));
}

}  // namespace waymark
