#include "ingest/tie_ranks.h"

#include <map>
#include <numeric>

namespace waymark {

std::vector<std::int32_t> tie_ranks(const RecordTable& table) {
  const auto& tie_fields = table.schema->tie_fields;
  if (tie_fields.empty()) return {};
  std::vector<std::int32_t> ranks(table.rows, 0);
  if (tie_fields.front() == "*") {
    std::iota(ranks.begin(), ranks.end(), 0);
    return ranks;
  }
  std::vector<std::size_t> fields;
  for (const auto& name : tie_fields) fields.push_back(table.field(name));
  std::map<std::vector<std::int32_t>, std::int32_t> counts;
  std::vector<std::int32_t> values(fields.size());
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto& column = table.values[fields[i]];
      values[i] = column.empty() ? kMissing : column[row];
    }
    if (values.front() != kMissing) ranks[row] = counts[values]++;
  }
  return ranks;
}

}  // namespace waymark
