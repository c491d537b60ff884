#include "facts/cp_spells.h"

#include <algorithm>

#include "facts/by_child.h"
#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

class Plans {
 public:
  Plans(const FactContext& context, const Notes& notes)
      : people_(*context.people),
        extract_date_(context.extract_date),
        notes_(notes),
        child_(people_.rows_of(context.extract.column("ssd_cp_plans", "cppl_person_id"))),
        start_(context.extract.column("ssd_cp_plans", "cppl_cp_plan_start_date")),
        end_(context.extract.column("ssd_cp_plans", "cppl_cp_plan_end_date")),
        other_authority_(context.extract.column("ssd_cp_plans", "cppl_cp_plan_ola")),
        order_(context.extract, "ssd_cp_plans", "cppl_cp_plan_id"),
        by_child_(child_, people_.count()) {}

  std::size_t count() const { return child_.size(); }
  Date start(std::int32_t row) const { return {start_[static_cast<std::size_t>(row)]}; }
  Date end(std::int32_t row) const { return {end_[static_cast<std::size_t>(row)]}; }

  // The plans of a child that count, by start, then id.
  const std::vector<std::int32_t>& of(std::int32_t child) {
    rows_.clear();
    for (std::int32_t row : by_child_.of(child)) {
      if (counts(child, row)) rows_.push_back(row);
    }
    std::sort(rows_.begin(), rows_.end(), [this](std::int32_t a, std::int32_t b) {
      return start(a) != start(b) ? start(a) < start(b) : order_.before(a, b);
    });
    return rows_;
  }

 private:
  bool counts(std::int32_t child, std::int32_t row) const {
    if (other_authority_[static_cast<std::size_t>(row)] == 1) return false;
    if (start(row).missing() || (!end(row).missing() && end(row) < start(row))) {
      notes_.add("span-faulty", "ssd_cp_plans", row,
                 "The plan has no start date, or ended before it started: it is left out.");
      return false;
    }
    if (people_.starts_too_late(child, start(row))) {
      notes_.add("starts-past-childhood", "ssd_cp_plans", row,
                 "The plan starts on or after the 18th birthday, or after death: it is left out.");
      return false;
    }
    if (start(row) == end(row)) {
      notes_.add("span-of-one-day", "ssd_cp_plans", row,
                 "The plan starts and ends on one day: it counts as a start and an end.");
    }
    const Date childhood_ends = people_.child_until(child);
    if (end(row).missing() && !childhood_ends.missing() && childhood_ends <= extract_date_) {
      notes_.add("open-past-childhood", "ssd_cp_plans", row,
                 "The plan is left open after the 18th birthday or death, which ends it.");
    }
    return true;
  }

  const People& people_;
  Date extract_date_;
  const Notes& notes_;
  std::vector<std::int32_t> child_;
  std::span<const std::int32_t> start_, end_, other_authority_;
  KeyOrder order_;
  ByChild by_child_;
  std::vector<std::int32_t> rows_;
};

}  // namespace

CpSpells::CpSpells(const FactContext& context, const Notes& notes) {
  Plans plans(context, notes);
  spell_of_plan_.assign(plans.count(), kMissing);
  first_.push_back(0);
  for (std::size_t i = 0; i < context.people->count(); ++i) {
    const auto child = static_cast<std::int32_t>(i);
    for (std::int32_t plan : plans.of(child)) {
      const bool first_of_child = spells_.size() == first_.back();
      const bool touches = !first_of_child && (spells_.back().end.missing() ||
                                               plans.start(plan) <= spells_.back().end);
      if (!touches) {
        spells_.push_back({child, plans.start(plan), plans.end(plan), plan});
      } else if (!spells_.back().end.missing()) {
        spells_.back().end =
            plans.end(plan).missing() ? Date{} : std::max(spells_.back().end, plans.end(plan));
      }
      spell_of_plan_[static_cast<std::size_t>(plan)] =
          static_cast<std::int32_t>(spells_.size()) - 1;
    }
    for (std::size_t spell = first_.back(); spell < spells_.size(); ++spell) {
      spells_[spell].end =
          context.people->ended_on(child, spells_[spell].end, context.extract_date);
    }
    first_.push_back(static_cast<std::uint32_t>(spells_.size()));
  }
}

std::span<const CpSpell> CpSpells::of(std::int32_t child) const {
  const auto at = static_cast<std::size_t>(child);
  return std::span(spells_).subspan(first_[at], first_[at + 1] - first_[at]);
}

const CpSpell* CpSpells::of_plan(std::int32_t plan) const {
  const std::int32_t spell = spell_of_plan_[static_cast<std::size_t>(plan)];
  return spell == kMissing ? nullptr : &spells_[static_cast<std::size_t>(spell)];
}

}  // namespace waymark
