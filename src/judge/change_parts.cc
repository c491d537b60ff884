#include "judge/change_parts.h"

#include "base/check.h"

namespace waymark {
namespace {

Wide magnitude(Wide number) { return number < 0 ? -number : number; }

Wide common_divisor(Wide a, Wide b) {
  a = magnitude(a);
  b = magnitude(b);
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

std::string digits_of(Wide number) {
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(number % 10)));
    number /= 10;
  } while (number > 0);
  return digits;
}

WideFraction half(const WideFraction& a) { return a * WideFraction{1, 2}; }
WideFraction over(std::int64_t a, std::int64_t b) { return reduced(a, b); }

}  // namespace

std::string to_string(const WideFraction& value) {
  const std::string sign = value.numerator < 0 ? "-" : "";
  const std::string top = sign + digits_of(magnitude(value.numerator));
  return value.denominator == 1 ? top : top + "/" + digits_of(value.denominator);
}

WideFraction reduced(Wide numerator, Wide denominator) {
  CHECK_THAT(denominator > 0, "a fraction has a denominator above 0");
  const Wide divisor = common_divisor(numerator, denominator);
  return {numerator / divisor, denominator / divisor};
}

bool operator==(const WideFraction& a, const WideFraction& b) {
  return a.numerator == b.numerator && a.denominator == b.denominator;
}

WideFraction operator+(const WideFraction& a, const WideFraction& b) {
  const Wide divisor = common_divisor(a.denominator, b.denominator);
  return reduced(a.numerator * (b.denominator / divisor) + b.numerator * (a.denominator / divisor),
                 a.denominator / divisor * b.denominator);
}

WideFraction operator-(const WideFraction& a, const WideFraction& b) {
  return a + WideFraction{-b.numerator, b.denominator};
}

WideFraction operator*(const WideFraction& a, const WideFraction& b) {
  const WideFraction left = reduced(a.numerator, b.denominator);
  const WideFraction right = reduced(b.numerator, a.denominator);
  return {left.numerator * right.numerator, left.denominator * right.denominator};
}

std::vector<PartEffect> count_effects(const std::vector<PartChange>& parts) {
  std::vector<PartEffect> effects;
  for (const auto& part : parts) {
    effects.push_back({.volume = {part.now.numerator - part.before.numerator, 1},
                       .population = {},
                       .mix = {},
                       .rate = {}});
  }
  return effects;
}

std::vector<PartEffect> rate_effects(const std::vector<PartChange>& parts, Fraction factor) {
  const WideFraction times = over(factor.numerator, factor.denominator);
  std::vector<PartEffect> effects;
  for (const auto& [before, now] : parts) {
    const WideFraction was = over(1, before.denominator);
    const WideFraction is = over(1, now.denominator);
    const WideFraction cases{now.numerator - before.numerator, 1};
    const WideFraction mean_cases = reduced(now.numerator + before.numerator, 2);
    effects.push_back({.volume = times * cases * half(is + was),
                       .population = times * mean_cases * (is - was),
                       .mix = {},
                       .rate = {}});
  }
  return effects;
}

std::vector<PartEffect> share_effects(const std::vector<PartChange>& parts, Fraction factor) {
  Counts before{0, 0}, now{0, 0};
  for (const auto& part : parts) {
    before.numerator += part.before.numerator;
    before.denominator += part.before.denominator;
    now.numerator += part.now.numerator;
    now.denominator += part.now.denominator;
  }
  if (before.denominator <= 0 || now.denominator <= 0) return {};
  const WideFraction times = over(factor.numerator, factor.denominator);
  const WideFraction whole =
      half(over(before.numerator, before.denominator) + over(now.numerator, now.denominator));
  std::vector<PartEffect> effects;
  for (const auto& part : parts) {
    const WideFraction weight_before = over(part.before.denominator, before.denominator);
    const WideFraction weight_now = over(part.now.denominator, now.denominator);
    const WideFraction moved = weight_now - weight_before;
    const WideFraction contribution =
        over(part.now.numerator, now.denominator) - over(part.before.numerator, before.denominator);
    WideFraction own;  // the part's mean share
    if (part.before.denominator > 0 && part.now.denominator > 0) {
      own = half(over(part.before.numerator, part.before.denominator) +
                 over(part.now.numerator, part.now.denominator));
    } else if (part.before.denominator > 0) {
      own = over(part.before.numerator, part.before.denominator);
    } else if (part.now.denominator > 0) {
      own = over(part.now.numerator, part.now.denominator);
    }
    effects.push_back({.volume = {},
                       .population = {},
                       .mix = times * moved * (own - whole),
                       .rate = times * (contribution - moved * own)});
  }
  return effects;
}

}  // namespace waymark
