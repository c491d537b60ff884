#include "compute/row_areas.h"

namespace waymark {
namespace {

constexpr std::uint32_t kNotFound = ~std::uint32_t{0};

}  // namespace

RowLocality::RowLocality(const FactTable& table, const Localities& localities, CubeAreas areas)
    : table_(table), localities_(localities), areas_(areas) {}

LocalityAnswer RowLocality::at(std::uint32_t row, Date day) const {
  const LocalityRule rule = table_.schema->locality;
  if (areas_.localities == 0) return {areas_.unallocated(), LocalityStep::unallocated};
  if (rule != LocalityRule::own) {
    return localities_.at(table_.child[row], day, rule, entry(row));
  }
  std::int32_t area = table_.own_area[row];
  const AreaChanges& changes = table_.own_area_changes;
  if (!changes.first.empty() && !day.missing()) {
    for (std::uint32_t i = changes.first[row]; i < changes.first[row + 1]; ++i) {
      if (changes.from[i] > day.days) break;
      area = changes.area[i];
    }
  }
  if (area == kMissing || area == areas_.unallocated()) {
    return {areas_.unallocated(), LocalityStep::unallocated};
  }
  return {area, LocalityStep::record};
}

void BatchAreas::begin(const FactBatch& batch) {
  batch_ = batch;
  if (batch.month_of < 0) {
    segments_.clear();
    first_.assign(batch.rows.size(), kNotFound);
    last_.assign(batch.rows.size(), kNotFound);
    return;
  }
  const auto& days = table_.columns[static_cast<std::size_t>(batch.month_of)];
  flow_areas_.resize(batch.rows.size());
  for (std::size_t i = 0; i < batch.rows.size(); ++i) {
    flow_areas_[i] = locality_.at(batch.rows[i], {days[batch.rows[i]]}).area;
  }
}

std::span<const BatchAreas::Segment> BatchAreas::stock_areas(std::size_t at) {
  if (first_[at] == kNotFound) {
    first_[at] = static_cast<std::uint32_t>(segments_.size());
    locality_.over_months(
        batch_.rows[at], slots_, {batch_.from[at], batch_.until[at]},
        [&](SlotRange months, std::int32_t area) { segments_.push_back({months, area}); });
    last_[at] = static_cast<std::uint32_t>(segments_.size());
  }
  return {segments_.data() + first_[at], segments_.data() + last_[at]};
}

}  // namespace waymark
