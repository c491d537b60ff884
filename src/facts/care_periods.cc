#include "facts/care_periods.h"

#include <algorithm>

#include "facts/by_child.h"
#include "facts/in_force.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

class PeriodBuilder {
 public:
  PeriodBuilder(const Extract& extract, const People& people, Date extract_date,
                std::vector<FactNote>* notes)
      : people_(people),
        extract_date_(extract_date),
        notes_(notes),
        start_(extract.column("ssd_cla_episodes", "clae_cla_episode_start_date")),
        ceased_(extract.column("ssd_cla_episodes", "clae_cla_episode_ceased_date")),
        start_reason_(extract.column("ssd_cla_episodes", "clae_cla_episode_start_reason")),
        reason_(extract.column("ssd_cla_episodes", "clae_cla_episode_ceased_reason")),
        cla_id_(extract.column("ssd_cla_episodes", "clae_cla_id")),
        entered_(extract.column("ssd_cla_episodes", "clae_entered_care_date")),
        order_(extract, "ssd_cla_episodes", "clae_cla_episode_id"),
        episodes_(people.rows_of(extract.column("ssd_cla_episodes", "clae_person_id")),
                  people.count()),
        legal_status_(extract.column("ssd_legal_status", "lega_legal_status")),
        legal_(extract, people,
               {.table = "ssd_legal_status",
                .key = "lega_legal_status_id",
                .person = "lega_person_id",
                .from = "lega_legal_status_start_date",
                .to = "lega_legal_status_end_date"}),
        care_goes_on_(extract.code("X1")),
        started_to_be_looked_after_(extract.code("S")),
        short_breaks_{extract.code("V3"), extract.code("V4")} {}

