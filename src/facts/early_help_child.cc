#include "facts/builders.h"
#include "facts/early_help_cases.h"
#include "facts/people.h"

namespace waymark {
namespace {

// The membership that counts on a day: of those open, that of the case opened first (then of the
// lowest case id).
const EarlyHelpMembership* counted_on(Date day, const std::vector<EarlyHelpMembership>& memberships,
                                      const EarlyHelpCases& cases) {
  const EarlyHelpMembership* counted = nullptr;
  for (const auto& each : memberships) {
    if (!each.span.holds(day)) continue;
    if (counted == nullptr || cases.before(each.early_help_case, counted->early_help_case)) {
      counted = &each;
    }
  }
  return counted;
}

}  // namespace

FactTable build_early_help_child(const FactContext& context, const Notes&) {
  const EarlyHelpCases cases(context);
  const EarlyHelpMembers members(context, cases);
  FactRows rows("early_help_child", context.extract.rows("loc_eh_case_child"));
  OwnAreas areas;
  const auto add = [&](std::int32_t child, const EarlyHelpMembership& counted, const Span& span) {
    rows.add(child, counted.record,
             {span.from.days, span.until.days, cases.opened_on(counted.early_help_case).days});
    cases.add_areas(counted.early_help_case, span.from, span.until, areas);
  };
  const auto people = static_cast<std::int32_t>(context.people->count());
  for (std::int32_t child = 0; child < people; ++child) {
    std::vector<EarlyHelpMembership> memberships = members.of(child);
    std::vector<Date> borders;
    for (auto& each : memberships) {
      each.span.until = context.people->ended_on(child, each.span.until, context.extract_date);
      borders.insert(borders.end(), {each.span.from, each.span.until});
    }
    for (const Span& stretch : stretches_between(std::move(borders))) {
      const auto* counted = counted_on(stretch.from, memberships, cases);
      if (counted != nullptr) add(child, *counted, stretch);
    }
  }
  FactTable table = std::move(rows).take();
  std::move(areas).give_to(table);
  return table;
}

}  // namespace waymark
