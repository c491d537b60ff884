#include "facts/carer_runs.h"

#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

// Whether the first episode of each placement (the earliest start, then the lowest id) began
// without a change of carer: start reason T or U.
std::vector<bool> carer_stays(const FactContext& context) {
  constexpr std::string_view kEpisodes = "ssd_cla_episodes";
  const Extract& extract = context.extract;
  const auto placement = extract.column(kEpisodes, "clae_cla_placement_id");
  const auto start = extract.column(kEpisodes, "clae_cla_episode_start_date");
  const auto ceased = extract.column(kEpisodes, "clae_cla_episode_ceased_date");
  const auto reason = extract.column(kEpisodes, "clae_cla_episode_start_reason");
  const auto child = context.people->rows_of(extract.column(kEpisodes, "clae_person_id"));
  const KeyOrder order(extract, kEpisodes, "clae_cla_episode_id");
  std::vector<std::int32_t> first(id_count(extract, "cla_placement_id"), kMissing);
  for (std::size_t at = 0; at < placement.size(); ++at) {
    const bool faulty = start[at] == kMissing || (ceased[at] != kMissing && ceased[at] < start[at]);
    if (placement[at] == kMissing || child[at] == kMissing || faulty) continue;
    const auto row = static_cast<std::int32_t>(at);
    std::int32_t& known = first[static_cast<std::size_t>(placement[at])];
    if (known != kMissing) {
      const std::int32_t known_start = start[static_cast<std::size_t>(known)];
      const bool earlier =
          start[at] != known_start ? start[at] < known_start : order.before(row, known);
      if (!earlier) continue;
    }
    known = row;
  }
  const std::int32_t placement_changed = extract.code("T");
  const std::int32_t status_changed_too = extract.code("U");
  std::vector<bool> stays(first.size());
  for (std::size_t id = 0; id < first.size(); ++id) {
    if (first[id] == kMissing) continue;
    const std::int32_t cell = reason[static_cast<std::size_t>(first[id])];
    stays[id] = holds(cell, placement_changed) || holds(cell, status_changed_too);
  }
  return stays;
}

}  // namespace

CarerRuns::CarerRuns(const FactContext& context)
    : placement_id_(context.extract.column("ssd_cla_placement", "clap_cla_placement_id")),
      carer_stays_(carer_stays(context)),
      by_current_carer_{context.extract.code("A3"), context.extract.code("A5")} {}

std::vector<CarerPlacement> CarerRuns::of(std::span<const Placement> placements) const {
  std::vector<CarerPlacement> joined;
  for (const Placement& placement : placements) {
    if (placement.temporary) continue;
    std::size_t run = 0;
    if (!joined.empty()) {
      const CarerPlacement& before = joined.back();
      run = before.run + (same_carer(*before.placement, placement) ? 0 : 1);
    }
    joined.push_back({&placement, run});
  }
  return joined;
}

bool CarerRuns::same_carer(const Placement& before, const Placement& placement) const {
  for (const std::int32_t type : by_current_carer_) {
    if (holds(placement.type, type)) return true;
  }
  if (before.carer != kMissing && placement.carer != kMissing) {
    return before.carer == placement.carer;
  }
  const std::int32_t id = placement_id_[static_cast<std::size_t>(placement.record)];
  return id >= 0 && carer_stays_[static_cast<std::size_t>(id)];
}

}  // namespace waymark
