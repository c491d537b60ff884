#include "ingest/odbc/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/date.h"
#include "base/text.h"

namespace waymark::odbc {
namespace {

constexpr std::size_t kDate = 10;      // YYYY-MM-DD
constexpr std::size_t kDateTime = 19;  // and HH:MM:SS behind one character
constexpr std::string_view kMidnight = "00:00:00";

std::string boolean_text(std::string_view text) {
  for (const std::string_view yes : {"1", "-1", "true", "t", "yes"}) {
    if (equal_codes(text, yes)) return "Y";
  }
  for (const std::string_view no : {"0", "false", "f", "no"}) {
    if (equal_codes(text, no)) return "N";
  }
  return std::string(text);
}

// "YYYY-MM-DD HH:MM:SS", with nothing but a fraction or a zone behind it.
bool is_timestamp(std::string_view text) {
  if (text.size() < kDateTime || !parse_date(text.substr(0, kDate))) return false;
  if ((text[kDate] != ' ' && text[kDate] != 'T') || text[kDate + 3] != ':' ||
      text[kDate + 6] != ':') {
    return false;
  }
  return text.find_first_not_of("0123456789.:+-Z ", kDateTime) == text.npos;
}

std::string timestamp_text(std::string_view text) {
  if (!is_timestamp(text)) return std::string(text);
  const std::string_view time = text.substr(kDate + 1, kDateTime - kDate - 1);
  return std::string(text.substr(0, time == kMidnight ? kDate : kDateTime));
}

// "5.0E-1", as drivers write a float, without its exponent; empty if it is none, or too large.
std::string without_exponent(std::string_view text) {
  constexpr double kLargest = 1e15;
  if (text.find_first_of("eE") == text.npos) return {};
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() ||
      std::abs(value) >= kLargest)
    return {};
  std::string number = fmt::format("{:.6f}", value);
  number.erase(number.find_last_not_of('0') + 1);
  if (number.ends_with('.')) number.pop_back();
  return number;
}

std::string number_text(std::string_view text) {
  if (std::string plain = without_exponent(text); !plain.empty()) return plain;
  std::string number(text.starts_with('+') ? text.substr(1) : text);
  const std::size_t digits = number.starts_with('-') ? 1 : 0;
  if (number.size() > digits && number[digits] == '.')
    number.insert(number.begin() + static_cast<std::ptrdiff_t>(digits), '0');
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

Product product_of(std::string_view dbms_name) {
  const auto named = [&](std::string_view word) { return dbms_name.find(word) != dbms_name.npos; };
  if (named("PostgreSQL")) return Product::postgres;
  if (named("SQL Server")) return Product::sql_server;
  if (named("Oracle")) return Product::oracle;
  return Product::other;
}

std::string_view snapshot_statement(Product product) {
  switch (product) {
    case Product::postgres:
      return "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
    case Product::sql_server:
      return "SET TRANSACTION ISOLATION LEVEL SNAPSHOT";
    case Product::oracle:
      return "SET TRANSACTION READ ONLY";
    case Product::other:
      break;
  }
  return "";
}

std::string order_term(Product product, std::string_view column, SQLSMALLINT sql_type,
                       std::string_view type_name) {
  std::string term(column);
  if (product == Product::sql_server) {
    // A uniqueidentifier sorts by its last bytes first, and text and ntext not at all.
    if (sql_type == SQL_GUID) term = "CAST(" + term + " AS char(36))";
    if (equal_codes(type_name, "text") || equal_codes(type_name, "ntext")) {
      term = "CAST(" + term + " AS nvarchar(4000))";
    }
    return is_character(sql_type) || sql_type == SQL_GUID ? term + " COLLATE Latin1_General_BIN2"
                                                          : term;
  }
  // Oracle's sessions sort by bytes unless told otherwise.
  return product == Product::postgres && is_character(sql_type) ? term + " COLLATE \"C\"" : term;
}

ValueKind kind_of(SQLSMALLINT sql_type, std::string_view type_name) {
  // psqlodbc hands booleans over as text.
  if (equal_codes(type_name, "bool") || equal_codes(type_name, "boolean"))
    return ValueKind::boolean;
  switch (sql_type) {
    case SQL_BIT:
      return ValueKind::boolean;
    case SQL_TINYINT:
    case SQL_SMALLINT:
    case SQL_INTEGER:
    case SQL_BIGINT:
    case SQL_NUMERIC:
    case SQL_DECIMAL:
    case SQL_REAL:
    case SQL_FLOAT:
    case SQL_DOUBLE:
      return ValueKind::number;
    case SQL_TYPE_DATE:
    case SQL_DATE:
      return ValueKind::date;
    case SQL_TYPE_TIMESTAMP:
    case SQL_TIMESTAMP:
      return ValueKind::timestamp;
    default:
      return ValueKind::text;
  }
}

bool is_character(SQLSMALLINT sql_type) {
  switch (sql_type) {
    case SQL_CHAR:
    case SQL_VARCHAR:
    case SQL_LONGVARCHAR:
    case SQL_WCHAR:
    case SQL_WVARCHAR:
    case SQL_WLONGVARCHAR:
      return true;
    default:
      return false;
  }
}

ValueKind kind_for(FieldType field, ValueKind column) {
  if (field == FieldType::boolean) return ValueKind::boolean;
  // A count kept as a bit is a number all the same.
  const bool counted = field == FieldType::integer || field == FieldType::decimal;
  if (counted && column == ValueKind::boolean) return ValueKind::number;
  if (field == FieldType::date && column == ValueKind::text) return ValueKind::timestamp;
  return column;
}

std::string contract_text(ValueKind kind, std::string_view driver_text) {
  switch (kind) {
    case ValueKind::boolean:
      return boolean_text(driver_text);
    case ValueKind::timestamp:
      return timestamp_text(driver_text);
    case ValueKind::number:
      return number_text(driver_text);
    default:
      return std::string(driver_text);
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

std::vector<SQLWCHAR> utf16_of(std::string_view text) {
  constexpr std::uint32_t kUnknown = 0xFFFD;
  std::vector<SQLWCHAR> units;
  units.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : 4;
    std::uint32_t point = kUnknown;
    if (i + length <= text.size() && is_valid_utf8(text.substr(i, length))) {
      point = length == 1 ? first : first & (0xFFU >> (length + 1));
      for (std::size_t k = 1; k < length; ++k) {
        point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
      }
      i += length;
    } else {
      ++i;
    }
    if (point >= 0x10000) {
      units.push_back(static_cast<SQLWCHAR>(0xD800 + ((point - 0x10000) >> 10)));
      point = 0xDC00 + ((point - 0x10000) & 0x3FF);
    }
    units.push_back(static_cast<SQLWCHAR>(point));
  }
  units.push_back(0);
  return units;
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
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           c == '-' || c == '.';
  };
  if (std::all_of(value.begin(), value.end(), plain)) return std::string(value);
  std::string text = "{";
  for (char c : value) {
    text.push_back(c);
    if (c == '}') text.push_back(c);
  }
  return text + "}";
}

}  // namespace waymark::odbc
