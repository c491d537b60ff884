#include "model/national.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

TEST(PublishedCell, CodesStayReasonsAndNeverBecomeNumbers) {
  const std::vector<std::pair<const char*, NoValue>> codes = {
      {"c", NoValue::suppressed},       {"z", NoValue::not_applicable},
      {"x", NoValue::not_available},    {"-", NoValue::not_available},
      {"u", NoValue::unreliable},       {"k", NoValue::rounds_to_zero},
      {"low", NoValue::rounds_to_zero}, {"", NoValue::blank},
      {"  ", NoValue::blank},           {"1,234", NoValue::unknown},
      {"C", NoValue::unknown},          {"1e3", NoValue::unknown},
      {"12.3.4", NoValue::unknown},     {"1.2345678x", NoValue::unknown},
      {"99999999999", NoValue::unknown}};
  for (const auto& [text, reason] : codes) {
    EXPECT_FALSE(read_published_cell(text).value) << text;
    EXPECT_EQ(read_published_cell(text).reason, reason) << text;
  }
  EXPECT_EQ(*read_published_cell("0").value, (Fraction{0, 1}));
  EXPECT_EQ(*read_published_cell(" 22.6 ").value, (Fraction{226, 10}));
}

TEST(PublishedCell, TheTraceOfAFloatingPointNumberIsRoundedAway) {
  EXPECT_EQ(*read_published_cell("18.600000000000001").value, (Fraction{186, 10}));
  EXPECT_EQ(*read_published_cell("2.2999999999999998").value, (Fraction{23, 10}));
  EXPECT_EQ(*read_published_cell("-0.9999999").value, (Fraction{-1, 1}));
  EXPECT_EQ(*read_published_cell("0.1234565").value, (Fraction{123457, 1000000}));
  EXPECT_EQ(*read_published_cell("0.1234564").value, (Fraction{123456, 1000000}));
}

TEST(PublishedYear, IsTheOneThatEnds) {
  EXPECT_EQ(published_year("2017"), 2017);
  EXPECT_EQ(published_year("2016-17"), 2017);
  EXPECT_EQ(published_year("2016/17"), 2017);
  EXPECT_EQ(published_year("201617"), 2017);
  EXPECT_EQ(published_year("1999-00"), 2000);
  for (const char* text :
       {"", "17", "2016-18", "as printed 2017-11", "2016-17 (OT)", "2014-2016"}) {
    EXPECT_EQ(published_year(text), 0) << text;
  }
}

TEST(NationalYear, EndsAndIsCalledByItsSource) {
  NationalSource source;
  EXPECT_EQ(year_end(source, 2017), make_date(2017, 3, 31));
  EXPECT_EQ(year_name(source, 2017), "2016-17");
  EXPECT_EQ(year_name(source, 2000), "1999-00");
  source.ends_month = 12;
  EXPECT_EQ(year_end(source, 2017), make_date(2017, 12, 31));
  EXPECT_EQ(year_name(source, 2017), "2017");
}

}  // namespace
}  // namespace waymark
