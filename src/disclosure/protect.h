// Chooses what is hidden: first every figure that gives a sensitive count away by itself, then
// others, as few as it can, until nothing that is shown gives one away.
#pragma once

#include <vector>

#include "disclosure/audit.h"

namespace waymark {

struct Protection {
  Shown shown;              // a flag an item
  std::vector<bool> first;  // hidden for the counts they show themselves
  // What no hiding protects. Sensitive counts: all is not well. Larger ones were hidden beside them
  // and can be told: no harm.
  std::vector<Exposed> exposed;
};

Protection protect(const LinkedTable& table, AuditSettings settings);

}  // namespace waymark
