// Conditions over a batch of rows of a fact. Every operator runs once a batch, over columns of
// whole numbers, so nothing is decided row by row in a tree.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "model/expression.h"
#include "model/fact.h"
#include "model/working_days.h"

namespace waymark {

inline constexpr std::size_t kBatchRows = 1024;
using BatchValues = std::array<std::int32_t, kBatchRows>;
using BatchMask = std::array<std::uint8_t, kBatchRows>;  // 1 = fulfilled, 0 = not

// Calls use(i) for every row of a batch that a mask marks, in order. Most counts want few of the
// rows: eight that are not wanted are passed over at once.
template <typename Use>
void for_each_marked(const BatchMask& mask, std::size_t rows, Use use) {
  for (std::size_t first = 0; first < rows; first += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, mask.data() + first, sizeof eight);
    if (rows - first < 8) eight &= (std::uint64_t{1} << 8 * (rows - first)) - 1;
    for (; eight != 0; eight &= eight - 1) {
      use(first + static_cast<std::size_t>(std::countr_zero(eight)) / 8);
    }
  }
}

// Holds the columns of one batch, gathered when first asked for. Expressions hold no parameters
// (their values are put in before) and no month_end. Table and working days must outlive it.
class BatchConditions {
 public:
  BatchConditions(const FactTable& table, const WorkingDays& working_days);

  // Begins a batch: at most kBatchRows rows of the fact.
  void load(std::span<const std::uint32_t> rows);
  std::size_t size() const { return rows_.size(); }
  const std::int32_t* column(int index);
  // Sets mask[i] for each row of the batch.
  void test(const Expression& condition, BatchMask& mask);
  // The values of a date, number or word expression; either a column of the batch or `scratch`.
  const std::int32_t* values(const Expression& expression, BatchValues& scratch);

 private:
  void test_comparison(const Expression& condition, BatchMask& mask);
  void test_list(const Expression& condition, BatchMask& mask);
  void join(const Expression& condition, BatchMask& mask);
  void call(const Expression& expression, BatchValues& out);
  void choose(const Expression& expression, BatchValues& out);

  const FactTable& table_;
  const WorkingDays& working_days_;
  std::span<const std::uint32_t> rows_;
  bool contiguous_ = false;
  std::vector<std::unique_ptr<BatchValues>> gathered_;
  std::vector<std::uint8_t> is_gathered_;
};

}  // namespace waymark