  // The periods of one child, in order, added to `periods`.
  void add_child(std::int32_t child, std::vector<CarePeriod>& periods) {
    std::vector<std::int32_t> rows = usable_episodes(child);
    if (rows.empty()) return;
    std::sort(rows.begin(), rows.end(),
              [this](std::int32_t a, std::int32_t b) { return grouped_before(a, b); });
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < rows.size();) {
      std::size_t next = i + 1;
      while (next < rows.size() && same_group(rows[i], rows[next])) ++next;
      add_candidate(child, std::span(rows).subspan(i, next - i), candidates);
      i = next;
    }
    keep_without_overlap(std::move(candidates), periods);
  }

 private:
  struct Candidate {
    CarePeriod period;
    std::int32_t lowest_episode;  // row with the lowest episode id
  };

  template <typename Column>
  static std::int32_t cell(const Column& column, std::int32_t row) {
    return column[static_cast<std::size_t>(row)];
  }

  void note(const char* rule, std::int32_t row, const char* message) const {
    if (notes_ != nullptr) notes_->push_back({rule, "ssd_cla_episodes", row, message});
  }

  std::vector<std::int32_t> usable_episodes(std::int32_t child) const {
    std::vector<std::int32_t> rows;
    for (std::int32_t row : episodes_.of(child)) {
      const std::int32_t from = cell(start_, row);
      const std::int32_t to = cell(ceased_, row);
      if (from == kMissing || (to != kMissing && to < from)) {
        note("span-faulty", row,
             "The episode has no start date, or ceased before it started: it is left out.");
      } else {
        rows.push_back(row);
      }
    }
    return rows;
  }

  // Episodes of one period side by side: by the period's id, else by the day care was entered.
  bool grouped_before(std::int32_t a, std::int32_t b) const {
    if (cell(cla_id_, a) != cell(cla_id_, b)) return cell(cla_id_, a) < cell(cla_id_, b);
    if (cell(cla_id_, a) == kMissing && cell(entered_, a) != cell(entered_, b)) {
      return cell(entered_, a) < cell(entered_, b);
    }
    return a < b;
  }
  bool same_group(std::int32_t a, std::int32_t b) const {
    if (cell(cla_id_, a) != cell(cla_id_, b)) return false;
    if (cell(cla_id_, a) != kMissing) return true;
    return cell(entered_, a) != kMissing && cell(entered_, a) == cell(entered_, b);
  }

  bool starts_before(std::int32_t a, std::int32_t b) const {
    if (cell(start_, a) != cell(start_, b)) return cell(start_, a) < cell(start_, b);
    return order_.before(a, b);
  }
  // The last episode: the latest start, then an open one, then the latest ceased date, then the
  // greatest id.
  bool is_later(std::int32_t a, std::int32_t b) const {
    if (cell(start_, a) != cell(start_, b)) return cell(start_, a) > cell(start_, b);
    const std::int32_t to_a = cell(ceased_, a);
    const std::int32_t to_b = cell(ceased_, b);
    if (to_a != to_b) return to_a == kMissing || (to_b != kMissing && to_a > to_b);
    return order_.before(b, a);
  }

  void add_candidate(std::int32_t child, std::span<const std::int32_t> rows,
                     std::vector<Candidate>& candidates) const {
    std::int32_t first = rows.front();
    std::int32_t last = rows.front();
    std::int32_t lowest = rows.front();
    for (std::int32_t row : rows.subspan(1)) {
      if (starts_before(row, first)) first = row;
      if (is_later(row, last)) last = row;
      if (order_.before(row, lowest)) lowest = row;
    }
    CarePeriod period{.child = child,
                      .start = {cell(start_, first)},
                      .end = {cell(ceased_, last)},
                      .end_reason = cell(reason_, last),
                      .cla_id = cell(cla_id_, first),
                      .first_episode = first,
                      .last_episode = last};
    if (is_left_out(period)) return;
    note_differences(period, rows);
    if (!period.end.missing() && holds(period.end_reason, care_goes_on_)) {
      note("care-goes-on", last,
           "The last episode ceased with X1 (care goes on), but none follows: the period is open.");
      period.end = {};
    }
    if (period.end.missing()) period.end_reason = kMissing;
    end_with_childhood(period);
    candidates.push_back({period, lowest});
  }

  bool is_left_out(const CarePeriod& period) const {
    const Date born_by = people_.born_by(period.child);
    if (born_by.missing() || people_.born(period.child) > period.start) {
      note("in-care-before-birth", period.first_episode,
           "The child was not born on the first day of the period of care: it is left out.");
      return true;
    }
    if (people_.starts_too_late(period.child, period.start)) {
      note("starts-past-childhood", period.first_episode,
           "The period of care starts on or after the 18th birthday, or after death: it is left "
           "out.");
      return true;
    }
    return is_short_break(period.child, period.start);
  }

  // Respite: the legal status in force on the first day is V3 or V4.
  bool is_short_break(std::int32_t child, Date day) const {
    const std::int32_t row = legal_.latest(child, day).row;
    if (row == kMissing) return false;
    const std::int32_t status = cell(legal_status_, row);
    return holds(status, short_breaks_[0]) || holds(status, short_breaks_[1]);
  }

  void note_differences(const CarePeriod& period, std::span<const std::int32_t> rows) const {
    if (notes_ == nullptr) return;
    if (!holds(cell(start_reason_, period.first_episode), started_to_be_looked_after_)) {
      note("care-start-reason", period.first_episode,
           "The first episode of the period of care does not have the start reason S; the period "
           "starts with it all the same.");
    }
    for (std::int32_t row : rows) {
      if (cell(entered_, row) != kMissing && cell(entered_, row) != period.start.days) {
        note("entered-care-differs", row,
             "The day care was entered differs from the earliest episode of the period of care; "
             "the episode's start is used.");
        return;
      }
    }
  }

  void end_with_childhood(CarePeriod& period) const {
    const Date end = people_.ended_on(period.child, period.end, extract_date_);
    if (end == period.end) return;
    if (period.end.missing() && !extract_date_.missing()) {
      note("open-past-childhood", period.last_episode,
           "The period of care is left open after the 18th birthday or death, which ends it.");
    }
    period.end = end;
    period.end_reason = kMissing;
  }

  void keep_without_overlap(std::vector<Candidate> candidates, std::vector<CarePeriod>& periods) {
    std::sort(candidates.begin(), candidates.end(), [this](const Candidate& a, const Candidate& b) {
      if (a.period.start != b.period.start) return a.period.start < b.period.start;
      return order_.before(a.lowest_episode, b.lowest_episode);
    });
    const std::size_t before = periods.size();
    for (const Candidate& candidate : candidates) {
      const bool overlaps =
          periods.size() > before &&
          (periods.back().end.missing() || candidate.period.start < periods.back().end);
      if (!overlaps) {
        periods.push_back(candidate.period);
        continue;
      }
      note("care-overlap", candidate.period.first_episode,
           "The period of care starts before an earlier one of the child has ended: it is left "
           "out.");
    }
  }

  const People& people_;
  Date extract_date_;
  std::vector<FactNote>* notes_;
  std::span<const std::int32_t> start_, ceased_, start_reason_, reason_, cla_id_, entered_;
  KeyOrder order_;
  ByChild episodes_;
  std::span<const std::int32_t> legal_status_;
  InForceRows legal_;
  std::int32_t care_goes_on_;
  std::int32_t started_to_be_looked_after_;
  std::int32_t short_breaks_[2];
};

}  // namespace

CarePeriods::CarePeriods(const Extract& extract, const People& people, Date extract_date,
                         std::vector<FactNote>* notes) {
  PeriodBuilder builder(extract, people, extract_date, notes);
  first_.reserve(people.count() + 1);
  first_.push_back(0);
  for (std::size_t child = 0; child < people.count(); ++child) {
    builder.add_child(static_cast<std::int32_t>(child), periods_);
    first_.push_back(static_cast<std::uint32_t>(periods_.size()));
  }
}

std::span<const CarePeriod> CarePeriods::of(std::int32_t child) const {
  const auto at = static_cast<std::size_t>(child);
  return std::span(periods_).subspan(first_[at], first_[at + 1] - first_[at]);
}

const CarePeriod* CarePeriods::open_on(std::int32_t child, Date day) const {
  for (const CarePeriod& period : of(child)) {
    if (period.start <= day && (period.end.missing() || day < period.end)) return &period;
  }
  return nullptr;
}

}  // namespace waymark
