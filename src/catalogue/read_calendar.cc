#include "catalogue/calendar.h"
#include "catalogue/read.h"

namespace waymark {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;  // beyond it Easter's rule still holds, but no law is so old

const std::vector<std::pair<std::string, HolidayRule>>& rule_names() {
  static const std::vector<std::pair<std::string, HolidayRule>> names = {
      {"new-years-day", HolidayRule::new_years_day},
      {"good-friday", HolidayRule::good_friday},
      {"easter-monday", HolidayRule::easter_monday},
      {"early-may", HolidayRule::early_may},
      {"spring", HolidayRule::spring},
      {"summer", HolidayRule::summer},
      {"christmas-day", HolidayRule::christmas_day},
      {"boxing-day", HolidayRule::boxing_day}};
  return names;
}

int year(FieldReader& fields, std::string_view key) {
  return static_cast<int>(fields.number(key, kFirstYear, kLastYear).value_or(0));
}

void check_day(FieldReader& fields, Date day, const BankHolidayRules& rules) {
  if (day.missing()) return;
  const int of = split(day).year;
  if (of < rules.first_year || of > rules.last_year) {
    fields.fault("day", "the day is outside first_year and last_year.");
  }
}

}  // namespace

void read_calendar(const toml::table& file, FileFaults& faults, Catalogue& catalogue) {
  FieldReader fields(file, "", faults);
  BankHolidayRules rules;
  rules.first_year = year(fields, "first_year");
  rules.last_year = year(fields, "last_year");
  rules.settled_until = year(fields, "settled_until");
  if (rules.last_year < rules.first_year) fields.fault("last_year", "it is before first_year.");
  for (const auto* table : fields.tables("rule")) {
    FieldReader rule(*table, "rule", faults);
    rules.yearly.push_back({rule.choice("rule", rule_names(), HolidayRule::new_years_day),
                            rule.text("name"), rule.text("source")});
    for (std::size_t i = 0; i + 1 < rules.yearly.size(); ++i) {
      if (rules.yearly[i].rule == rules.yearly.back().rule) {
        rule.fault("rule", "the rule stands twice.");
      }
    }
    rule.finish();
  }
  for (const auto* table : fields.tables("moved", Presence::optional)) {
    FieldReader moved(*table, "moved", faults);
    rules.moved.push_back({moved.choice("rule", rule_names(), HolidayRule::new_years_day),
                           moved.date("day"), moved.text("name", Presence::optional),
                           moved.text("source")});
    check_day(moved, rules.moved.back().day, rules);
    moved.finish();
  }
  for (const auto* table : fields.tables("extra", Presence::optional)) {
    FieldReader extra(*table, "extra", faults);
    rules.extra.push_back({extra.date("day"), extra.text("name"), extra.text("source")});
    check_day(extra, rules.extra.back().day, rules);
    extra.finish();
  }
  fields.finish();
  std::erase_if(rules.moved, [](const auto& moved) { return moved.day.missing(); });
  std::erase_if(rules.extra, [](const auto& extra) { return extra.day.missing(); });
  if (rules.first_year > 0) catalogue.bank_holidays = bank_holidays(rules);
}

}  // namespace waymark
