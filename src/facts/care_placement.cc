// Where each looked-after child is placed day by day, and when the latest visit was in time
// (measures, section 7, Placement at E and visits).
#include <algorithm>
#include <array>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/care_reviews.h"
#include "facts/in_force.h"
#include "facts/people.h"
#include "facts/placements.h"
#include "facts/record_keys.h"
#include "facts/visit_standard.h"

namespace waymark {
namespace {

constexpr int kMonthsOfFirstYear = 12;

// Types of placement as words of the column; what no word names is the last word, "other".
class TypeWords {
 public:
  explicit TypeWords(const Extract& extract) {
    const FactSchema& schema = *find_fact_schema("care_placement");
    const auto& words =
        schema.columns[static_cast<std::size_t>(schema.find("placement_type"))].words;
    other_ = static_cast<std::int32_t>(words.size()) - 1;
    word_of_code_.assign(static_cast<std::size_t>(extract.codes.size()), other_);
    for (std::int32_t word = 0; word < other_; ++word) {
      const std::int32_t code = extract.code(words[static_cast<std::size_t>(word)]);
      if (code != kMissing) word_of_code_[static_cast<std::size_t>(code)] = word;
    }
  }
  std::int32_t word(std::int32_t code) const {
    return code == kMissing ? other_ : word_of_code_[static_cast<std::size_t>(code)];
  }

 private:
  std::int32_t other_ = 0;
  std::vector<std::int32_t> word_of_code_;
};

// The days of each run on which the latest visit of its placement that saw the child is in time, by
// the standard for the child's circumstances on the day.
class SeenInTime {
 public:
  explicit SeenInTime(const FactContext& context)
      : day_(context.extract.column("ssd_cla_visits", "clav_cla_visit_date")),
        seen_(context.extract.column("ssd_cla_visits", "clav_cla_visit_seen")),
        by_child_(
            context.people->rows_of(context.extract.column("ssd_cla_visits", "clav_person_id")),
            context.people->count()),
        reviews_(context, Notes(nullptr)),
        legal_status_(context.extract.column("ssd_legal_status", "lega_legal_status")),
        legal_(context.extract, *context.people,
               {.table = "ssd_legal_status",
                .key = "lega_legal_status_id",
                .person = "lega_person_id",
                .from = "lega_legal_status_start_date",
                .to = "lega_legal_status_end_date"}),
        with_parents_(context.extract.code("P1")),
        interim_care_order_(context.extract.code("C1")),
        standards_{standard(context, "PARENT_FIRST", "lac_visit_parent_first_days"),
                   standard(context, "PARENT_LATER", "lac_visit_parent_later_days"),
                   standard(context, "FIRST_YEAR", "lac_visit_first_year_days"),
                   standard(context, "LONG_TERM", "lac_visit_long_term_months",
                            VisitStandard::Unit::months),
                   standard(context, "AFTER_YEAR", "lac_visit_later_days")} {}

  void add(const CarePeriod& period, const PlacementRun& run) {
    if (run.placement != nullptr) add_visits(period, run);
    cover_.end_row();
  }
  Cover take() && { return std::move(cover_).take(); }

 private:
  // In the order of standards_.
  enum Condition : std::size_t { parent_first, parent_later, first_year, long_term, after_year };
  struct OnDay {
    Condition condition;
    Date until;  // first day on which it may be another; missing = never
  };

  static VisitStandard standard(const FactContext& context, std::string_view condition,
                                std::string_view parameter,
                                VisitStandard::Unit unit = VisitStandard::Unit::days) {
    return {context, "LAC", condition, parameter, unit};
  }

  void add_visits(const CarePeriod& period, const PlacementRun& run) {
    visits_.clear();
    for (std::int32_t row : by_child_.of(period.child)) {
      const auto at = static_cast<std::size_t>(row);
      const Date day{day_[at]};
      const bool within = day >= run.placement->start && (run.days.open() || day < run.days.until);
      if (seen_[at] == 1 && within) visits_.push_back(day);
    }
    if (visits_.empty()) return;
    std::sort(visits_.begin(), visits_.end());
    for (Date day = run.days.from; run.days.open() || day < run.days.until;) {
      const OnDay now = on_day(period, *run.placement, day);
      const Span same{day, earliest_of(now.until, run.days.until)};
      add_days_in_time(standards_[now.condition], same);
      if (same.open()) break;
      day = same.until;
    }
  }

  void add_days_in_time(const VisitStandard& standard, const Span& days) {
    for (std::size_t i = 0; i < visits_.size(); ++i) {
      const Date next = i + 1 < visits_.size() ? visits_[i + 1] : Date{};
      const Span latest = intersect(days, {visits_[i], next});
      if (!latest.empty()) standard.add_days_in_time(visits_[i], latest, cover_);
    }
  }

  OnDay on_day(const CarePeriod& period, const Placement& placement, Date day) const {
    Date until;
    if (holds(placement.type, with_parents_)) {
      const InForceRows::Found legal = legal_.latest(period.child, day);
      until = legal.until;
      const bool interim =
          legal.row != kMissing &&
          holds(legal_status_[static_cast<std::size_t>(legal.row)], interim_care_order_);
      if (interim) {
        const auto held = reviews_.held_in(period);
        if (!held.empty() && held.front() <= day) return {parent_later, until};
        return {parent_first, earliest_of(until, held.empty() ? Date{} : held.front())};
      }
    }
    const Date year_over = add_months(placement.start, kMonthsOfFirstYear);
    if (day < year_over) return {first_year, earliest_of(until, year_over)};
    return {placement.meant_to_18 ? long_term : after_year, until};
  }

  std::span<const std::int32_t> day_, seen_;
  ByChild by_child_;
  CareReviews reviews_;
  std::span<const std::int32_t> legal_status_;
  InForceRows legal_;
  std::int32_t with_parents_;
  std::int32_t interim_care_order_;
  std::array<VisitStandard, 5> standards_;
  CoverBuilder cover_;
  std::vector<Date> visits_;
};

}  // namespace

FactTable build_care_placement(const FactContext& context, const Notes& notes) {
  std::vector<FactNote> left_out;
  const Placements placements(context, notes.wanted() ? &left_out : nullptr);
  for (const FactNote& note : left_out) notes.add(note.rule, note.table, note.row, note.message);
  const TypeWords types(context.extract);
  SeenInTime seen(context);
  FactRows rows("care_placement", context.care_periods->all().size());
  for (const CarePeriod& period : context.care_periods->all()) {
    for (const PlacementRun& run : placements.runs_of(period)) {
      const Placement* placement = run.placement;
      rows.add(period.child, placement == nullptr ? kMissing : placement->record,
               {run.days.from.days, run.days.until.days,
                placement == nullptr ? kMissing : placement->start.days,
                placement == nullptr ? kMissing : types.word(placement->type),
                context.people->born(period.child).days});
      seen.add(period, run);
    }
  }
  rows.table().covers.push_back(std::move(seen).take());
  return std::move(rows).take();
}

}  // namespace waymark
