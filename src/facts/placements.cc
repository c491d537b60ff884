#include "facts/placements.h"

#include <algorithm>

#include "base/check.h"
#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

constexpr std::string_view kTable = "ssd_cla_placement";

template <typename Column>
std::int32_t cell(const Column& column, std::int32_t row) {
  return column[static_cast<std::size_t>(row)];
}

// The child of a placement that names none: that of the first episode in the file, among those that
// are not faulty and whose own child is known, that names the placement.
class ChildByEpisode {
 public:
  explicit ChildByEpisode(const FactContext& context)
      : child_(id_count(context.extract, "cla_placement_id"), kMissing) {
    const RecordTable* records = context.extract.find("ssd_cla_episodes");
    if (records == nullptr) return;
    const Extract& extract = context.extract;
    const auto placement = extract.column("ssd_cla_episodes", "clae_cla_placement_id");
    const auto start = extract.column("ssd_cla_episodes", "clae_cla_episode_start_date");
    const auto ceased = extract.column("ssd_cla_episodes", "clae_cla_episode_ceased_date");
    const auto child =
        context.people->rows_of(extract.column("ssd_cla_episodes", "clae_person_id"));
    std::vector<std::int32_t> rank_of(child_.size(), kMissing);
    for (std::size_t row = 0; row < placement.size(); ++row) {
      const bool faulty =
          start[row] == kMissing || (ceased[row] != kMissing && ceased[row] < start[row]);
      if (placement[row] == kMissing || child[row] == kMissing || faulty) continue;
      const auto at = static_cast<std::size_t>(placement[row]);
      const std::int32_t rank =
          records->tie_rank.empty() ? static_cast<std::int32_t>(row) : records->tie_rank[row];
      if (child_[at] != kMissing && rank_of[at] <= rank) continue;
      child_[at] = child[row];
      rank_of[at] = rank;
    }
  }

  std::int32_t of(std::int32_t placement_id) const {
    return placement_id < 0 ? kMissing : cell(child_, placement_id);
  }

 private:
  std::vector<std::int32_t> child_;  // by number of the placement's id
};

class PlacementReader {
 public:
  PlacementReader(const FactContext& context, const Notes& notes)
      : notes_(notes),
        order_(context.extract, kTable, "clap_cla_placement_id"),
        start_(context.extract.column(kTable, "clap_cla_placement_start_date")),
        end_(context.extract.column(kTable, "clap_cla_placement_end_date")),
        type_(context.extract.column(kTable, "clap_cla_placement_type")),
        id_(context.extract.column(kTable, "clap_cla_placement_id")),
        by_child_(children_of_rows(context), context.people->count()),
        carer_row_(context.extract, "loc_placement_carer", "cla_placement_id",
                   context.extract.column("loc_placement_carer", "cla_placement_id")),
        carer_(context.extract.column("loc_placement_carer", "carer_id")),
        meant_to_18_(context.extract.column("loc_placement_carer", "meant_to_18")) {
    for (const char* code : {"T0", "T1", "T2", "T3", "T4"}) {
      temporary_.push_back(context.extract.code(code));
    }
  }

  // The placements of one child that are not faulty, in order.
  const std::vector<std::int32_t>& rows_of(std::int32_t child) {
    rows_.clear();
    for (std::int32_t row : by_child_.of(child)) {
      const std::int32_t from = cell(start_, row);
      const std::int32_t to = cell(end_, row);
      if (from == kMissing || (to != kMissing && to <= from)) {
        notes_.add("span-faulty", kTable, row,
                   "The placement has no start date, or ended on or before it: it is left out.");
      } else {
        rows_.push_back(row);
      }
    }
    std::sort(rows_.begin(), rows_.end(), [this](std::int32_t a, std::int32_t b) {
      return cell(start_, a) != cell(start_, b) ? cell(start_, a) < cell(start_, b)
                                                : order_.before(a, b);
    });
    return rows_;
  }

  Date start_of(std::int32_t row) const { return {cell(start_, row)}; }
  bool starts_in(const CarePeriod& period, std::int32_t row) const {
    const Date start = start_of(row);
    return start >= period.start && (period.end.missing() || start < period.end);
  }

