// An exact ratio of whole numbers, and the one place where it becomes text. Figures stay
// fractions until they are shown; comparisons never round.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace waymark {

__extension__ using Wide = __int128;

// numerator / denominator with denominator > 0. Not reduced; equality is of value.
struct Fraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;

  double as_double() const {
    return static_cast<double>(numerator) / static_cast<double>(denominator);
  }
};

inline int compare(const Fraction& a, const Fraction& b) {
  const Wide left = static_cast<Wide>(a.numerator) * b.denominator;
  const Wide right = static_cast<Wide>(b.numerator) * a.denominator;
  return left < right ? -1 : (left > right ? 1 : 0);
}
inline bool operator==(const Fraction& a, const Fraction& b) { return compare(a, b) == 0; }
inline bool operator<(const Fraction& a, const Fraction& b) { return compare(a, b) < 0; }

// Reads a decimal number ("-12.50", optional sign, no thousands mark) exactly to 18 digits in all,
// as many as a double prints and one more; decimals beyond are cut off. Nothing for more whole
// digits, or any other text.
std::optional<Fraction> parse_decimal(std::string_view text);

// Rounded half up (away from zero) on the exact value, with `decimals` places; thousands commas
// on request: display only.
std::string to_display(const Fraction& value, int decimals, bool thousands = false);

// As figures.csv prints: whole numbers without a point, others with at most 10 significant digits
// (as "%.10g" prints the double), never with an exponent.
std::string to_figure_text(const Fraction& value);
inline constexpr std::size_t kFigureTextRoom = 64;
// The same written to `at`, where there is room for kFigureTextRoom letters; gives the end.
char* write_figure_text(char* at, const Fraction& value);

}  // namespace waymark
