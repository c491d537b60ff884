#include "facts/plans_in_date.h"

#include <algorithm>

#include "facts/people.h"

namespace waymark {
namespace {

// The person of each plan whose span is no fault.
std::vector<std::int32_t> usable_plans(const FactContext& context,
                                       const PlansInDate::Fields& fields, const Notes& notes) {
  auto person = context.people->rows_of(context.extract.column(fields.table, fields.person));
  const auto from = context.extract.column(fields.table, fields.from);
  const auto to = context.extract.column(fields.table, fields.to);
  for (std::size_t row = 0; row < person.size(); ++row) {
    if (from[row] != kMissing && (to[row] == kMissing || to[row] >= from[row])) continue;
    if (person[row] != kMissing) {
      notes.add("span-faulty", fields.table, static_cast<std::int32_t>(row),
                "The plan has no start date, or ended before it started: it is left out.");
    }
    person[row] = kMissing;
  }
  return person;
}

// The row of the plan that each review is about; kMissing for reviews of other kinds of plan.
std::vector<std::int32_t> plan_of_reviews(const FactContext& context,
                                          const PlansInDate::Fields& fields) {
  const Extract& extract = context.extract;
  const auto person = context.people->rows_of(extract.column(fields.table, fields.person));
  const RowOfKey plans(extract, fields.table, fields.key, person);
  const auto kinds = extract.column("loc_plan_review", "plan_kind");
  const auto ids = extract.column("loc_plan_review", "plan_id");
  const auto days = extract.column("loc_plan_review", "review_date");
  const std::int32_t kind = extract.code(fields.kind);
  std::vector<std::int32_t> rows(ids.size(), kMissing);
  for (std::size_t row = 0; row < ids.size(); ++row) {
    if (holds(kinds[row], kind) && days[row] != kMissing) rows[row] = plans.find(ids[row]);
  }
  return rows;
}

void sort_by_first_day(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.from < b.from; });
}

}  // namespace

PlansInDate::PlansInDate(const FactContext& context, const Fields& fields, const Notes& notes)
    : from_(context.extract.column(fields.table, fields.from)),
      to_(context.extract.column(fields.table, fields.to)),
      review_on_(context.extract.column("loc_plan_review", "review_date")),
      plans_(usable_plans(context, fields, notes), context.people->count()),
      reviews_(plan_of_reviews(context, fields), context.extract.rows(fields.table)),
      validity_(context.parameters, "plan_validity_months") {}

std::vector<Span> PlansInDate::open(std::int32_t person) const {
  std::vector<Span> spans;
  for (std::int32_t row : plans_.of(person)) spans.push_back(plan(row));
  sort_by_first_day(spans);
  return spans;
}

std::vector<Span> PlansInDate::in_date(std::int32_t person) const {
  std::vector<Span> spans;
  for (std::int32_t row : plans_.of(person)) {
    const Span open = plan(row);
    add_in_date(open, open.from, spans);
    for (std::int32_t review : reviews_.of(row)) {
      add_in_date(open, {review_on_[static_cast<std::size_t>(review)]}, spans);
    }
  }
  sort_by_first_day(spans);
  return spans;
}

// A later review keeps a plan in date for longer than an earlier one, so the days on which the
// latest is recent enough are those on which any of them is.
void PlansInDate::add_in_date(const Span& plan, Date start_or_review,
                              std::vector<Span>& spans) const {
  Date from;  // the first value also holds before its own date
  for (const ParameterValue& value : validity_.values()) {
    const Span era{from, validity_.changes_after(value.from)};
    const Date until{add_months(start_or_review, value.number).days + 1};
    const Span days = intersect(intersect(plan, era), {start_or_review, until});
    if (!days.empty()) spans.push_back(days);
    from = era.until;
  }
}

}  // namespace waymark