  Placement placement(const CarePeriod& period, std::int32_t row) const {
    const std::int32_t type = cell(type_, row);
    const std::int32_t carer_row = carer_row_.find(cell(id_, row));
    const bool temporary = std::any_of(temporary_.begin(), temporary_.end(),
                                       [type](std::int32_t code) { return holds(type, code); });
    return {.period = &period,
            .record = row,
            .start = start_of(row),
            .end = earliest_of({cell(end_, row)}, period.end),
            .type = type,
            .carer = carer_row == kMissing ? kMissing : cell(carer_, carer_row),
            .meant_to_18 = carer_row != kMissing && cell(meant_to_18_, carer_row) == 1,
            .temporary = temporary};
  }

  void note_left_out(std::int32_t row) const {
    notes_.add("placement-outside-care", kTable, row,
               "The placement starts on no day of a period of care of the child: it is left out.");
  }

 private:
  std::vector<std::int32_t> children_of_rows(const FactContext& context) const {
    const auto person = context.extract.column(kTable, "clap_person_id");
    std::vector<std::int32_t> child = context.people->rows_of(person);
    const ChildByEpisode by_episode(context);
    for (std::size_t row = 0; row < child.size(); ++row) {
      if (person[row] == kMissing) child[row] = by_episode.of(id_[row]);
    }
    return child;
  }

  Notes notes_;
  KeyOrder order_;
  std::span<const std::int32_t> start_, end_, type_, id_;
  ByChild by_child_;
  RowOfKey carer_row_;
  std::span<const std::int32_t> carer_, meant_to_18_;
  std::vector<std::int32_t> temporary_;
  std::vector<std::int32_t> rows_;
};

bool in_force(const Placement& placement, Date day) {
  return placement.start <= day && (placement.end.missing() || day < placement.end);
}

// Of placements in order: the latest in force; without one, the latest that started by the start of
// the latest temporary one in force.
const Placement* standing_on(std::span<const Placement> placements, Date day) {
  const Placement* temporary = nullptr;
  for (auto each = placements.rbegin(); each != placements.rend(); ++each) {
    if (!in_force(*each, day)) continue;
    if (!each->temporary) return &*each;
    if (temporary == nullptr) temporary = &*each;
  }
  if (temporary == nullptr) return nullptr;
  for (auto each = placements.rbegin(); each != placements.rend(); ++each) {
    if (!each->temporary && each->start <= temporary->start) return &*each;
  }
  return nullptr;
}

}  // namespace

Placements::Placements(const FactContext& context, std::vector<FactNote>* notes)
    : periods_(context.care_periods) {
  PlacementReader reader(context, Notes(notes));
  const auto all = periods_->all();
  first_.reserve(all.size() + 1);
  first_.push_back(0);
  const CarePeriod* period = all.data();
  for (std::size_t i = 0; i < context.people->count(); ++i) {
    const auto child = static_cast<std::int32_t>(i);
    const auto& rows = reader.rows_of(child);
    auto row = rows.begin();
    for (; period != all.data() + all.size() && period->child == child; ++period) {
      for (; row != rows.end() && reader.start_of(*row) < period->start; ++row) {
        reader.note_left_out(*row);
      }
      for (; row != rows.end() && reader.starts_in(*period, *row); ++row) {
        placements_.push_back(reader.placement(*period, *row));
      }
      first_.push_back(static_cast<std::uint32_t>(placements_.size()));
    }
    for (; row != rows.end(); ++row) reader.note_left_out(*row);
  }
}

std::span<const Placement> Placements::placements_of(const CarePeriod& period) const {
  const auto at = static_cast<std::size_t>(&period - periods_->all().data());
  CHECK_THAT(at + 1 < first_.size(), "the period is one of the context's");
  return std::span(placements_).subspan(first_[at], first_[at + 1] - first_[at]);
}

const Placement* Placements::placement_on(const CarePeriod& period, Date day) const {
  return standing_on(placements_of(period), day);
}

std::vector<PlacementRun> Placements::runs_of(const CarePeriod& period) const {
  const auto placements = placements_of(period);
  std::vector<Date> changes = {period.start};
  for (const Placement& placement : placements) {
    changes.push_back(placement.start);
    if (!placement.end.missing() && placement.end != period.end) changes.push_back(placement.end);
  }
  std::sort(changes.begin(), changes.end());
  changes.erase(std::unique(changes.begin(), changes.end()), changes.end());
  std::vector<PlacementRun> runs;
  for (const Date day : changes) {
    const Placement* standing = standing_on(placements, day);
    if (!runs.empty() && runs.back().placement == standing) continue;
    if (!runs.empty()) runs.back().days.until = day;
    runs.push_back({.days = {day, period.end}, .placement = standing});
  }
  return runs;
}

}  // namespace waymark
