#include "ingest/cells.h"

#include "base/fraction.h"
#include "base/text.h"

namespace waymark {
namespace {

constexpr std::size_t kDateLength = 10;                   // YYYY-MM-DD
constexpr std::size_t kDateTimeLength = kDateLength + 9;  // and HH:MM:SS behind one character

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Two digits that are less than `limit`.
bool is_two_digits_below(std::string_view text, int limit) {
  return is_digit(text[0]) && is_digit(text[1]) && (text[0] - '0') * 10 + (text[1] - '0') < limit;
}

// "T09:30:00" or " 09:30:00".
bool is_time_behind_date(std::string_view text) {
  return (text[0] == ' ' || text[0] == 'T') && is_two_digits_below(text.substr(1), 24) &&
         text[3] == ':' && is_two_digits_below(text.substr(4), 60) && text[6] == ':' &&
         is_two_digits_below(text.substr(7), 60);
}

CellReading unreadable(std::string_view rule) {
  return {.value = kMissing, .exact = false, .fault = rule, .readable = false};
}

// Whether a number is written as the program would write it.
bool is_plain(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  return digits == "0" ? digits == text : is_digit(digits.front()) && digits.front() != '0';
}

}  // namespace

CellReading read_date_cell(std::string_view text) {
  const bool has_time = text.size() == kDateTimeLength;
  if (has_time && !is_time_behind_date(text.substr(kDateLength))) {
    return unreadable("unreadable-date");
  }
  const auto day = parse_date(has_time ? text.substr(0, kDateLength) : text);
  if (!day) return unreadable("unreadable-date");
  return {.value = day->days, .exact = !has_time};
}

CellReading read_boolean_cell(std::string_view text) {
  if (text == "Y") return {.value = 1};
  if (text == "N") return {.value = 0};
  if (text == "y") return {.value = 1, .exact = false};
  if (text == "n") return {.value = 0, .exact = false};
  return unreadable("unreadable-boolean");
}

CellReading read_integer_cell(std::string_view text) {
  std::string_view whole = text;
  if (const std::size_t point = text.find('.'); point != text.npos) {
    if (text.find_first_not_of('0', point + 1) != text.npos) return unreadable("unreadable-number");
    whole = text.substr(0, point);
  }
  const auto number = parse_integer(whole);
  if (!number) return unreadable("unreadable-number");
  return {.value = *number, .exact = whole.size() == text.size() && is_plain(text)};
}

CellReading read_decimal_cell(std::string_view text) {
  return parse_decimal(text) ? CellReading() : unreadable("unreadable-number");
}

}  // namespace waymark
