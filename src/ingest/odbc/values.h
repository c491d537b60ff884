// The texts of the records contract for the values that drivers give.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>
#include <string_view>
#include <vector>

#include "model/schema.h"

namespace waymark::odbc {

// The products whose words are known; every other one is asked in plain SQL.
enum class Product { postgres, sql_server, oracle, other };
Product product_of(std::string_view dbms_name);
// Opens a transaction that sees one state of all tables; empty where the product has no words for
// it.
std::string_view snapshot_statement(Product product);
// What to sort by, so that the values of a column come in the order of the bytes of their texts, as
// the contract compares ids. `column` is quoted; `type_name` is the product's.
std::string order_term(Product product, std::string_view column, SQLSMALLINT sql_type,
                       std::string_view type_name);

// What a column's type asks for when its value becomes text.
enum class ValueKind { text, number, boolean, date, timestamp };
ValueKind kind_of(SQLSMALLINT sql_type, std::string_view type_name);
bool is_character(SQLSMALLINT sql_type);
// A column that the contract calls a boolean or a date is read as one, however it is kept.
ValueKind kind_for(FieldType field, ValueKind column);

// The driver's text of a value as the contract writes it:
//   boolean    1, -1, true, t, yes -> Y;  0, false, f, no -> N
//   timestamp  without fractions of a second and zone; midnight is a date
//   number     ".50" -> "0.50", "+5" -> "5", "5.0E-1" -> "0.5"
// A text that is none of these is left as it stands, and told by the reader of cells.
std::string contract_text(ValueKind kind, std::string_view driver_text);

// UTF-16 as drivers hand it over, as UTF-8. Lone surrogates become U+FFFD.
std::string utf8_of(const SQLWCHAR* text, std::size_t length);
// The other way, with the NUL that ends it. Bytes that are no UTF-8 become U+FFFD.
std::vector<SQLWCHAR> utf16_of(std::string_view text);

// Quotes a name as SQL does. Names with a NUL are refused by the caller.
std::string quoted(std::string_view name, std::string_view quote);

// A value of a connection string: in braces unless it is plain, since drivers give a meaning of
// their own to marks such as ; { % and +.
std::string connection_value(std::string_view value);

}  // namespace waymark::odbc
