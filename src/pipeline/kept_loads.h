// The loads of a store, written down beside it: with them and the facts that were kept (see
// kept_facts.h) figures are given without opening the database. A matter of speed alone, as those.
//
//   DIR/kept/loads     the stamp of the store's file, and the loads that it held then
#pragma once

#include "base/result.h"
#include "pipeline/authority.h"

namespace waymark {

// The store for reading. Where its file is still the one whose loads were written down, it is
// opened when records are first asked for; else at once, and the loads are written down for the
// next time.
Result<Store> open_store_when_needed(const Authority& authority, int memory_mib = 0);

// Writes the loads down. The store is open, so that nobody else writes to it meanwhile.
Status keep_loads(const Authority& authority, const Store& store);

}  // namespace waymark
