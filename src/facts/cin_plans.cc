#include "facts/cin_plans.h"

#include <algorithm>

#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

// A longer validity (a century) is as good as for ever, and one below nothing as good as never.
constexpr std::int32_t kLongestMonths = 1200;

std::vector<std::int32_t> children_of_plans(const FactContext& context) {
  return context.people->rows_of(context.extract.column("ssd_cin_plans", "cinp_person_id"));
}

// The row of ssd_cin_plans that each row of loc_plan_review reviews; kMissing for other plans.
std::vector<std::int32_t> plans_of_reviews(const FactContext& context) {
  const Extract& extract = context.extract;
  const RowOfKey plans(extract, "ssd_cin_plans", "cinp_cin_plan_id", children_of_plans(context));
  const auto plan = extract.column("loc_plan_review", "plan_id");
  const auto kind = extract.column("loc_plan_review", "plan_kind");
  const auto day = extract.column("loc_plan_review", "review_date");
  const std::int32_t cin = extract.code("CIN");
  std::vector<std::int32_t> rows(plan.size(), kMissing);
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (day[at] != kMissing && holds(kind[at], cin)) rows[at] = plans.find(plan[at]);
  }
  return rows;
}

std::vector<Span> eras_of(const DatedParameter& parameter) {
  std::vector<Span> eras;
  Date from;
  while (true) {
    const Date until = parameter.changes_after(from);
    eras.push_back({from, until});
    if (until.missing()) return eras;
    from = until;
  }
}

bool is_faulty(Date start, Date end) { return start.missing() || (!end.missing() && end < start); }

}  // namespace

CinPlans::CinPlans(const FactContext& context, const Notes& notes)
    : start_(context.extract.column("ssd_cin_plans", "cinp_cin_plan_start_date")),
      end_(context.extract.column("ssd_cin_plans", "cinp_cin_plan_end_date")),
      by_child_(children_of_plans(context), context.people->count()),
      review_day_(context.extract.column("loc_plan_review", "review_date")),
      reviews_by_plan_(plans_of_reviews(context), start_.size()),
      validity_(context.parameters, "plan_validity_months"),
      eras_(eras_of(validity_)) {
  if (!notes.wanted()) return;
  for (std::size_t row = 0; row < start_.size(); ++row) {
    if (!is_faulty({start_[row]}, {end_[row]})) continue;
    notes.add("span-faulty", "ssd_cin_plans", static_cast<std::int32_t>(row),
              "The plan has no start date, or ended before it started: it is left out.");
  }
}

const std::vector<Span>& CinPlans::days_in_date(std::int32_t child) {
  days_.clear();
  for (std::int32_t row : by_child_.of(child)) {
    const auto at = static_cast<std::size_t>(row);
    const Span plan{{start_[at]}, {end_[at]}};
    if (is_faulty(plan.from, plan.until)) continue;
    add_days(plan.from, plan);
    for (std::int32_t review : reviews_by_plan_.of(row)) {
      const Date day{review_day_[static_cast<std::size_t>(review)]};
      // A review dated before the start is never the latest of the two.
      if (day > plan.from) add_days(day, plan);
    }
  }
  std::sort(days_.begin(), days_.end(),
            [](const Span& a, const Span& b) { return a.from < b.from; });
  return days_;
}

void CinPlans::add_days(Date day, const Span& plan) {
  for (const Span& era : eras_) {
    const int months = std::clamp(validity_.on(era.from).number, -1, kLongestMonths);
    const Span valid{day, {add_months(day, months).days + 1}};
    const Span days = intersect(intersect(plan, era), valid);
    if (!days.empty()) days_.push_back(days);
  }
}

}  // namespace waymark
