#include "facts/early_help_cases.h"

#include "facts/people.h"

namespace waymark {
namespace {

std::vector<std::int32_t> usable_rows(std::span<const std::int32_t> opened,
                                      std::span<const std::int32_t> closed) {
  std::vector<std::int32_t> usable(opened.size(), kMissing);
  for (std::size_t row = 0; row < opened.size(); ++row) {
    const bool faulty =
        opened[row] == kMissing || (closed[row] != kMissing && closed[row] < opened[row]);
    if (!faulty) usable[row] = static_cast<std::int32_t>(row);
  }
  return usable;
}

// The children of the memberships; kMissing where the row is no membership.
std::vector<std::int32_t> children_of(const FactContext& context,
                                      const std::vector<EarlyHelpMembership>& memberships) {
  auto children = context.people->rows_of(context.extract.column("loc_eh_case_child", "person_id"));
  for (std::size_t row = 0; row < children.size(); ++row) {
    if (memberships[row].early_help_case == kMissing) children[row] = kMissing;
  }
  return children;
}

std::vector<EarlyHelpMembership> memberships_of(const Extract& extract,
                                                const EarlyHelpCases& cases) {
  const auto ids = extract.column("loc_eh_case_child", "eh_case_id");
  const auto from = extract.column("loc_eh_case_child", "from_date");
  const auto to = extract.column("loc_eh_case_child", "to_date");
  std::vector<EarlyHelpMembership> memberships(ids.size());
  for (std::size_t row = 0; row < ids.size(); ++row) {
    const std::int32_t found = cases.find(ids[row]);
    if (found == kMissing) continue;
    // A missing from_date is before every opening.
    const Span span = intersect({Date{from[row]}, Date{to[row]}},
                                {cases.opened_on(found), cases.closed_on(found)});
    if (span.empty()) continue;
    memberships[row] = {found, static_cast<std::int32_t>(row), span};
  }
  return memberships;
}

}  // namespace

EarlyHelpCases::EarlyHelpCases(const FactContext& context)
    : opened_(context.extract.column("loc_eh_case", "opened_date")),
      closed_(context.extract.column("loc_eh_case", "closed_date")),
      team_(context.extract.column("loc_eh_case", "team_id")),
      postcode_(context.extract.column("loc_eh_case", "postcode")),
      usable_(usable_rows(opened_, closed_)),
      rows_(context.extract, "loc_eh_case", "eh_case_id", usable_),
      order_(context.extract, "loc_eh_case", "eh_case_id"),
      teams_(context.extract, context.areas),
      postcodes_(context.extract, context.areas) {}

bool EarlyHelpCases::before(std::int32_t a, std::int32_t b) const {
  return opened_on(a) != opened_on(b) ? opened_on(a) < opened_on(b) : order_.before(a, b);
}

void EarlyHelpCases::add_areas(std::int32_t row, Date from, Date last, OwnAreas& areas) const {
  areas.add(teams_, team_[at(row)], postcodes_.of(postcode_[at(row)]), from, last);
}

EarlyHelpMembers::EarlyHelpMembers(const FactContext& context, const EarlyHelpCases& cases)
    : memberships_(memberships_of(context.extract, cases)),
      by_child_(children_of(context, memberships_), context.people->count()) {}

std::vector<EarlyHelpMembership> EarlyHelpMembers::of(std::int32_t child) const {
  std::vector<EarlyHelpMembership> found;
  for (const std::int32_t row : by_child_.of(child)) {
    found.push_back(memberships_[static_cast<std::size_t>(row)]);
  }
  return found;
}

}  // namespace waymark
