// Tells rows that repeat the key of an earlier row of their table.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/date.h"

namespace waymark {

class RowKeys {
 public:
  // The file row that has this key already; kMissing if none has, and then this row has it.
  // A part is a number that stands for its text, kMissing for an empty part: empty equals empty.
  std::int32_t earlier_row(std::span<const std::int32_t> parts, std::int32_t file_row);

 private:
  std::vector<std::int32_t> row_of_number_;  // keys of one part, by its number
  std::unordered_map<std::string, std::int32_t> row_of_parts_;
};

}  // namespace waymark
