// A supplied table of bank holidays against the calendar of England and Wales. Figures use the
// supplied table alone, so a day that is wrong there moves every working-day clock.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "quality/checks.h"

namespace waymark::quality {
namespace {

using RowOfDay = std::map<Date, std::size_t>;

RowOfDay england_and_wales(const Extract& extract, const RecordTable& table) {
  RowOfDay rows;
  const std::int32_t division = extract.code("england-and-wales");
  const auto divisions = extract.column(table.schema->name, "division");
  const auto days = extract.column(table.schema->name, "date");
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (division != kMissing && divisions[row] == division) rows.emplace(Date{days[row]}, row);
  }
  return rows;
}

}  // namespace

void check_bank_holidays(const Extract& extract, const RecordTable& table,
                         const std::vector<BankHoliday>& calendar, Findings& findings) {
  if (table.schema->name != "loc_bank_holiday" || calendar.empty()) return;
  const RowOfDay supplied = england_and_wales(extract, table);
  if (supplied.empty()) {
    tell_table(table, "bank-holiday-differs", {},
               "There is no bank holiday of england-and-wales, so every weekday is a working day.",
               findings);
    return;
  }
  std::map<Date, const BankHoliday*> expected;
  for (const BankHoliday& holiday : calendar) expected.emplace(holiday.day, &holiday);
  // Only the years that both have are compared.
  const auto year = [](Date day) { return split(day).year; };
  const int first = std::max(year(supplied.begin()->first), year(expected.begin()->first));
  const int last = std::min(year(supplied.rbegin()->first), year(expected.rbegin()->first));
  for (const auto& [day, row] : supplied) {
    if (year(day) < first || year(day) > last || expected.contains(day)) continue;
    tell_row(extract, table, row, "bank-holiday-differs", "date",
             fmt::format("{}: {} is no bank holiday of the calendar.", row_name(table, row),
                         to_string(day)),
             findings);
  }
  for (const auto& [day, holiday] : expected) {
    const bool in_years = year(day) >= first && year(day) <= last;
    if (!in_years || holiday->provisional || supplied.contains(day)) continue;
    tell_table(table, "bank-holiday-differs", "date",
               fmt::format("{}, {}, is in the calendar and not in the table.", to_string(day),
                           holiday->name),
               findings);
    findings.back().value = to_string(day);
  }
}

}  // namespace waymark::quality
