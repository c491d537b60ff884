#include "ingest/odbc/values.h"

#include <cstdint>

#include "base/text.h"

namespace waymark::odbc {
namespace {

constexpr std::size_t kDate = 10;       // YYYY-MM-DD
constexpr std::size_t kDateTime = 19;   // and HH:MM:SS behind one character
constexpr std::string_view kMidnight = "00:00:00";

std::string boolean_text(std::string_view text) {
  for (const std::string_view yes : {"1", "-1", "true", "t"}) {
    if (equal_codes(text, yes)) return "Y";
  }
  for (const std::string_view no : {"0", "false", "f"}) {
    if (equal_codes(text, no)) return "N";
  }
  return std::string(text);
}

std::string timestamp_text(std::string_view text) {
  if (text.size() < kDateTime) return std::string(text);
  const std::string_view time = text.substr(kDate + 1, kDateTime - kDate - 1);
  return std::string(text.substr(0, time == kMidnight ? kDate : kDateTime));
}

std::string number_text(std::string_view text) {
  std::string number(text.starts_with('+') ? text.substr(1) : text);
  const std::size_t digits = number.starts_with('-') ? 1 : 0;
  if (number.size() > digits && number[digits] == '.') number.insert(number.begin() + static_cast<std::ptrdiff_t>(digits), '0');
  return number;
}

void append_utf8(std::uint32_t point, std::string& text) {
  const auto byte = [&](std::uint32_t value) { text.push_back(static_cast<char>(value)); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | point >> 6);
    byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    byte(0xE0 | point >> 12);
    byte(0x80 | (point >> 6 & 0x3F));
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | point >> 18);
    byte(0x80 | (point >> 12 & 0x3F));
    byte(0x80 | (point >> 6 & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

bool is_high(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

ValueKind kind_of(SQLSMALLINT sql_type) {
  switch (sql_type) {
    case SQL_BIT: return ValueKind::boolean;
    case SQL_TINYINT: case SQL_SMALLINT: case SQL_INTEGER: case SQL_BIGINT:
    case SQL_NUMERIC: case SQL_DECIMAL: case SQL_REAL: case SQL_FLOAT: case SQL_DOUBLE:
      return ValueKind::number;
    case SQL_TYPE_DATE: case SQL_DATE: return ValueKind::date;
    case SQL_TYPE_TIMESTAMP: case SQL_TIMESTAMP: return ValueKind::timestamp;
    default: return ValueKind::text;
  }
}

std::string contract_text(ValueKind kind, std::string_view driver_text) {
  switch (kind) {
    case ValueKind::boolean: return boolean_text(driver_text);
    case ValueKind::timestamp: return timestamp_text(driver_text);
    case ValueKind::number: return number_text(driver_text);
    default: return std::string(driver_text);
  }
}

std::string utf8_of(const SQLWCHAR* text, std::size_t length) {
  constexpr std::uint32_t kUnknown = 0xFFFD;
  std::string utf8;
  utf8.reserve(length);
  for (std::size_t i = 0; i < length; ++i) {
    const std::uint32_t unit = text[i];
    if (is_high(unit) && i + 1 < length && is_low(text[i + 1])) {
      append_utf8(0x10000 + ((unit - 0xD800) << 10) + (text[++i] - 0xDC00U), utf8);
    } else {
      append_utf8(is_high(unit) || is_low(unit) ? kUnknown : unit, utf8);
    }
  }
  return utf8;
}

std::string quoted(std::string_view name, std::string_view quote) {
  // A driver without quoting says so with a blank.
  if (quote.empty() || quote == " ") return std::string(name);
  std::string text(quote);
  for (char c : name) {
    text.push_back(c);
    if (quote.front() == c) text.push_back(c);
  }
  return text + std::string(quote);
}

std::string connection_value(std::string_view value) {
  if (value.find_first_of("[]{}(),;?*=!@ ") == value.npos) return std::string(value);
  std::string text = "{";
  for (char c : value) {
    text.push_back(c);
    if (c == '}') text.push_back(c);
  }
  return text + "}";
}

}  // namespace waymark::odbc
