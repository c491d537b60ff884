#include "disclosure/linked_table.h"

#include <algorithm>

#include "base/check.h"

namespace waymark {

int LinkedTable::add_cell(Cell cell) {
  CHECK_THAT(cell.value >= 0, "a count is 0 or more");
  CHECK_THAT(cell.low <= cell.value && cell.value <= cell.high, "what readers know is true");
  cells_.push_back(std::move(cell));
  return static_cast<int>(cells_.size()) - 1;
}

bool LinkedTable::add_relation(Relation relation) {
  std::int64_t sum = 0;
  for (const auto& term : relation.terms) {
    sum += term.factor * cells_[static_cast<std::size_t>(term.cell)].value;
  }
  if (sum < relation.low || sum > relation.high) return false;
  relations_.push_back(std::move(relation));
  return true;
}

int LinkedTable::add_item(Item item) {
  items_.push_back(std::move(item));
  return static_cast<int>(items_.size()) - 1;
}

void LinkedTable::know(int cell, std::int64_t low, std::int64_t high) {
  Cell& known = cells_[static_cast<std::size_t>(cell)];
  CHECK_THAT(low <= known.value && known.value <= high, "what readers know is true");
  known.low = std::max(known.low, low);
  known.high = std::min(known.high, high);
}

Relation sum_of(const std::vector<int>& parts, int whole) {
  Relation relation;
  for (const int part : parts) relation.terms.push_back({part, 1});
  relation.terms.push_back({whole, -1});
  return relation;
}

Relation at_most(int part, int whole) {
  return {.terms = {{part, 1}, {whole, -1}}, .low = -kNoLimit, .high = 0};
}

// shown - 1/2 <= 100 n / d * 10^decimals < shown + 1/2, in whole numbers:
// 200 * 10^decimals n - (2 shown - 1) d >= 0   and   200 * 10^decimals n - (2 shown + 1) d <= -1.
std::vector<Relation> rounds_to(int numerator, int denominator, std::int64_t shown, int decimals,
                                int item) {
  std::int64_t scale = 200;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  return {{.terms = {{numerator, scale}, {denominator, -(2 * shown - 1)}},
           .low = 0,
           .high = kNoLimit,
           .item = item},
          {.terms = {{numerator, scale}, {denominator, -(2 * shown + 1)}},
           .low = -kNoLimit,
           .high = -1,
           .item = item}};
}

std::vector<bool> known_cells(const LinkedTable& table, const Shown& shown) {
  std::vector<bool> known;
  for (const auto& cell : table.cells()) known.push_back(cell.low == cell.high);
  for (std::size_t i = 0; i < table.items().size(); ++i) {
    if (!shown[i] || !table.items()[i].exact) continue;
    for (const int cell : table.items()[i].cells) known[static_cast<std::size_t>(cell)] = true;
  }
  return known;
}

}  // namespace waymark
