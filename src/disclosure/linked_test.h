// Small tables for the tests of hiding, and a reader who tries every possibility.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "disclosure/linked_table.h"

namespace waymark {

// A table whose every cell has an item of its own, of the same number.
struct SmallTable {
  LinkedTable table;

  int add(std::int64_t value, double cost = 1) {
    const int cell = table.add_cell({.name = "cell " + std::to_string(table.cells().size()),
                                     .value = value,
                                     .sensitive = value >= 1 && value <= 5});
    table.add_item({.name = table.cells().back().name, .cells = {cell}, .cost = cost});
    return cell;
  }
};

// Tries all whole counts up to `most` that agree with what is shown.
class EveryPossibility {
 public:
  EveryPossibility(const LinkedTable& table, const Shown& shown, std::int64_t most)
      : table_(table), shown_(shown), most_(most), known_(known_cells(table, shown)) {
    for (std::size_t c = 0; c < known_.size(); ++c) {
      values_.push_back(table.cells()[c].value);
      low_.push_back(most + 1);
      high_.push_back(-1);
      if (!known_[c]) unknown_.push_back(c);
    }
    try_from(0);
  }

  std::int64_t low(int cell) const { return low_[static_cast<std::size_t>(cell)]; }
  std::int64_t high(int cell) const { return high_[static_cast<std::size_t>(cell)]; }
  std::int64_t width(int cell) const { return high(cell) - low(cell); }

 private:
  void try_from(std::size_t next) {
    if (next == unknown_.size()) {
      for (std::size_t c = 0; c < values_.size(); ++c) {
        low_[c] = std::min(low_[c], values_[c]);
        high_[c] = std::max(high_[c], values_[c]);
      }
      return;
    }
    const std::size_t cell = unknown_[next];
    const Cell& it = table_.cells()[cell];
    std::int64_t first = it.low, last = std::min(most_, it.high);
    narrow(next, first, last);
    for (std::int64_t v = first; v <= last; ++v) {
      values_[cell] = v;
      if (fits(next)) try_from(next + 1);
    }
  }

  // An equation that lacks this cell alone leaves one value.
  void narrow(std::size_t next, std::int64_t& first, std::int64_t& last) const {
    for (const auto& relation : table_.relations()) {
      if (relation.item >= 0 || relation.low != relation.high) continue;
      std::int64_t rest = 0, factor = 0;
      bool complete = true;
      for (const auto& term : relation.terms) {
        const auto cell = static_cast<std::size_t>(term.cell);
        if (cell == unknown_[next]) {
          factor = term.factor;
          continue;
        }
        complete = complete && std::find(unknown_.begin() + static_cast<std::ptrdiff_t>(next),
                                         unknown_.end(), cell) == unknown_.end();
        rest += term.factor * values_[cell];
      }
      if (!complete || (factor != 1 && factor != -1)) continue;
      const std::int64_t value = (relation.low - rest) * factor;
      first = std::max(first, value);
      last = std::min(last, value);
    }
  }

  // Whether the relations hold whose last unknown has just been given a value.
  bool fits(std::size_t given) const {
    for (const auto& relation : table_.relations()) {
      if (relation.item >= 0 && !shown_[static_cast<std::size_t>(relation.item)]) continue;
      std::int64_t sum = 0;
      bool last = false, complete = true;
      for (const auto& term : relation.terms) {
        const auto cell = static_cast<std::size_t>(term.cell);
        const auto place = static_cast<std::size_t>(
            std::find(unknown_.begin(), unknown_.end(), cell) - unknown_.begin());
        if (place == given) last = true;
        if (place > given && place < unknown_.size()) complete = false;
        sum += term.factor * values_[cell];
      }
      if (last && complete && (sum < relation.low || sum > relation.high)) return false;
    }
    return true;
  }

  const LinkedTable& table_;
  const Shown& shown_;
  std::int64_t most_;
  std::vector<bool> known_;
  std::vector<std::size_t> unknown_;
  std::vector<std::int64_t> values_, low_, high_;
};

}  // namespace waymark
