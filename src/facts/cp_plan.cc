#include <algorithm>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/cp_held_reviews.h"
#include "facts/cp_spells.h"
#include "facts/people.h"
#include "facts/spans.h"
#include "facts/visit_standard.h"

namespace waymark {
namespace {

// Plans that are not in ssd_cp_plans: this authority's older records and those of others.
class OlderPlans {
 public:
  explicit OlderPlans(const FactContext& context)
      : own_(context.extract.column("loc_previous_cp_plan", "own_authority")),
        from_(context.extract.column("loc_previous_cp_plan", "from_date")),
        to_(context.extract.column("loc_previous_cp_plan", "to_date")),
        by_child_(
            context.people->rows_of(context.extract.column("loc_previous_cp_plan", "person_id")),
            context.people->count()) {}

  struct Before {
    Date ended_on;          // latest end of a plan of this authority
    bool own = false;       // any plan of this authority
    bool anywhere = false;  // any plan
  };
  // What there was before a day. A plan counts by its end; if that is missing by its start.
  Before before(std::int32_t child, Date day) const {
    Before found;
    for (std::int32_t row : by_child_.of(child)) {
      const auto at = static_cast<std::size_t>(row);
      const std::int32_t known = to_[at] != kMissing ? to_[at] : from_[at];
      if (known == kMissing || known >= day.days) continue;
      found.anywhere = true;
      if (own_[at] != 1) continue;
      found.own = true;
      found.ended_on = std::max(found.ended_on, Date{to_[at]});
    }
    return found;
  }

 private:
  std::span<const std::int32_t> own_, from_, to_;
  ByChild by_child_;
};

// The days of each spell on which the latest visit that saw the child is in time.
class SeenInTime {
 public:
  explicit SeenInTime(const FactContext& context)
      : day_(context.extract.column("ssd_cp_visits", "cppv_cp_visit_date")),
        seen_(context.extract.column("ssd_cp_visits", "cppv_cp_visit_seen")),
        by_child_(
            context.people->rows_of(context.extract.column("ssd_cp_visits", "cppv_person_id")),
            context.people->count()),
        standard_(context, "CP", "ANY", "cp_visit_wd") {}

  void add(const CpSpell& spell) {
    visits_.clear();
    for (std::int32_t row : by_child_.of(spell.child)) {
      const auto at = static_cast<std::size_t>(row);
      const Date day{day_[at]};
      const bool within = day >= spell.start && (spell.end.missing() || day < spell.end);
      if (seen_[at] == 1 && within) visits_.push_back(day);
    }
    if (!std::is_sorted(visits_.begin(), visits_.end())) std::sort(visits_.begin(), visits_.end());
    for (std::size_t i = 0; i < visits_.size(); ++i) {
      const Date next = i + 1 < visits_.size() ? visits_[i + 1] : spell.end;
      standard_.add_days_in_time(visits_[i], {visits_[i], next}, cover_);
    }
    cover_.end_row();
  }
  Cover take() && { return std::move(cover_).take(); }

 private:
  std::span<const std::int32_t> day_, seen_;
  ByChild by_child_;
  VisitStandard standard_;
  CoverBuilder cover_;
  std::vector<Date> visits_;
};

// The days of each spell on which the next review was due, that day included, and is not held.
class ReviewOverdue {
 public:
  ReviewOverdue(const FactContext& context, const CpSpells& spells)
      : reviews_(context, spells, Notes(nullptr)) {}

  void add(const CpSpell& spell) {
    Date due = first_review_due(spell.start);
    for (const HeldReview& review : reviews_.of(spell.child)) {
      if (review.spell != &spell || review.due.missing()) continue;
      cover_.add(intersect({spell.start, spell.end}, {due, std::max(due, review.held)}));
      due = next_review_due(review.held);
    }
    cover_.add(intersect({spell.start, spell.end}, {due, {}}));
    cover_.end_row();
  }
  Cover take() && { return std::move(cover_).take(); }

 private:
  CpHeldReviews reviews_;
  CoverBuilder cover_;
};

}  // namespace

FactTable build_cp_plan(const FactContext& context, const Notes& notes) {
  const CpSpells spells(context, notes);
  const OlderPlans older(context);
  SeenInTime seen(context);
  ReviewOverdue overdue(context, spells);
  FactRows rows("cp_plan", spells.all().size());
  const CpSpell* before = nullptr;
  for (const CpSpell& spell : spells.all()) {
    const bool earlier_spell = before != nullptr && before->child == spell.child;
    const auto older_plans = older.before(spell.child, spell.start);
    const Date previous_ended =
        std::max(older_plans.ended_on, earlier_spell ? before->end : Date{});
    rows.add(
        spell.child, spell.first_plan,
        {spell.start.days, spell.end.days, previous_ended.days,
         earlier_spell || older_plans.own ? 1 : 0, earlier_spell || older_plans.anywhere ? 1 : 0,
         context.people->born_by(spell.child).days});
    seen.add(spell);
    overdue.add(spell);
    before = &spell;
  }
  rows.table().covers.push_back(std::move(seen).take());
  rows.table().covers.push_back(std::move(overdue).take());
  return std::move(rows).take();
}

}  // namespace waymark
