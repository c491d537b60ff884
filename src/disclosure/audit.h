// How closely readers can tell each hidden count from all that is shown.
//
// A hidden count passes once two sets of whole counts are in hand that agree with everything
// readers know and between which that count differs by the least width. They are proof in
// themselves, whoever found them; where none are found, the count is held to be exposed.
#pragma once

#include <cstdint>
#include <vector>

#include "disclosure/components.h"

namespace waymark {

inline constexpr std::int64_t kLeastWidth = 5;

struct AuditSettings {
  std::int64_t least_width = kLeastWidth;  // the highest possible count less the lowest
  int threads = 1;
  bool thorough = true;  // looks longer before it calls a count exposed
};

struct Exposed {
  int cell = 0;
  std::int64_t low = 0, high = 0;  // the range that is in hand
  std::vector<int> limits;         // relations that keep the range from being wider
};

// Which cells are audited: unknown ones that are sensitive, or that a hidden item is about, unless
// what readers knew before is narrower than the least width already.
std::vector<bool> audited_cells(const LinkedTable& table, const Shown& shown,
                                const std::vector<bool>& known, std::int64_t least_width);

// Audits again and again while items are hidden, never shown again: what is in hand stays valid.
class Auditor {
 public:
  Auditor(const LinkedTable& table, AuditSettings settings);
  // The audited cells whose range is too narrow, in the table's order.
  std::vector<Exposed> exposed(const Shown& shown);

 private:
  struct Range {
    std::int64_t low, high;
  };
  std::vector<Exposed> exposed_in(const Component& component, const std::vector<bool>& audited);
  bool is_wide(int cell) const;

  const LinkedTable& table_;
  AuditSettings settings_;
  std::vector<Range> ranges_;  // in hand, a cell of the table
};

// All at once, from nothing.
std::vector<Exposed> audit(const LinkedTable& table, const Shown& shown, AuditSettings settings);

}  // namespace waymark
