// The areas a figure is given for: the county, its localities in printed order, and unallocated.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/records.h"

namespace waymark {

struct Locality {
  std::string id;
  std::string name;  // as loc_locality says, else the id
};

// Area numbers: 0 ... n-1 the localities by sort_order (empty last), then id in byte order; n is
// "unallocated". The county is counted apart, never as their sum.
struct Areas {
  std::vector<Locality> localities;

  std::int32_t unallocated() const { return static_cast<std::int32_t>(localities.size()); }
  std::int32_t find(std::string_view locality_id) const;  // kMissing if there is none
};

inline constexpr std::string_view kCounty = "county";
inline constexpr std::string_view kUnallocated = "unallocated";

Areas areas_of(const Extract& extract);

}  // namespace waymark
