// What the drivers of PostgreSQL, SQL Server (FreeTDS and Microsoft's) and Oracle hand over for the
// types that a warehouse uses, and what the contract makes of it.
#include "ingest/odbc/values.h"

#include <gtest/gtest.h>

namespace waymark::odbc {
namespace {

std::string utf8(const std::vector<SQLWCHAR>& units) { return utf8_of(units.data(), units.size()); }

TEST(WarehouseTypes, OfPostgres) {
  EXPECT_EQ(kind_of(SQL_VARCHAR, "bool"), ValueKind::boolean);  // psqlodbc: BoolsAsChar
  EXPECT_EQ(kind_of(SQL_BIT, "bool"), ValueKind::boolean);
  EXPECT_EQ(kind_of(SQL_WVARCHAR, "varchar"), ValueKind::text);
  EXPECT_EQ(kind_of(SQL_WLONGVARCHAR, "text"), ValueKind::text);
  EXPECT_EQ(kind_of(SQL_WVARCHAR, "json"), ValueKind::text);
  EXPECT_EQ(kind_of(SQL_NUMERIC, "numeric"), ValueKind::number);
  EXPECT_EQ(kind_of(SQL_TYPE_DATE, "date"), ValueKind::date);
  EXPECT_EQ(kind_of(SQL_TYPE_TIMESTAMP, "timestamptz"), ValueKind::timestamp);
}

TEST(WarehouseTypes, OfSqlServer) {
  constexpr SQLSMALLINT kTime2 = -154, kDateTimeOffset = -155;  // Microsoft's own
  EXPECT_EQ(kind_of(SQL_BIT, "bit"), ValueKind::boolean);
  EXPECT_EQ(kind_of(SQL_WVARCHAR, "nvarchar"), ValueKind::text);
  EXPECT_EQ(kind_of(SQL_TYPE_TIMESTAMP, "datetime"), ValueKind::timestamp);
  EXPECT_EQ(kind_of(SQL_TYPE_TIMESTAMP, "datetime2"), ValueKind::timestamp);
  EXPECT_EQ(kind_of(SQL_TINYINT, "tinyint"), ValueKind::number);
  EXPECT_EQ(kind_of(SQL_DECIMAL, "money"), ValueKind::number);
  EXPECT_EQ(kind_of(SQL_GUID, "uniqueidentifier"), ValueKind::text);
  EXPECT_EQ(kind_of(kTime2, "time"), ValueKind::text);
  EXPECT_EQ(kind_of(kDateTimeOffset, "datetimeoffset"), ValueKind::text);
  EXPECT_TRUE(is_character(SQL_WVARCHAR));
  EXPECT_FALSE(is_character(SQL_GUID));
}

// A type of SQL Server, a value as FreeTDS and Microsoft's driver write it, and the contract's text
// for a field of this type.
TEST(WarehouseTypes, OfSqlServerAsTheContractWritesThem) {
  constexpr SQLSMALLINT kTime2 = -154, kDateTimeOffset = -155;  // Microsoft's own
  struct Case {
    SQLSMALLINT type;
    const char* name;
    FieldType field;
    const char* given;
    const char* read;
  };
  const std::vector<Case> cases = {
      {SQL_TYPE_TIMESTAMP, "datetime", FieldType::date, "2017-11-30 00:00:00.000", "2017-11-30"},
      {SQL_TYPE_TIMESTAMP, "datetime", FieldType::date, "2017-11-30 09:15:30.997",
       "2017-11-30 09:15:30"},
      {SQL_TYPE_TIMESTAMP, "smalldatetime", FieldType::date, "2017-11-30 00:00:00", "2017-11-30"},
      {SQL_TYPE_TIMESTAMP, "datetime2", FieldType::date, "2017-11-30 00:00:00.0000000",
       "2017-11-30"},
      {SQL_TYPE_TIMESTAMP, "datetime2", FieldType::date, "2017-11-30 23:59:59.9999999",
       "2017-11-30 23:59:59"},
      {kDateTimeOffset, "datetimeoffset", FieldType::date, "2017-11-30 00:00:00.0000000 +00:00",
       "2017-11-30"},
      {kDateTimeOffset, "datetimeoffset", FieldType::date, "2017-07-31 23:30:00 +01:00",
       "2017-07-31 23:30:00"},
      // Older protocols hand the newer types over as text.
      {SQL_WVARCHAR, "nvarchar", FieldType::date, "2017-11-30", "2017-11-30"},
      {SQL_WVARCHAR, "nvarchar", FieldType::date, "2017-11-30 00:00:00.0000000", "2017-11-30"},
      {SQL_TYPE_DATE, "date", FieldType::date, "2017-11-30", "2017-11-30"},
      {kTime2, "time", FieldType::date, "09:15:30.0000000",
       "09:15:30.0000000"},  // told as unreadable
      {SQL_TYPE_TIME, "time", FieldType::text, "09:15:30", "09:15:30"},
      {SQL_BIT, "bit", FieldType::boolean, "1", "Y"},
      {SQL_BIT, "bit", FieldType::boolean, "0", "N"},
      {SQL_BIT, "bit", FieldType::code, "1", "Y"},
      {SQL_BIT, "bit", FieldType::integer, "1", "1"},
      {SQL_TINYINT, "tinyint", FieldType::boolean, "1", "Y"},
      {SQL_WCHAR, "nchar", FieldType::boolean, "Y", "Y"},
      {SQL_GUID, "uniqueidentifier", FieldType::id, "6F9619FF-8B86-D011-B42D-00C04FC964FF",
       "6F9619FF-8B86-D011-B42D-00C04FC964FF"},
      {SQL_DECIMAL, "money", FieldType::decimal, "1234.5000", "1234.5000"},
      {SQL_DECIMAL, "smallmoney", FieldType::decimal, "-.5000", "-0.5000"},
      {SQL_DECIMAL, "decimal", FieldType::decimal, ".50", "0.50"},
      {SQL_NUMERIC, "numeric", FieldType::integer, "12", "12"},
      {SQL_FLOAT, "float", FieldType::decimal, "0.5", "0.5"},
      {SQL_FLOAT, "float", FieldType::decimal, "5.0000000000000000E-1", "0.5"},
      {SQL_REAL, "real", FieldType::integer, "1.2E+1", "12"},
      {SQL_WVARCHAR, "nvarchar", FieldType::id, "0012E3", "0012E3"},
      {SQL_WVARCHAR, "nvarchar", FieldType::code, "1", "1"},
      {SQL_WLONGVARCHAR, "nvarchar", FieldType::json, "{\"A\": \"Y\"}", "{\"A\": \"Y\"}"},  // (max)
      {SQL_LONGVARCHAR, "text", FieldType::text, "Zo\xC3\xAB ", "Zo\xC3\xAB "},
      {SQL_WLONGVARCHAR, "ntext", FieldType::date, "2017-11-30 00:00:00", "2017-11-30"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(contract_text(kind_for(one.field, kind_of(one.type, one.name)), one.given), one.read)
        << one.name << " " << one.given;
  }
}

TEST(WarehouseTypes, KeysAreSortedByTheBytesOfTheirTexts) {
  const auto term = [](Product product, SQLSMALLINT type, const char* name) {
    return order_term(product, "\"k\"", type, name);
  };
  EXPECT_EQ(term(Product::sql_server, SQL_WVARCHAR, "nvarchar"),
            "\"k\" COLLATE Latin1_General_BIN2");
  EXPECT_EQ(term(Product::sql_server, SQL_INTEGER, "int"), "\"k\"");
  EXPECT_EQ(term(Product::sql_server, SQL_GUID, "uniqueidentifier"),
            "CAST(\"k\" AS char(36)) COLLATE Latin1_General_BIN2");
  EXPECT_EQ(term(Product::sql_server, SQL_WLONGVARCHAR, "ntext"),
            "CAST(\"k\" AS nvarchar(4000)) COLLATE Latin1_General_BIN2");
  EXPECT_EQ(term(Product::sql_server, SQL_LONGVARCHAR, "text"),
            "CAST(\"k\" AS nvarchar(4000)) COLLATE Latin1_General_BIN2");
  EXPECT_EQ(term(Product::postgres, SQL_WLONGVARCHAR, "text"), "\"k\" COLLATE \"C\"");
  EXPECT_EQ(term(Product::postgres, SQL_GUID, "uuid"), "\"k\"");
  EXPECT_EQ(term(Product::oracle, SQL_VARCHAR, "VARCHAR2"), "\"k\"");
}

TEST(WarehouseTypes, TheContractsFieldDecidesWhereAColumnIsKeptAsAnother) {
  EXPECT_EQ(kind_for(FieldType::boolean, ValueKind::number), ValueKind::boolean);  // NUMBER(1)
  EXPECT_EQ(kind_for(FieldType::boolean, ValueKind::text), ValueKind::boolean);    // CHAR(1)
  EXPECT_EQ(kind_for(FieldType::date, ValueKind::text), ValueKind::timestamp);
  EXPECT_EQ(kind_for(FieldType::date, ValueKind::date), ValueKind::date);
  EXPECT_EQ(kind_for(FieldType::code, ValueKind::boolean), ValueKind::boolean);
  EXPECT_EQ(kind_for(FieldType::integer, ValueKind::number), ValueKind::number);
}

TEST(WarehouseValues, BooleansAreYAndN) {
  for (const char* yes : {"1", "-1", "t", "true", "TRUE", "yes"}) {
    EXPECT_EQ(contract_text(ValueKind::boolean, yes), "Y") << yes;
  }
  for (const char* no : {"0", "f", "false", "False", "no"}) {
    EXPECT_EQ(contract_text(ValueKind::boolean, no), "N") << no;
  }
  for (const char* other : {"Y", "N", "2", "maybe", ""}) {
    EXPECT_EQ(contract_text(ValueKind::boolean, other), other);
  }
}

TEST(WarehouseValues, TimesLoseFractionsZonesAndMidnight) {
  const auto text = [](std::string_view value) {
    return contract_text(ValueKind::timestamp, value);
  };
  EXPECT_EQ(text("2017-11-30 00:00:00"), "2017-11-30");      // datetime, Oracle DATE
  EXPECT_EQ(text("2017-11-30 00:00:00.000"), "2017-11-30");  // datetime2(3)
  EXPECT_EQ(text("2017-11-30 00:00:00.0000000 +00:00"), "2017-11-30");
  EXPECT_EQ(text("2017-11-30T00:00:00"), "2017-11-30");
  EXPECT_EQ(text("2017-11-30 09:15:30.123456"), "2017-11-30 09:15:30");
  EXPECT_EQ(text("2017-11-30"), "2017-11-30");
  EXPECT_EQ(text("30/11/2017"), "30/11/2017");
  EXPECT_EQ(text("30 November 2017, late"), "30 November 2017, late");
  EXPECT_EQ(text("2017-11-31 00:00:00.000"), "2017-11-31 00:00:00.000");
  EXPECT_EQ(text("2017-11-30 00:00:00 or so"), "2017-11-30 00:00:00 or so");
  EXPECT_EQ(contract_text(ValueKind::date, "2017-11-30"), "2017-11-30");
}

TEST(WarehouseValues, NumbersHaveADigitBeforeThePoint) {
  const auto text = [](std::string_view value) { return contract_text(ValueKind::number, value); };
  EXPECT_EQ(text(".50"), "0.50");  // Oracle, SQL Server
  EXPECT_EQ(text("-.5"), "-0.5");
  EXPECT_EQ(text("+5"), "5");
  EXPECT_EQ(text("12.00"), "12.00");
  EXPECT_EQ(text("-"), "-");
  EXPECT_EQ(text(""), "");
}

TEST(WarehouseValues, TextStaysAsItIs) {
  EXPECT_EQ(contract_text(ValueKind::text, "1"), "1");
  EXPECT_EQ(contract_text(ValueKind::text, "{\"A\": true}"), "{\"A\": true}");
}

TEST(WarehouseTexts, GoToUtf16AndBack) {
  for (const std::string text : {"", "plain", "Zoë", "Łódź", "日本", "😀 pair", "a{b}c;'\""}) {
    auto units = utf16_of(text);
    ASSERT_EQ(units.back(), 0);
    units.pop_back();
    EXPECT_EQ(utf8(units), text);
  }
  EXPECT_EQ(utf16_of("😀").size(), 3U);
}

TEST(WarehouseTexts, BrokenOnesShowIt) {
  EXPECT_EQ(utf8({0x41, 0xD83D, 0x42}),
            "A\xEF\xBF\xBD"
            "B");  // half of a pair
  EXPECT_EQ(utf8({0xDE00}), "\xEF\xBF\xBD");
  EXPECT_EQ(utf16_of("\xFF"
                     "A"),
            (std::vector<SQLWCHAR>{0xFFFD, 0x41, 0}));
  EXPECT_EQ(utf16_of("A\xC3"), (std::vector<SQLWCHAR>{0x41, 0xFFFD, 0}));
}

TEST(WarehouseNames, AreQuotedAsTheProductDoes) {
  EXPECT_EQ(quoted("ssd_person", "\""), "\"ssd_person\"");
  EXPECT_EQ(quoted("odd\"name", "\""), "\"odd\"\"name\"");
  EXPECT_EQ(quoted("ssd_person", " "), "ssd_person");
}

TEST(WarehouseConnection, OddValuesStandInBraces) {
  EXPECT_EQ(connection_value("plain-1.2_3"), "plain-1.2_3");
  EXPECT_EQ(connection_value("a;b"), "{a;b}");
  EXPECT_EQ(connection_value("{a}"), "{{a}}}");
  EXPECT_EQ(connection_value("50%+x"), "{50%+x}");
  EXPECT_EQ(connection_value("it's \"so\""), "{it's \"so\"}");
}

TEST(WarehouseProducts, HaveTheirWordsForASnapshot) {
  EXPECT_EQ(product_of("PostgreSQL"), Product::postgres);
  EXPECT_EQ(product_of("Microsoft SQL Server"), Product::sql_server);
  EXPECT_EQ(product_of("Oracle"), Product::oracle);
  EXPECT_EQ(product_of("MySQL"), Product::other);
  EXPECT_EQ(snapshot_statement(Product::sql_server), "SET TRANSACTION ISOLATION LEVEL SNAPSHOT");
  EXPECT_EQ(snapshot_statement(Product::oracle), "SET TRANSACTION READ ONLY");
  EXPECT_NE(snapshot_statement(Product::postgres).find("READ ONLY"), std::string_view::npos);
  EXPECT_TRUE(snapshot_statement(Product::other).empty());
}

}  // namespace
}  // namespace waymark::odbc
