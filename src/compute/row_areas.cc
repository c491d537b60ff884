#include "compute/row_areas.h"

#include <algorithm>

#include "base/check.h"

namespace waymark {
namespace {

constexpr std::uint32_t kNotFound = ~std::uint32_t{0};

template <typename Number>
std::span<const Number> span_of(const NumberColumn<Number>& column) {
  return {column.data(), column.size()};
}

}  // namespace

RowLocality::RowLocality(const FactTable& table, const Localities* localities, CubeAreas areas)
    : table_(table),
      localities_(localities),
      areas_(areas),
      carried_(table.has_areas()),
      area_(span_of(table.area)),
      first_change_(span_of(table.area_changes.first)) {}

const Localities& RowLocality::asked() const {
  CHECK_THAT(localities_ != nullptr, "somebody knows the areas of the rows");
  return *localities_;
}

LocalityAnswer RowLocality::at(std::uint32_t row, Date day) const {
  const LocalityRule rule = table_.schema->locality;
  if (areas_.localities == 0) return {areas_.unallocated(), LocalityStep::unallocated};
  if (rule != LocalityRule::own && localities_ != nullptr) {
    return localities_->at(table_.child[row], day, rule, entry(row));
  }
  const std::int32_t area = area_on(row, day.days);
  return {area, area == areas_.unallocated() ? LocalityStep::unallocated : LocalityStep::record};
}

void RowLocality::over_days(std::uint32_t row, Date first, Date until,
                            std::vector<AreaRun>& runs) const {
  if (!carried_) {
    asked().over_days(table_.child[row], first, until, table_.schema->locality, entry(row), runs);
    return;
  }
  runs.push_back({first, area_on(row, first.days)});
  if (first_change_.empty()) return;
  const AreaChanges& changes = table_.area_changes;
  for (std::uint32_t i = first_change_[row]; i < first_change_[row + 1]; ++i) {
    if (!until.missing() && changes.from[i] >= until.days) break;
    if (changes.from[i] > first.days) {
      runs.push_back({{changes.from[i]}, written(changes.area[i])});
    }
  }
}

void BatchAreas::begin(const FactBatch& batch) {
  batch_ = batch;
  if (batch.month_of < 0) {
    segments_.clear();
    first_.assign(batch.rows.size(), kNotFound);
    last_.assign(batch.rows.size(), kNotFound);
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
      areas_[i] = locality_.only_area(batch.rows[i]);
    }
    return;
  }
  const auto& days = table_.columns[static_cast<std::size_t>(batch.month_of)];
  for (std::size_t i = 0; i < batch.rows.size(); ++i) {
    areas_[i] = locality_.area_on(batch.rows[i], days[batch.rows[i]]);
  }
}

std::span<const BatchAreas::Segment> BatchAreas::segments(std::size_t at) {
  if (first_[at] == kNotFound) {
    first_[at] = static_cast<std::uint32_t>(segments_.size());
    find_segments(at);
    last_[at] = static_cast<std::uint32_t>(segments_.size());
  }
  return {segments_.data() + first_[at], segments_.data() + last_[at]};
}

// The areas at the month ends of the row's span.
void BatchAreas::find_segments(std::size_t at) {
  const SlotRange span{batch_.from[at], batch_.until[at]};
  const Date first = last_day(slots_.month(span.from));
  const Date until{last_day(slots_.month(span.until - 1)).days + 1};
  runs_.clear();
  locality_.over_days(batch_.rows[at], first, until, runs_);
  SlotRange months{span.from, span.from};
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const bool is_last = i + 1 == runs_.size();
    months.until = is_last ? span.until : slots_.from_day(runs_[i + 1].from.days);
    if (!months.empty()) segments_.push_back({months, runs_[i].area});
    months.from = months.until;
  }
}

}  // namespace waymark
