// Order in the file where it has a meaning: among rows that are equal in their table's tie fields.
#pragma once

#include <cstdint>
#include <vector>

#include "model/records.h"

namespace waymark {

// One rank a row, 0 = first in the file; empty for tables without tie fields. A row whose first tie
// field is missing is equal to no other (the definitions ask for it), so it has rank 0: rows in
// another order are then no change to the store.
std::vector<std::int32_t> tie_ranks(const RecordTable& table);

}  // namespace waymark
