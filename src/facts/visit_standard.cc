#include "facts/visit_standard.h"

#include <algorithm>

#include "facts/dated_map.h"
#include "facts/dated_parameter.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

// Longer intervals than this (a century) are as good as for ever, and shorter ones than a day as
// good as never.
constexpr std::int32_t kLongestDays = 36525;
constexpr std::int32_t kLongestMonths = 1200;
constexpr std::int32_t kDaysOfWeek = 7;

}  // namespace

// The rows that can be in force, and the parameter where none is.
struct VisitStandard::Rows {
  Rows(const FactContext& context, std::string_view kind_name, std::string_view condition_name,
       std::string_view parameter, Unit parameter_unit)
      : working_days(context.extract.code("WD")),
        days(context.extract.code("DAY")),
        weeks(context.extract.code("WEEK")),
        months(context.extract.code("MONTH")),
        condition(context.extract.code(condition_name)),
        unit(context.extract.column("loc_visit_standard", "unit")),
        interval(context.extract.column("loc_visit_standard", "interval")),
        standards(context.extract, "loc_visit_standard", "condition",
                  usable(context.extract, kind_name)),
        otherwise(context.parameters, parameter),
        otherwise_unit(parameter_unit) {}

  std::vector<bool> usable(const Extract& extract, std::string_view kind_name) const {
    const auto kinds = extract.column("loc_visit_standard", "kind");
    const std::int32_t kind = extract.code(kind_name);
    std::vector<bool> usable(kinds.size());
    for (std::size_t row = 0; row < kinds.size(); ++row) {
      const std::int32_t in = unit[row];
      usable[row] = holds(kinds[row], kind) && (holds(in, working_days) || holds(in, days) ||
                                                holds(in, weeks) || holds(in, months));
    }
    return usable;
  }

  // Every day on which another standard may begin, ascending.
  std::vector<Date> change_days() const {
    std::vector<Date> changes = standards.change_days();
    for (const ParameterValue& value : otherwise.values()) {
      if (!value.from.missing()) changes.push_back(value.from);
    }
    std::sort(changes.begin(), changes.end());
    changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
    return changes;
  }

  std::int32_t working_days, days, weeks, months, condition;
  std::span<const std::int32_t> unit, interval;
  DatedMap standards;
  DatedParameter otherwise;
  Unit otherwise_unit;
};

VisitStandard::VisitStandard(const FactContext& context, std::string_view kind,
                             std::string_view condition, std::string_view default_parameter,
                             Unit default_unit)
    : working_days_(context.working_days) {
  const Rows rows(context, kind, condition, default_parameter, default_unit);
  const std::vector<Date> changes = rows.change_days();
  // Before the first change any day stands for the whole era.
  Date day = changes.empty() ? make_date(1900, 1, 1) : Date{changes.front().days - 1};
  Date from;
  for (std::size_t i = 0; i <= changes.size(); ++i) {
    const Date until = i < changes.size() ? changes[i] : Date{};
    eras_.push_back(standard_on(day, rows));
    eras_.back().span = {from, until};
    from = day = until;
  }
}

VisitStandard::Era VisitStandard::standard_on(Date day, const Rows& rows) {
  const std::int32_t row = rows.standards.row(rows.condition, day);
  if (row == kMissing) {
    const std::int32_t longest =
        rows.otherwise_unit == Unit::months ? kLongestMonths : kLongestDays;
    return {.unit = rows.otherwise_unit,
            .interval = std::clamp(rows.otherwise.on(day).number, -1, longest)};
  }
  const auto at = static_cast<std::size_t>(row);
  const std::int32_t unit = rows.unit[at];
  if (unit == rows.months) {
    return {.unit = Unit::months, .interval = std::clamp(rows.interval[at], -1, kLongestMonths)};
  }
  const std::int32_t interval = std::clamp(rows.interval[at], -1, kLongestDays);
  if (unit == rows.weeks) return {.unit = Unit::days, .interval = interval * kDaysOfWeek};
  return {.unit = unit == rows.days ? Unit::days : Unit::working_days, .interval = interval};
}

Date VisitStandard::in_time_until(Date visit, const Era& era) const {
  switch (era.unit) {
    case Unit::working_days:
      return working_days_.nth(visit, era.interval + 1);
    case Unit::days:
      return {visit.days + era.interval + 1};
    case Unit::months:
      return {add_months(visit, era.interval).days + 1};
  }
  return {};
}

void VisitStandard::add_days_in_time(Date visit, const Span& latest, CoverBuilder& cover) const {
  for (const Era& era : eras_) {
    const Span days = intersect(latest, era.span);
    if (!days.empty()) cover.add(intersect(days, {visit, in_time_until(visit, era)}));
  }
}

}  // namespace waymark
