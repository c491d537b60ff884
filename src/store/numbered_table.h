// A table of an extract in the store's numbers, with the hash of each row's content: what is
// compared with the known row versions, and written where it is new.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/records.h"
#include "store/layout.h"
#include "store/numbering.h"

namespace waymark {

// XXH3 (128 bits) of everything a row says: its values in the store's numbers, its texts, its rank
// among ties, the row as it stood. The store's numbers stand for one text each, so equal hashes
// mean equal rows as long as the hash does not collide: for 10^9 versions the odds are below
// 10^-20.
struct RowHash {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  auto operator<=>(const RowHash&) const = default;
};

struct NumberedTable {
  const RecordTable* records = nullptr;
  const StoredTable* layout = nullptr;
  std::vector<std::vector<std::int32_t>> values;  // by field; empty: missing in every row
  std::vector<RowHash> hashes;                    // by row

  // The values of the fields that make the table's key.
  std::vector<std::int32_t> key(std::size_t row) const;
};

NumberedTable numbered_table(const RecordTable& records, const Numbering& numbering);

// Puts rows in the order in which they are kept: by child, then by place in the file.
void sort_for_keeping(const NumberedTable& table, std::vector<std::int32_t>& rows);

// Appends these rows, in the order given, as versions opened by `load`.
Status append_versions(sql::Connection& connection, const NumberedTable& table,
                       const std::vector<std::int32_t>& rows, std::int32_t authority,
                       std::int32_t load);

}  // namespace waymark
