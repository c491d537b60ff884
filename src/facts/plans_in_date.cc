#include "facts/plans_in_date.h"

#include <algorithm>

#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

// The child of each plan; kMissing for those left out.
std::vector<std::int32_t> children_of(const FactContext& context, const PlansInDate::Fields& fields,
                                      const Notes& notes) {
  const Extract& extract = context.extract;
  auto child = context.people->rows_of(extract.column(fields.table, fields.person));
  const auto from = extract.column(fields.table, fields.from);
  const auto to = extract.column(fields.table, fields.to);
  for (std::size_t row = 0; row < child.size(); ++row) {
    const bool faulty = from[row] == kMissing || (to[row] != kMissing && to[row] < from[row]);
    if (child[row] == kMissing || !faulty) continue;
    child[row] = kMissing;
    notes.add("span-faulty", fields.table, static_cast<std::int32_t>(row),
              "The plan has no start date, or ended before it started: it is left out.");
  }
  return child;
}

// The plan reviewed in each row of loc_plan_review; kMissing for other kinds and undated reviews.
std::vector<std::int32_t> plans_reviewed(const Extract& extract, std::string_view kind_name) {
  const auto plan = extract.column("loc_plan_review", "plan_id");
  const auto kind = extract.column("loc_plan_review", "plan_kind");
  const auto day = extract.column("loc_plan_review", "review_date");
  const std::int32_t wanted = extract.code(kind_name);
  std::vector<std::int32_t> plans(plan.begin(), plan.end());
  for (std::size_t row = 0; row < plans.size(); ++row) {
    if (!holds(kind[row], wanted) || day[row] == kMissing) plans[row] = kMissing;
  }
  return plans;
}

}  // namespace

PlansInDate::PlansInDate(const FactContext& context, const Fields& fields, const Notes& notes)
    : key_(context.extract.column(fields.table, fields.key)),
      from_(context.extract.column(fields.table, fields.from)),
      to_(context.extract.column(fields.table, fields.to)),
      review_day_(context.extract.column("loc_plan_review", "review_date")),
      plans_(children_of(context, fields, notes), context.people->count()),
      reviews_(plans_reviewed(context.extract, fields.review_kind),
               id_count(context.extract, "plan_id")),
      months_(context.parameters, "plan_validity_months") {}

std::vector<Span> PlansInDate::of(std::int32_t child) const {
  std::vector<Span> spans;
  for (std::int32_t row : plans_.of(child)) add_plan(row, spans);
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.from < b.from; });
  return spans;
}

// The start of a plan and the reviews after it, ascending.
std::vector<Date> PlansInDate::starts_and_reviews(std::int32_t row) const {
  const auto at = static_cast<std::size_t>(row);
  std::vector<Date> days = {{from_[at]}};
  if (key_[at] != kMissing) {
    for (std::int32_t review : reviews_.of(key_[at])) {
      const Date day{review_day_[static_cast<std::size_t>(review)]};
      if (day > days.front()) days.push_back(day);
    }
  }
  std::sort(days.begin(), days.end());
  return days;
}

void PlansInDate::add_plan(std::int32_t row, std::vector<Span>& spans) const {
  const auto at = static_cast<std::size_t>(row);
  const Span plan{{from_[at]}, {to_[at]}};
  const std::vector<Date> days = starts_and_reviews(row);
  const auto& values = months_.values();
  for (std::size_t i = 0; i < days.size(); ++i) {
    const Span latest = intersect(plan, {days[i], i + 1 < days.size() ? days[i + 1] : Date{}});
    for (std::size_t j = 0; j < values.size(); ++j) {
      // The first value also holds before its own date.
      const Span era{j == 0 ? Date{} : values[j].from,
                     j + 1 < values.size() ? values[j + 1].from : Date{}};
      const Date last = add_months(days[i], values[j].number);
      const Span in_date = intersect(intersect(latest, era), {days[i], {last.days + 1}});
      if (!in_date.empty()) spans.push_back(in_date);
    }
  }
}

}  // namespace waymark
