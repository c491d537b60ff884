// A person's open children-in-need episodes seen day by day (measures, section 5). The days on
// which anything can change are few: the ends of episodes, plans and periods of care, and the
// birthday.
#include <algorithm>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/care_periods.h"
#include "facts/cin_episodes.h"
#include "facts/cin_plans.h"
#include "facts/cp_spells.h"
#include "facts/people.h"
#include "facts/spans.h"

namespace waymark {
namespace {

struct Episode {
  Span open;
  bool counted;  // not a care leaver's
};

// What holds on every day of a run.
struct State {
  bool open = false;  // any episode, counted or not
  Date referred_on;   // earliest of the counted ones
  bool under_18 = false;
  bool on_cp_plan = false;
  bool looked_after = false;
  bool operator==(const State&) const = default;
};

bool holds_on(const Span& span, Date day) {
  return span.from <= day && (span.open() || day < span.until);
}

class PersonDays {
 public:
  PersonDays(const FactContext& context, const Notes& notes)
      : people_(*context.people),
        care_(*context.care_periods),
        extract_date_(context.extract_date),
        episodes_(context),
        spells_(context, Notes(nullptr)),
        plans_(context, notes),
        by_child_(episodes_.child(), people_.count()),
        outcome_(context.extract.column("ssd_cin_episodes", "cine_referral_outcome_json")),
        extract_(context.extract),
        care_leaver_(context.extract.code("CARE_LEAVER_FLAG")) {}

  void add(std::int32_t child, FactRows& rows) {
    read_episodes(child);
    if (open_.empty()) return;
    find_changes(child);
    State run;
    Date run_from;
    const std::vector<Span>* in_date = nullptr;
    for (std::size_t i = 0; i <= changes_.size(); ++i) {
      const State state = i < changes_.size() ? state_on(child, changes_[i]) : State{};
      const Date day = i < changes_.size() ? changes_[i] : Date{};
      if (i < changes_.size() && state == run) continue;
      if (run.open) {
        if (in_date == nullptr) in_date = &plans_.days_in_date(child);
        add_run(child, run, {run_from, day}, *in_date, rows);
      }
      run = state;
      run_from = day;
    }
  }
  Cover take_plan_in_date() && { return std::move(plan_in_date_).take(); }

 private:
  // The episodes that are open on some day of the person's life. No further action, faulty ones and
  // those of a single day never are.
  void read_episodes(std::int32_t child) {
    open_.clear();
    for (std::int32_t row : by_child_.of(child)) {
      if (episodes_.no_further_action(row) || episodes_.is_faulty(row)) continue;
      const Span open{episodes_.referred_on(row),
                      earliest_of(episodes_.closed_on(row), people_.died(child))};
      if (open.empty()) continue;
      const bool care_leaver =
          extract_.has_key(outcome_[static_cast<std::size_t>(row)], care_leaver_);
      open_.push_back({open, !care_leaver});
    }
  }

  // The days on which the state may become another, ascending.
  void find_changes(std::int32_t child) {
    changes_.clear();
    const auto add = [&](Date from, Date until) {
      changes_.push_back(from);
      if (!until.missing()) changes_.push_back(until);
    };
    for (const Episode& episode : open_) add(episode.open.from, episode.open.until);
    for (const CpSpell& spell : spells_.of(child)) add(spell.start, spell.end);
    for (const CarePeriod& period : care_.of(child)) add(period.start, period.end);
    adult_from_ = people_.adult_from(child);
    // A birthday after the day of the extract changes no month end that is counted.
    if (!extract_date_.missing() && adult_from_ > extract_date_) adult_from_ = {};
    if (!adult_from_.missing()) changes_.push_back(adult_from_);
    std::sort(changes_.begin(), changes_.end());
    changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
  }

  State state_on(std::int32_t child, Date day) const {
    State state;
    for (const Episode& episode : open_) {
      if (!holds_on(episode.open, day)) continue;
      state.open = true;
      if (episode.counted) state.referred_on = earliest_of(state.referred_on, episode.open.from);
    }
    if (!state.open) return {};
    state.under_18 = adult_from_.missing() || day < adult_from_;
    for (const CpSpell& spell : spells_.of(child)) {
      state.on_cp_plan |= holds_on({spell.start, spell.end}, day);
    }
    for (const CarePeriod& period : care_.of(child)) {
      state.looked_after |= holds_on({period.start, period.end}, day);
    }
    return state;
  }

  void add_run(std::int32_t child, const State& state, const Span& days,
               const std::vector<Span>& in_date, FactRows& rows) {
    rows.add(child, kMissing,
             {days.from.days, days.until.days, state.referred_on.days, state.under_18 ? 1 : 0,
              state.on_cp_plan ? 1 : 0, state.looked_after ? 1 : 0});
    for (const Span& span : in_date) plan_in_date_.add(intersect(span, days));
    plan_in_date_.end_row();
  }

  const People& people_;
  const CarePeriods& care_;
  Date extract_date_;
  CinEpisodes episodes_;
  CpSpells spells_;
  CinPlans plans_;
  ByChild by_child_;
  std::span<const std::int32_t> outcome_;
  const Extract& extract_;
  std::int32_t care_leaver_;
  CoverBuilder plan_in_date_;
  // Of the person at hand.
  std::vector<Episode> open_;
  std::vector<Date> changes_;
  Date adult_from_;
};

}  // namespace

FactTable build_child_in_need(const FactContext& context, const Notes& notes) {
  PersonDays days(context, notes);
  FactRows rows("child_in_need", context.extract.rows("ssd_cin_episodes"));
  for (std::size_t child = 0; child < context.people->count(); ++child) {
    days.add(static_cast<std::int32_t>(child), rows);
  }
  rows.table().covers.push_back(std::move(days).take_plan_in_date());
  return std::move(rows).take();
}

}  // namespace waymark
