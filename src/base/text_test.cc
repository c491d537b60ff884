#include "base/text.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

TEST(Text, TrimDropsNoBreakSpacesToo) {
  EXPECT_EQ(trim(" \t\xC2\xA0 a b \xC2\xA0\r\n"), "a b");
  EXPECT_EQ(trim("   "), "");
}

TEST(Text, CodesIgnoreTheCaseOfLatinLettersOnly) {
  EXPECT_TRUE(equal_codes("Completed", "COMPLETED"));
  EXPECT_FALSE(equal_codes("01", "1"));
  EXPECT_EQ(fold_code("ab-\xC3\xA9"), "AB-\xC3\xA9");
}

TEST(Text, PostcodesLoseBlanks) { EXPECT_EQ(fold_postcode(" nr1 2ab"), "NR12AB"); }

TEST(Text, IntegersAreWholeAndFit) {
  EXPECT_EQ(parse_integer("+12"), 12);
  EXPECT_EQ(parse_integer("-3"), -3);
  for (const char* text : {"", "+", "1.0", "1,000", "99999999999", "+-1", " 1"}) {
    EXPECT_FALSE(parse_integer(text)) << text;
  }
}

TEST(Text, Utf8RefusesOverlongAndSurrogates) {
  EXPECT_TRUE(is_valid_utf8("Zo\xC3\xAB"));
  EXPECT_FALSE(is_valid_utf8("Zo\xEB"));
  EXPECT_FALSE(is_valid_utf8("\xC0\x80"));
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(is_valid_utf8("\xE2\x82"));
}

TEST(Text, NearestWordSuggestsOnlyWhatIsNear) {
  EXPECT_EQ(nearest_word("hihger", {"higher", "lower"}), "higher");
  EXPECT_EQ(nearest_word("zebra", {"higher", "lower"}), "");
}

TEST(Text, TheNearestWordsAreToldHoweverFar) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(nearest_words("seen", {"ended_on", "seen_on", "held", "seen_alone"}, 2),
            (Words{"held", "seen_on"}));
  EXPECT_EQ(nearest_words("seen", {"held"}, 3), (Words{"held"}));
}

TEST(Text, BytesThatAreNoTextAreShown) {
  EXPECT_EQ(shown_as_utf8("caf\xC3\xA9"), "caf\xC3\xA9");
  EXPECT_EQ(shown_as_utf8("caf\xE9,1"), "caf\\xE9,1");
}

}  // namespace
}  // namespace waymark
