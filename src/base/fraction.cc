#include "base/fraction.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

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

void append_figure_text(std::string& out, const Fraction& value) {
  if (value.numerator % value.denominator == 0) {
    const fmt::format_int digits(value.numerator / value.denominator);
    out.append(digits.data(), digits.size());
    return;
  }
  char buffer[64];
  const double number = value.as_double();
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::general,
                                 kFigureDigits);
  const std::string_view general(buffer, static_cast<std::size_t>(end.ptr - buffer));
  if (general.find('e') == general.npos) {
    out += general;
    return;
  }
  // The general form turns to exponents below 1e-4 and from 1e10 on: print the same digits plainly.
  const int magnitude = static_cast<int>(std::floor(std::log10(std::fabs(number))));
  std::string text = fmt::format(
      "{:.{}f}", number, magnitude >= kFigureDigits - 1 ? 0 : kFigureDigits - 1 - magnitude);
  if (text.find('.') != text.npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  out += text;
}

std::string to_figure_text(const Fraction& value) {
  std::string text;
  append_figure_text(text, value);
  return text;
}

}  // namespace waymark
