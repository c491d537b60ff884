#include "model/month_end.h"

namespace waymark {
namespace {

// The comparison with its sides exchanged; literal for what is no order.
Op mirrored(Op op) {
  switch (op) {
    case Op::less:
      return Op::greater;
    case Op::less_equal:
      return Op::greater_equal;
    case Op::greater:
      return Op::less;
    case Op::greater_equal:
      return Op::less_equal;
    case Op::equal:
      return Op::equal;
    default:
      return Op::literal;
  }
}

std::optional<MonthEndCondition::Clock> clock_of(Op op) {
  switch (op) {
    case Op::working_days:
      return MonthEndCondition::Clock::working_days;
    case Op::days_between:
      return MonthEndCondition::Clock::days;
    case Op::age_at:
      return MonthEndCondition::Clock::age;
    default:
      return std::nullopt;
  }
}

// `left comparison right`, with month_end somewhere on the left.
std::optional<MonthEndCondition> read(const Expression& left, Op comparison,
                                      const Expression& right) {
  if (comparison == Op::literal || mentions_month_end(right)) return std::nullopt;
  if (left.op == Op::month_end) {
    if (comparison == Op::equal) return std::nullopt;
    return MonthEndCondition{.comparison = comparison, .from = &right};
  }
  const auto clock = clock_of(left.op);
  if (!clock || left.parts.size() != 2 || left.parts[1].op != Op::month_end ||
      mentions_month_end(left.parts[0])) {
    return std::nullopt;
  }
  return MonthEndCondition{
      .clock = *clock, .comparison = comparison, .from = &left.parts[0], .bound = &right};
}

}  // namespace

std::optional<MonthEndCondition> month_end_condition(const Expression& condition) {
  if (condition.op == Op::logical_not) {
    auto inner = month_end_condition(condition.parts[0]);
    if (inner) inner->negated = !inner->negated;
    return inner;
  }
  const Op turned = mirrored(condition.op);
  if (turned == Op::literal || condition.parts.size() != 2) return std::nullopt;
  const Expression& left = condition.parts[0];
  const Expression& right = condition.parts[1];
  return mentions_month_end(left) ? read(left, condition.op, right) : read(right, turned, left);
}

}  // namespace waymark
