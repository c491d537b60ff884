#include <algorithm>

#include "facts/builders.h"
#include "facts/early_help_cases.h"
#include "facts/first_in_month.h"
#include "facts/outcome_class.h"
#include "facts/people.h"

namespace waymark {
namespace {

enum Outcome : std::int32_t { subst_continuing, subst_not_continuing, not_subst, none };

constexpr std::uint8_t bit(Outcome outcome) { return static_cast<std::uint8_t>(1U << outcome); }

// Rows of loc_s47_outcome decide alone wherever a set key has one in force, even if they all say
// NONE. Else the default map: a conference, then no further action, then any other key.
std::int32_t outcome_of(const KeyClasses& keys, bool no_further_action, bool any_other_counts) {
  if (keys.any_row) return first_class(keys.by_row, none);
  if ((keys.by_default & bit(subst_continuing)) != 0) return subst_continuing;
  if (no_further_action || (keys.by_default & bit(not_subst)) != 0) return not_subst;
  const bool other =
      (keys.by_default & bit(subst_not_continuing)) != 0 || (keys.any_unmapped && any_other_counts);
  return other ? subst_not_continuing : none;
}

// The latest day before `start` on which the child was a member of an open early-help case.
Date early_help_before(const EarlyHelpMembers& members, std::int32_t child, Date start) {
  Date latest;
  if (start.missing()) return latest;
  for (const auto& membership : members.of(child)) {
    if (membership.span.from >= start) continue;
    const Date past = earliest_of(membership.span.until, start);
    latest = std::max(latest, Date{past.days - 1});
  }
  return latest;
}

}  // namespace

FactTable build_s47_enquiry(const FactContext& context, const Notes& notes) {
  const Extract& extract = context.extract;
  const auto column = [&](std::string_view field) {
    return extract.column("ssd_s47_enquiry", field);
  };
  const auto child = context.people->rows_of(column("s47e_person_id"));
  const auto start = column("s47e_s47_start_date");
  const auto end = column("s47e_s47_end_date");
  const auto outcome = column("s47e_s47_outcome_json");
  const auto nfa = column("s47e_s47_nfa");
  const auto first = first_in_month(child, start, context.people->count(),
                                    KeyOrder(extract, "ssd_s47_enquiry", "s47e_s47_enquiry_id"));
  const auto& defaults = context.default_codes.s47_outcome;
  const bool any_other_counts = defaults.find("*") != defaults.end();
  OutcomeClasses classes(extract,
                         {.table = "loc_s47_outcome",
                          .classes = {"SUBST_CONTINUING", "SUBST_NOT_CONTINUING", "NOT_SUBST"},
                          .defaults = defaults,
                          .never_keys = {"TOTAL_NO_OF_OUTCOMES", "OUTCOME_COMMENTS"}});
  const EarlyHelpCases cases(context);
  const EarlyHelpMembers members(context, cases);
  FactRows rows("s47_enquiry", child.size());
  for (std::size_t at = 0; at < child.size(); ++at) {
    if (child[at] == kMissing) continue;
    const auto row = static_cast<std::int32_t>(at);
    const bool ended = end[at] != kMissing;
    const std::int32_t found =
        ended ? outcome_of(classes.of(outcome[at], {end[at]}), nfa[at] == 1, any_other_counts)
              : std::int32_t{none};
    if (ended && found == none) {
      notes.add("outcome-without-class", "ssd_s47_enquiry", row,
                "The outcome of the enquiry has no class: it counts as completed, and in no share "
                "of outcomes.");
    }
    if (ended && start[at] != kMissing && end[at] < start[at]) {
      notes.add("span-faulty", "ssd_s47_enquiry", row,
                "The enquiry was completed before it started: it counts as completed all the "
                "same.");
    }
    rows.add(child[at], row,
             {start[at], end[at], found, first[at] ? 1 : 0,
              early_help_before(members, child[at], {start[at]}).days});
  }
  return std::move(rows).take();
}

}  // namespace waymark
