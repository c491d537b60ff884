#include <algorithm>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/care_periods.h"
#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

// The rows of ssd_permanence, and which of them belongs to a period of care that ended in adoption.
class PermanenceRows {
 public:
  explicit PermanenceRows(const FactContext& context)
      : extract_(context.extract),
        cla_id_(column("perm_cla_id")),
        decided_(column("perm_adm_decision_date")),
        reversed_(column("perm_decision_reversed_date")),
        order_(extract_, "ssd_permanence", "perm_table_id"),
        by_child_(context.people->rows_of(column("perm_person_id")), context.people->count()) {}

  std::span<const std::int32_t> column(std::string_view field) const {
    return extract_.column("ssd_permanence", field);
  }

  // The rows that name the period, or if none does the child's rows that name no period; of those
  // not reversed, the one decided last. kMissing if there is none.
  std::int32_t of(const CarePeriod& period) const {
    const auto names_it = [&](std::int32_t row) { return holds(cla_id(row), period.cla_id); };
    const auto rows = by_child_.of(period.child);
    const bool named = std::any_of(rows.begin(), rows.end(), names_it);
    std::int32_t found = kMissing;
    for (std::int32_t row : rows) {
      const bool is_of_period = named ? names_it(row) : cla_id(row) == kMissing;
      if (!is_of_period || reversed_[static_cast<std::size_t>(row)] != kMissing) continue;
      if (found == kMissing || is_later(row, found)) found = row;
    }
    return found;
  }

 private:
  std::int32_t cla_id(std::int32_t row) const { return cla_id_[static_cast<std::size_t>(row)]; }
  // A missing decision date is the earliest.
  bool is_later(std::int32_t a, std::int32_t b) const {
    const std::int32_t decided_a = decided_[static_cast<std::size_t>(a)];
    const std::int32_t decided_b = decided_[static_cast<std::size_t>(b)];
    return decided_a != decided_b ? decided_a > decided_b : order_.before(b, a);
  }

  const Extract& extract_;
  std::span<const std::int32_t> cla_id_, decided_, reversed_;
  KeyOrder order_;
  ByChild by_child_;
};

std::int32_t days_from_to(std::int32_t from, std::int32_t to) {
  return from == kMissing || to == kMissing ? kMissing : to - from;
}

void note_doubts(const CarePeriod& period, std::int32_t decided, std::int32_t days_to_placement,
                 const Notes& notes) {
  if (decided == kMissing) {
    notes.add("clock-start-missing", "ssd_cla_episodes", period.last_episode,
              "No decision that the child should be placed for adoption is dated: the adoption "
              "counts as not completed in time.");
  } else if (decided > period.end.days) {
    notes.add("clock-backwards", "ssd_cla_episodes", period.last_episode,
              "The decision that the child should be placed for adoption is later than the "
              "adoption, which counts as not completed in time.");
  }
  if (days_to_placement != kMissing && days_to_placement < 0) {
    notes.add("clock-backwards", "ssd_cla_episodes", period.last_episode,
              "The child was placed for adoption before the period of care began: the adoption is "
              "left out of the time to placement.");
  }
}

}  // namespace

FactTable build_adoption(const FactContext& context, const Notes& notes) {
  const PermanenceRows permanence(context);
  const auto decided = permanence.column("perm_adm_decision_date");
  const auto ordered = permanence.column("perm_placement_order_date");
  const auto matched = permanence.column("perm_matched_date");
  const auto placed = permanence.column("perm_placed_for_adoption_date");
  const auto with_carer = permanence.column("perm_placed_foster_carer_date");
  const auto by_carer = permanence.column("perm_adopted_by_carer_flag");
  const std::int32_t reasons[] = {context.extract.code("E11"), context.extract.code("E12")};
  FactRows rows("adoption", context.people->count() / 16);
  for (const CarePeriod& period : context.care_periods->all()) {
    if (!holds(period.end_reason, reasons[0]) && !holds(period.end_reason, reasons[1])) continue;
    const std::int32_t row = permanence.of(period);
    const auto cell = [row](std::span<const std::int32_t> column) {
      return row == kMissing ? kMissing : column[static_cast<std::size_t>(row)];
    };
    const bool carer_adopts = cell(by_carer) == 1;
    const std::int32_t to_match = days_from_to(cell(ordered), cell(matched));
    const std::int32_t to_placement = days_from_to(period.start.days, cell(placed));
    const std::int32_t to_home =
        carer_adopts ? days_from_to(period.start.days, cell(with_carer)) : to_placement;
    rows.add(period.child, period.last_episode,
             {period.start.days, period.end.days, cell(decided), cell(ordered), cell(matched),
              cell(placed), cell(with_carer), carer_adopts ? 1 : 0, to_placement, to_home,
              to_match == kMissing ? kMissing : std::max(0, to_match)});
    rows.table().entry.push_back(period.start.days);
    note_doubts(period, cell(decided), to_placement, notes);
  }
  return std::move(rows).take();
}

}  // namespace waymark
