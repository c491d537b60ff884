#include <algorithm>

#include "facts/builders.h"
#include "facts/care_periods.h"
#include "facts/carer_runs.h"
#include "facts/people.h"
#include "facts/placements.h"
#include "facts/record_keys.h"
#include "facts/spans.h"

namespace waymark {
namespace {

constexpr int kMonthsWithCarer = 24;
constexpr int kWindowMonths = 12;
constexpr int kManyCarers = 3;

// The days of each period on which the child has been with the carer of the placement that stands
// for two years.
class TwoYearsWithCarer {
 public:
  explicit TwoYearsWithCarer(const Extract& extract)
      : with_adopters_{extract.code("A4"), extract.code("A6")} {}

  void add(std::span<const PlacementRun> standing, const std::vector<CarerPlacement>& carers) {
    std::vector<Date> run_starts;
    for (const CarerPlacement& each : carers) {
      if (each.run == run_starts.size()) run_starts.push_back(each.placement->start);
    }
    for (const PlacementRun& each : standing) {
      if (each.placement == nullptr) continue;
      const auto found = std::find_if(carers.begin(), carers.end(), [&](const CarerPlacement& one) {
        return one.placement == each.placement;
      });
      if (found == carers.end()) continue;
      std::size_t run = found->run;
      // A move to adopters who were not the carers does not break the time with the carer before.
      if (run > 0 && is_with_adopters(*each.placement)) --run;
      cover_.add(intersect(each.days, {add_months(run_starts[run], kMonthsWithCarer), {}}));
    }
    cover_.end_row();
  }
  Cover take() && { return std::move(cover_).take(); }

 private:
  bool is_with_adopters(const Placement& placement) const {
    return holds(placement.type, with_adopters_[0]) || holds(placement.type, with_adopters_[1]);
  }
  std::int32_t with_adopters_[2];
  CoverBuilder cover_;
};

// The months at whose end the twelve months up to it hold three or more of a child's carer runs.
class ManyCarers {
 public:
  void clear() { changes_.clear(); }

  // The runs of one period. A run lies in the window of a month if one of its placements is in
  // force on a day of the window: from the month in which the placement starts to the eleventh
  // after the month of its last day.
  void add_runs(const std::vector<CarerPlacement>& carers) {
    for (std::size_t i = 0; i < carers.size();) {
      CoverBuilder months;
      std::size_t next = i;
      for (; next < carers.size() && carers[next].run == carers[i].run; ++next) {
        months.add(window(*carers[next].placement));
      }
      months.end_row();
      add_months_of(std::move(months).take());
      i = next;
    }
  }

  // As days, from the first of a month to the first of another, in order.
  std::vector<Span> days() {
    std::sort(changes_.begin(), changes_.end());
    std::vector<Span> spans;
    int runs = 0;
    for (const auto& [day, change] : changes_) {
      const bool were_many = runs >= kManyCarers;
      runs += change;
      const bool are_many = runs >= kManyCarers;
      if (are_many && !were_many) spans.push_back({day, {}});
      if (were_many && !are_many) spans.back().until = day;
    }
    return spans;
  }

 private:
  static Span window(const Placement& placement) {
    Span months{first_day(month_of(placement.start)), {}};
    if (!placement.end.missing()) {
      const Date last_day_of_placement{placement.end.days - 1};
      months.until = first_day(month_of(last_day_of_placement) + kWindowMonths);
    }
    return months;
  }

  void add_months_of(const Cover& months) {
    for (std::size_t i = 0; i < months.from.size(); ++i) {
      changes_.emplace_back(Date{months.from[i]}, 1);
      if (months.until[i] != kMissing) changes_.emplace_back(Date{months.until[i]}, -1);
    }
  }

  std::vector<std::pair<Date, int>> changes_;
};

}  // namespace

FactTable build_placement_stability(const FactContext& context, const Notes& notes) {
  std::vector<FactNote> left_out;
  const Placements placements(context, notes.wanted() ? &left_out : nullptr);
  for (const FactNote& note : left_out) notes.add(note.rule, note.table, note.row, note.message);
  const CarerRuns carers(context);
  const auto periods = context.care_periods->all();
  FactRows rows("placement_stability", periods.size());
  TwoYearsWithCarer two_years(context.extract);
  CoverBuilder many_carers;
  ManyCarers many;
  for (std::size_t i = 0; i < periods.size();) {
    const auto of_child = context.care_periods->of(periods[i].child);
    many.clear();
    for (const CarePeriod& period : of_child) {
      const auto joined = carers.of(placements.placements_of(period));
      two_years.add(placements.runs_of(period), joined);
      many.add_runs(joined);
    }
    const std::vector<Span> days = many.days();
    for (const CarePeriod& period : of_child) {
      rows.add(period.child, period.first_episode,
               {period.start.days, period.end.days, context.people->born(period.child).days});
      for (const Span& span : days) many_carers.add(intersect({period.start, period.end}, span));
      many_carers.end_row();
    }
    i += of_child.size();
  }
  rows.table().covers.push_back(std::move(two_years).take());
  rows.table().covers.push_back(std::move(many_carers).take());
  return std::move(rows).take();
}

}  // namespace waymark
