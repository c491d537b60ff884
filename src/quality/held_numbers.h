// A set of dictionary numbers, as a mark for each: tables are long and numbers dense.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "base/date.h"

namespace waymark::quality {

class HeldNumbers {
 public:
  HeldNumbers() = default;
  explicit HeldNumbers(std::span<const std::int32_t> column) { add(column); }

  void add(std::span<const std::int32_t> column) {
    for (const std::int32_t number : column) add(number);
  }
  // A missing number is not kept.
  void add(std::int32_t number) {
    if (number == kMissing) return;
    const auto at = static_cast<std::size_t>(number);
    if (at >= held_.size()) held_.resize(std::max(at + 1, held_.size() * 2));
    held_[at] = true;
    any_ = true;
  }
  bool holds(std::int32_t number) const {
    return number != kMissing && static_cast<std::size_t>(number) < held_.size() &&
           held_[static_cast<std::size_t>(number)];
  }
  bool any() const { return any_; }

 private:
  std::vector<bool> held_;
  bool any_ = false;
};

}  // namespace waymark::quality
