#include "compute/batch_conditions.h"

#include <algorithm>
#include <functional>

#include "base/check.h"

namespace waymark {
namespace {

// A comparison with a missing side is false.
template <typename Compare>
void compare_rows(const std::int32_t* left, const std::int32_t* right, std::size_t rows,
                  BatchMask& mask, Compare compare) {
  for (std::size_t i = 0; i < rows; ++i) {
    mask[i] = static_cast<std::uint8_t>((left[i] != kMissing) & (right[i] != kMissing) &
                                        static_cast<int>(compare(left[i], right[i])));
  }
}

std::int32_t add_days(std::int32_t day, std::int32_t count) {
  const std::int64_t sum = std::int64_t{day} + count;
  // Beyond the years that dates are read from there is no day.
  constexpr std::int64_t kFarthest = 4'000'000;
  return sum < -kFarthest || sum > kFarthest ? kMissing : static_cast<std::int32_t>(sum);
}

}  // namespace

BatchConditions::BatchConditions(const FactTable& table, const WorkingDays& working_days)
    : table_(table),
      working_days_(working_days),
      gathered_(table.columns.size()),
      is_gathered_(table.columns.size()) {}

void BatchConditions::load(std::span<const std::uint32_t> rows) {
  CHECK_THAT(rows.size() <= kBatchRows, "a batch holds at most kBatchRows rows");
  rows_ = rows;
  contiguous_ = !rows.empty() && rows.back() - rows.front() + 1 == rows.size();
  std::fill(is_gathered_.begin(), is_gathered_.end(), std::uint8_t{0});
}

const std::int32_t* BatchConditions::column(int index) {
  const auto at = static_cast<std::size_t>(index);
  const auto& values = table_.columns[at];
  if (contiguous_) return values.data() + rows_.front();
  if (gathered_[at] == nullptr) gathered_[at] = std::make_unique<BatchValues>();
  BatchValues& gathered = *gathered_[at];
  if (is_gathered_[at] == 0) {
    for (std::size_t i = 0; i < rows_.size(); ++i) gathered[i] = values[rows_[i]];
    is_gathered_[at] = 1;
  }
  return gathered.data();
}

void BatchConditions::test(const Expression& condition, BatchMask& mask) {
  BatchValues scratch;
  switch (condition.op) {
    case Op::logical_and:
    case Op::logical_or:
      return join(condition, mask);
    case Op::logical_not:
      test(condition.parts[0], mask);
      for (std::size_t i = 0; i < size(); ++i) mask[i] ^= 1;
      return;
    case Op::in_list:
      return test_list(condition, mask);
    case Op::is_missing: {
      const std::int32_t* tested = values(condition.parts[0], scratch);
      for (std::size_t i = 0; i < size(); ++i) mask[i] = tested[i] == kMissing;
      return;
    }
    case Op::column:
    case Op::literal: {
      const std::int32_t* flag = values(condition, scratch);
      for (std::size_t i = 0; i < size(); ++i) mask[i] = flag[i] == 1;
      return;
    }
    default:
      return test_comparison(condition, mask);
  }
}

void BatchConditions::test_comparison(const Expression& condition, BatchMask& mask) {
  BatchValues left_scratch, right_scratch;
  const std::int32_t* left = values(condition.parts[0], left_scratch);
  const std::int32_t* right = values(condition.parts[1], right_scratch);
  switch (condition.op) {
    case Op::equal:
      return compare_rows(left, right, size(), mask, std::equal_to<>());
    case Op::not_equal:
      return compare_rows(left, right, size(), mask, std::not_equal_to<>());
    case Op::less:
      return compare_rows(left, right, size(), mask, std::less<>());
    case Op::less_equal:
      return compare_rows(left, right, size(), mask, std::less_equal<>());
    case Op::greater:
      return compare_rows(left, right, size(), mask, std::greater<>());
    case Op::greater_equal:
      return compare_rows(left, right, size(), mask, std::greater_equal<>());
    default:
      CHECK_THAT(false, "a condition is a comparison, a flag or made of conditions");
  }
}

void BatchConditions::test_list(const Expression& condition, BatchMask& mask) {
  BatchValues scratch;
  const std::int32_t* tested = values(condition.parts[0], scratch);
  std::fill_n(mask.begin(), size(), std::uint8_t{0});
  for (const std::int32_t accepted : condition.list) {
    for (std::size_t i = 0; i < size(); ++i) {
      mask[i] |= static_cast<std::uint8_t>((tested[i] != kMissing) & (tested[i] == accepted));
    }
  }
}

void BatchConditions::join(const Expression& condition, BatchMask& mask) {
  const bool all = condition.op == Op::logical_and;
  test(condition.parts[0], mask);
  BatchMask other;
  for (std::size_t part = 1; part < condition.parts.size(); ++part) {
    test(condition.parts[part], other);
    for (std::size_t i = 0; i < size(); ++i) {
      mask[i] = all ? mask[i] & other[i] : mask[i] | other[i];
    }
  }
}

const std::int32_t* BatchConditions::values(const Expression& expression, BatchValues& scratch) {
  switch (expression.op) {
    case Op::column:
      return column(expression.index);
    case Op::literal:
      std::fill_n(scratch.begin(), size(), expression.value);
      break;
    case Op::earliest:
    case Op::latest:
      choose(expression, scratch);
      break;
    default:
      call(expression, scratch);
  }
  return scratch.data();
}

void BatchConditions::choose(const Expression& expression, BatchValues& out) {
  const bool earliest = expression.op == Op::earliest;
  BatchValues scratch;
  std::fill_n(out.begin(), size(), kMissing);
  for (const auto& part : expression.parts) {
    const std::int32_t* candidate = values(part, scratch);
    for (std::size_t i = 0; i < size(); ++i) {
      if (candidate[i] == kMissing) continue;
      if (out[i] == kMissing || (candidate[i] < out[i]) == earliest) out[i] = candidate[i];
    }
  }
}

// Functions of two values; a missing part makes them missing.
void BatchConditions::call(const Expression& expression, BatchValues& out) {
  CHECK_THAT(expression.parts.size() == 2, "a function has two parts, and parameters have values");
  BatchValues first_scratch, second_scratch;
  const std::int32_t* first = values(expression.parts[0], first_scratch);
  const std::int32_t* second = values(expression.parts[1], second_scratch);
  const auto each = [&](auto function) {
    for (std::size_t i = 0; i < size(); ++i) {
      out[i] =
          first[i] == kMissing || second[i] == kMissing ? kMissing : function(first[i], second[i]);
    }
  };
  switch (expression.op) {
    case Op::add_months:
      return each([](std::int32_t day, std::int32_t n) { return add_months({day}, n).days; });
    case Op::add_days:
      return each(add_days);
    case Op::working_days:
      return each(
          [this](std::int32_t a, std::int32_t b) { return working_days_.between({a}, {b}); });
    case Op::days_between:
      return each([](std::int32_t a, std::int32_t b) { return b - a; });
    case Op::age_at:
      return each([](std::int32_t born, std::int32_t day) { return age_at({born}, {day}); });
    default:
      CHECK_THAT(false, "conditions with month_end are taken apart before");
  }
}

}  // namespace waymark
