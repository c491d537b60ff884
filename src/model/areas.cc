#include "model/areas.h"

#include <algorithm>

namespace waymark {

std::int32_t Areas::find(std::string_view locality_id) const {
  for (std::size_t i = 0; i < localities.size(); ++i) {
    if (localities[i].id == locality_id) return static_cast<std::int32_t>(i);
  }
  return kMissing;
}

Areas areas_of(const Extract& extract) {
  struct Entry {
    std::int32_t order;
    Locality locality;
  };
  std::vector<Entry> entries;
  const auto order = extract.column("loc_locality", "sort_order");
  for (std::size_t row = 0; row < extract.rows("loc_locality"); ++row) {
    Locality locality{.id = extract.cell_text("loc_locality", "locality_id", row),
                      .name = extract.cell_text("loc_locality", "name", row)};
    if (locality.id == kCounty || locality.id == kUnallocated) continue;  // reserved, a finding
    if (locality.name.empty()) locality.name = locality.id;
    entries.push_back({order[row], std::move(locality)});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    const auto rank = [](const Entry& e) {
      return e.order == kMissing ? std::int64_t{1} << 40 : std::int64_t{e.order};
    };
    return rank(a) != rank(b) ? rank(a) < rank(b) : a.locality.id < b.locality.id;
  });
  Areas areas;
  for (auto& entry : entries) areas.localities.push_back(std::move(entry.locality));
  return areas;
}

}  // namespace waymark
