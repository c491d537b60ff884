// The texts of the records contract for the values that drivers give.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>
#include <string_view>

namespace waymark::odbc {

// What a column's type asks for when its value becomes text.
enum class ValueKind { text, number, boolean, date, timestamp };
ValueKind kind_of(SQLSMALLINT sql_type);

// The driver's text of a value as the contract writes it:
//   boolean    1, true, t, -1 -> Y;  0, false, f -> N
//   timestamp  without fractions of a second and zone; midnight is a date
//   number     ".50" -> "0.50", "+5" -> "5"
// A text that is none of these is left as it stands, and told by the reader of cells.
std::string contract_text(ValueKind kind, std::string_view driver_text);

// UTF-16 as drivers hand it over, as UTF-8. Lone surrogates become U+FFFD.
std::string utf8_of(const SQLWCHAR* text, std::size_t length);

// Quotes a name as SQL does. Names with a NUL are refused by the caller.
std::string quoted(std::string_view name, std::string_view quote);

// A value of a connection string: in braces where it holds a character that would end it.
std::string connection_value(std::string_view value);

}  // namespace waymark::odbc
