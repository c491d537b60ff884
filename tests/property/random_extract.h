// Small random extracts that hold the border cases of the definitions on purpose: dates at the ends
// of months, years and rules, missing and backward dates, unborn, grown-up and dead people,
// touching and overlapping spans, unknown people and codes, dated maps. All names are invented.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace waymark {

// A table as text: the fields and the rows.
struct TextTable {
  std::vector<std::string> fields;
  std::vector<std::vector<std::string>> rows;
};
using TextTables = std::map<std::string, TextTable>;

// The extract of a seed. No two rows of a table share a key.
TextTables random_extract(std::uint32_t seed);

// As intake reads them.
std::vector<std::pair<std::string, std::string>> as_csv(const TextTables& tables);

// The same rows in another order.
TextTables shuffled(TextTables tables, std::uint32_t seed);
// Every child twice, the second time under new ids; areas, workers and reference tables stay.
TextTables doubled(TextTables tables);

}  // namespace waymark
