#include "facts/by_child.h"

#include "base/date.h"

namespace waymark {

// A counting sort: linear, and a straight copy where the table is in child order already.
ByChild::ByChild(std::span<const std::int32_t> child, std::size_t children) : first_(children + 2) {
  for (std::int32_t of : child) {
    if (of != kMissing) ++first_[static_cast<std::size_t>(of) + 2];
  }
  for (std::size_t i = 2; i < first_.size(); ++i) first_[i] += first_[i - 1];
  rows_.resize(first_.back());
  // first_[c + 1] is where the next row of child c goes; in the end it is where child c + 1 begins.
  for (std::size_t row = 0; row < child.size(); ++row) {
    if (child[row] == kMissing) continue;
    rows_[first_[static_cast<std::size_t>(child[row]) + 1]++] = static_cast<std::int32_t>(row);
  }
  first_.pop_back();
}

}  // namespace waymark
