#include "judge/judge.h"

namespace waymark {

Direction judge_direction(const std::optional<Fraction>& before, const std::optional<Fraction>& now,
                          Polarity polarity) {
  if (!now) return Direction::none;
  if (polarity == Polarity::info) return Direction::info;
  if (!before) return Direction::none;
  const int change = compare(*now, *before);
  if (change == 0) return Direction::same;
  return (change > 0) == (polarity == Polarity::high) ? Direction::better : Direction::worse;
}

Rag judge_rag(const std::optional<Fraction>& value, const Bounds& bounds, Polarity polarity) {
  if (!value || !bounds.red || !bounds.green || polarity == Polarity::info) return Rag::none;
  // For High "reaches" means not below the bound, for Low not above it.
  const auto reaches = [&](const Fraction& bound) {
    const int side = compare(*value, bound);
    return polarity == Polarity::high ? side >= 0 : side <= 0;
  };
  if (reaches(*bounds.green)) return Rag::green;
  return reaches(*bounds.red) ? Rag::amber : Rag::red;
}

bool bounds_in_wrong_order(const Bounds& bounds, Polarity polarity) {
  if (!bounds.red || !bounds.green || polarity == Polarity::info) return false;
  const int order = compare(*bounds.green, *bounds.red);
  return polarity == Polarity::high ? order < 0 : order > 0;
}

}  // namespace waymark
