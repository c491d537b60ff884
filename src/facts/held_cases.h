// The cases that workers hold: the time in which a child has an allocated case worker (measures,
// section 11). Here the last day of an involvement does not count, as it does for localities.
#pragma once

#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "facts/facts.h"
#include "facts/spans.h"

namespace waymark {

struct HeldCase {
  std::int32_t worker = kMissing;  // number of the professional id
  std::int32_t child = kMissing;
  std::int32_t record = kMissing;  // row of ssd_involvements
  Span span;                       // never empty; those of one worker and child never overlap
};

// All of an authority's, found when a fact first asks for them.
class HeldCases {
 public:
  // By worker, then child, then day. `context` is always the one that these belong to.
  const std::vector<HeldCase>& of(const FactContext& context) const;

 private:
  mutable std::once_flag found_;
  mutable std::vector<HeldCase> cases_;
};

}  // namespace waymark
