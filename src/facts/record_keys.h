// Records found by their key, and which of two records comes first by it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/records.h"

namespace waymark {

// How many ids an id space holds; 0 for a space that no record uses.
std::size_t id_count(const Extract& extract, std::string_view id_space);

// Whether a code cell holds a certain code. `code` may be missing (no record holds it): then no
// cell does, and an empty cell least of all.
constexpr bool holds(std::int32_t cell, std::int32_t code) {
  return cell != kMissing && cell == code;
}

// The row of each key of a table.
class RowOfKey {
 public:
  // `usable`: a row counts only if its entry is not missing (the record's person, say).
  RowOfKey(const Extract& extract, std::string_view table, std::string_view key,
           std::span<const std::int32_t> usable);
  // kMissing if the key is missing or no row has it.
  std::int32_t find(std::int32_t key) const {
    return key < 0 || static_cast<std::size_t>(key) >= row_.size()
               ? kMissing
               : row_[static_cast<std::size_t>(key)];
  }

 private:
  std::vector<std::int32_t> row_;
};

// Byte order of the primary keys of a table's rows. Texts are looked at only on demand, so ask for
// ties alone.
class KeyOrder {
 public:
  KeyOrder(const Extract& extract, std::string_view table, std::string_view key);
  bool before(std::int32_t row_a, std::int32_t row_b) const;

 private:
  std::span<const std::int32_t> keys_;
  const IdTexts* texts_ = nullptr;
};

}  // namespace waymark
