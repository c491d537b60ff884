#include "ingest/row_keys.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace waymark {

std::int32_t RowKeys::earlier_row(std::span<const std::int32_t> parts, std::int32_t file_row) {
  if (parts.size() == 1 && parts[0] >= 0) {
    const auto number = static_cast<std::size_t>(parts[0]);
    if (number >= row_of_number_.size()) {
      row_of_number_.resize(std::max(number + 1, row_of_number_.size() * 2), kMissing);
    }
    std::int32_t& row = row_of_number_[number];
    if (row != kMissing) return row;
    row = file_row;
    return kMissing;
  }
  std::string bytes(parts.size_bytes(), '\0');
  std::memcpy(bytes.data(), parts.data(), bytes.size());
  const auto [at, fresh] = row_of_parts_.emplace(std::move(bytes), file_row);
  return fresh ? kMissing : at->second;
}

}  // namespace waymark
