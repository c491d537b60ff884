#include "facts/held_cases.h"

#include <algorithm>

#include "facts/accepted_codes.h"
#include "facts/by_child.h"
#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

// The days of the span on which the role is one of an allocated case worker.
std::vector<Span> days_in_role(const AcceptedCodes& roles, std::int32_t role, const Span& span) {
  std::vector<Span> days;
  for (Date day = span.from; !day.missing() && (span.open() || day < span.until);) {
    const Date changes = roles.changes_after(day);
    if (roles.on(role, day)) days.push_back(intersect(span, {day, changes}));
    day = changes;
  }
  return days;
}

// Cuts off from each case what an earlier one of the same worker and child covers.
void cut_overlaps(std::vector<HeldCase>& cases) {
  const HeldCase* before = nullptr;
  Date covered;
  bool covered_for_good = false;
  for (auto& each : cases) {
    if (before == nullptr || before->worker != each.worker || before->child != each.child) {
      covered = {};
      covered_for_good = false;
    }
    before = &each;
    each.span.from = covered_for_good ? Date{} : std::max(each.span.from, covered);
    if (each.span.from.missing() || each.span.empty()) continue;
    covered_for_good = each.span.open();
    covered = each.span.until;
  }
  std::erase_if(cases,
                [](const HeldCase& each) { return each.span.from.missing() || each.span.empty(); });
}

// Cases come by child and nearly by day, so that after grouping by worker little is left to sort.
std::vector<HeldCase> in_order(const std::vector<HeldCase>& cases, const Extract& extract) {
  std::vector<std::int32_t> workers(cases.size());
  std::transform(cases.begin(), cases.end(), workers.begin(),
                 [](const HeldCase& each) { return each.worker; });
  const auto count = id_count(extract, "professional_id");
  const ByChild by_worker(workers, count);
  const KeyOrder order(extract, "ssd_involvements", "invo_involvements_id");
  const auto before = [&](const HeldCase& a, const HeldCase& b) {
    if (a.child != b.child) return a.child < b.child;
    if (a.span.from != b.span.from) return a.span.from < b.span.from;
    return order.before(a.record, b.record);
  };
  std::vector<HeldCase> sorted;
  sorted.reserve(cases.size());
  for (std::size_t worker = 0; worker < count; ++worker) {
    const auto first = static_cast<std::ptrdiff_t>(sorted.size());
    for (std::int32_t at : by_worker.of(static_cast<std::int32_t>(worker))) {
      sorted.push_back(cases[static_cast<std::size_t>(at)]);
    }
    if (!std::is_sorted(sorted.begin() + first, sorted.end(), before)) {
      std::sort(sorted.begin() + first, sorted.end(), before);
    }
  }
  return sorted;
}

std::vector<HeldCase> find_cases(const FactContext& context) {
  const Extract& extract = context.extract;
  const auto column = [&](std::string_view field) {
    return extract.column("ssd_involvements", field);
  };
  const AcceptedCodes roles(extract, context.parameters, "allocated_case_worker_roles");
  const auto child = context.people->rows_of(column("invo_person_id"));
  const auto worker = column("invo_professional_id");
  const auto role = column("invo_professional_role_id");
  const auto start = column("invo_involvement_start_date");
  const auto end = column("invo_involvement_end_date");
  std::vector<HeldCase> cases;
  cases.reserve(child.size() / 2);
  for (std::size_t at = 0; at < child.size(); ++at) {
    if (child[at] == kMissing || worker[at] == kMissing || start[at] == kMissing) continue;
    if (!roles.ever(role[at])) continue;
    const Span span{Date{start[at]},
                    context.people->ended_on(child[at], {end[at]}, context.extract_date)};
    if (span.empty()) continue;
    for (const Span& days : days_in_role(roles, role[at], span)) {
      cases.push_back({worker[at], child[at], static_cast<std::int32_t>(at), days});
    }
  }
  cases = in_order(cases, extract);
  cut_overlaps(cases);
  return cases;
}

}  // namespace

const std::vector<HeldCase>& HeldCases::of(const FactContext& context) const {
  std::call_once(found_, [&] { cases_ = find_cases(context); });
  return cases_;
}

}  // namespace waymark
