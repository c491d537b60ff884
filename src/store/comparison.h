// Compares the rows of a table as supplied with the row versions that are open, by content hash.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "store/database.h"
#include "store/numbered_table.h"

namespace waymark {

struct Comparison {
  std::vector<std::int32_t> opening;  // rows of the extract that no open version equals
  std::vector<std::int64_t> closing;  // row ids of open versions that no row equals
  std::int64_t unchanged = 0;
};

// Equal rows are matched one to one, so that a row supplied twice and kept once opens one version.
Result<Comparison> compare_with_known(sql::Connection& connection, const NumberedTable& table,
                                      std::int32_t authority);

// Ends the versions of comparison.closing with `load`. Returns how many of them come back with the
// same key and other content among comparison.opening.
Result<std::int64_t> close_versions(sql::Connection& connection, const NumberedTable& table,
                                    const Comparison& comparison, std::int32_t authority,
                                    std::int32_t load);

// Ends every open version of a table that is no longer supplied; returns how many.
Result<std::int64_t> close_all_versions(sql::Connection& connection, const StoredTable& table,
                                        std::int32_t authority, std::int32_t load);

}  // namespace waymark
