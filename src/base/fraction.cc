#include "base/fraction.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace waymark {
namespace {

std::string with_thousands(std::string_view digits) {
  std::string text;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) text.push_back(',');
    text.push_back(digits[at]);
  }
  return text;
}

}  // namespace

// What an exact fraction holds; decimals beyond are cut off.
constexpr int kMostDigits = 18;
constexpr int kMostDecimals = 18;
constexpr int kFigureDigits = 10;

std::optional<Fraction> parse_decimal(std::string_view text) {
  Fraction value;
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  int digits = 0;
  int decimals = 0;
  bool point = false;
  for (char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    if (point && (decimals == kMostDecimals || digits == kMostDigits)) continue;
    if (point) ++decimals;
    if (value.numerator != 0 || c != '0') ++digits;
    if (digits > kMostDigits) return std::nullopt;
    value.numerator = value.numerator * 10 + (c - '0');
    if (point) value.denominator *= 10;
  }
  if (text.empty() || text == ".") return std::nullopt;
  if (negative) value.numerator = -value.numerator;
  return value;
}

std::string to_display(const Fraction& value, int decimals, bool thousands) {
  Wide scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  const bool negative = value.numerator < 0;
  const Wide magnitude = negative ? -static_cast<Wide>(value.numerator) : value.numerator;
  const Wide rounded =
      (2 * magnitude * scale + value.denominator) / (2 * static_cast<Wide>(value.denominator));
  std::string whole = fmt::format("{}", static_cast<std::int64_t>(rounded / scale));
  if (thousands) whole = with_thousands(std::move(whole));
  std::string text = negative && rounded != 0 ? "-" + whole : whole;
  if (decimals > 0) {
    text += fmt::format(".{:0{}}", static_cast<std::int64_t>(rounded % scale), decimals);
  }
  return text;
}

namespace {

char* write(char* at, std::string_view text) {
  std::memcpy(at, text.data(), text.size());
  return at + text.size();
}

char* write_number(char* at, std::int64_t number) {
  return std::to_chars(at, at + kFigureTextRoom, number).ptr;
}

// Powers of ten that a whole number holds.
constexpr auto kPowers = [] {
  std::array<std::int64_t, 19> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();
constexpr std::int64_t kAllDigits = kPowers[kFigureDigits];

// `digits` with so many of them behind the point.
char* write_decimals(char* at, std::int64_t digits, int decimals) {
  const std::int64_t one = kPowers[static_cast<std::size_t>(decimals)];
  at = write_number(at, digits / one);
  *at = '.';
  std::int64_t rest = digits % one;
  for (char* digit = at + decimals; digit != at; --digit, rest /= 10) {
    *digit = static_cast<char>('0' + rest % 10);
  }
  return at + decimals + 1;
}

// The digits of most figures, which are neither small nor large nor near the middle of two texts:
// where the fraction and the double nearest to it round alike. Null where it is not one of them.
char* write_plain_digits(char* at, const Fraction& value) {
  if (value.numerator <= 0 || value.numerator >= kAllDigits || value.denominator >= kAllDigits) {
    return nullptr;
  }
  const std::int64_t whole = value.numerator / value.denominator;
  int decimals = kFigureDigits;
  while (whole >= kPowers[static_cast<std::size_t>(kFigureDigits - decimals)]) --decimals;
  for (std::int64_t first = value.numerator * 10; whole == 0 && first < value.denominator;
       first *= 10) {
    if (++decimals > kFigureDigits + 3) return nullptr;  // exponents begin below 0.0001
  }
  const std::int64_t power = kPowers[static_cast<std::size_t>(decimals)];
  std::int64_t digits = 0, rest = 0;
  if (std::int64_t scaled = 0; !__builtin_mul_overflow(value.numerator, power, &scaled)) {
    digits = scaled / value.denominator;
    rest = scaled % value.denominator;
  } else {
    const Wide wide = Wide{value.numerator} * power;
    digits = static_cast<std::int64_t>(wide / value.denominator);
    rest = static_cast<std::int64_t>(wide % value.denominator);
  }
  const std::int64_t beyond_half = 2 * rest - value.denominator;
  // The double is off by a millionth of the last digit at most.
  if (std::abs(beyond_half) <= value.denominator / 100'000) return nullptr;
  digits += beyond_half > 0 ? 1 : 0;
  if (digits >= kAllDigits) return nullptr;
  for (; decimals >= 4 && digits % 10'000 == 0; decimals -= 4) digits /= 10'000;
  for (; decimals > 0 && digits % 10 == 0; --decimals) digits /= 10;
  return decimals == 0 ? write_number(at, digits) : write_decimals(at, digits, decimals);
}

}  // namespace

char* write_figure_text(char* at, const Fraction& value) {
  if (value.numerator % value.denominator == 0) {
    return write_number(at, value.numerator / value.denominator);
  }
  if (char* const end = write_plain_digits(at, value)) return end;
  const double number = value.as_double();
  const auto general =
      std::to_chars(at, at + kFigureTextRoom, number, std::chars_format::general, kFigureDigits);
  if (std::find(at, general.ptr, 'e') == general.ptr) return general.ptr;
  // The general form turns to exponents below 1e-4 and from 1e10 on: print the same digits plainly.
  const int magnitude = static_cast<int>(std::floor(std::log10(std::fabs(number))));
  std::string text = fmt::format(
      "{:.{}f}", number, magnitude >= kFigureDigits - 1 ? 0 : kFigureDigits - 1 - magnitude);
  if (text.find('.') != text.npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return write(at, text);
}

std::string to_figure_text(const Fraction& value) {
  char text[kFigureTextRoom];
  return {text, write_figure_text(text, value)};
}

}  // namespace waymark
