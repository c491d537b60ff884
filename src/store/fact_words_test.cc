#include "store/fact_words.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

std::string words(std::string_view sql) {
  std::string all;
  for (const auto& word : words_of(sql)) {
    all += word.text + (word.called ? "()" : "") + "@" + std::to_string(word.line) + " ";
  }
  return all;
}

std::string first_refusal(std::string_view sql) {
  for (const auto& word : words_of(sql)) {
    if (!refusal_of(word).empty()) return word.text;
  }
  return "";
}

TEST(QueryWords, AreNamesWithTheirLines) {
  EXPECT_EQ(words("SELECT a.B\nFROM \"Odd name\" , f (x)"),
            "select@1 a@1 b@1 from@2 odd name@2 f()@2 x@2 ");
  EXPECT_EQ(words(""), "");
}

TEST(QueryWords, LeaveOutTextsAndComments) {
  EXPECT_EQ(words("a -- now()\nb /* random()\n */ c 'it''s\n now()' d"), "a@1 b@2 c@3 d@4 ");
  EXPECT_EQ(words("a 'never closed"), "a@1 ");
  EXPECT_EQ(words("a /* never closed"), "a@1 ");
  EXPECT_EQ(words("-"), "");
}

TEST(QueryWords, ThatChangeFromRunToRunAreRefused) {
  EXPECT_EQ(first_refusal("SELECT NOW ( )"), "now");
  EXPECT_EQ(first_refusal("SELECT current_date"), "current_date");
  EXPECT_EQ(first_refusal("SELECT random()"), "random");
  EXPECT_EQ(first_refusal("SELECT now, 'now()' AS today FROM ssd_person"), "");
}

TEST(QueryWords, OfTheStoreItselfAreRefused) {
  EXPECT_EQ(first_refusal("FROM \"R_SSD_person\""), "r_ssd_person");
  EXPECT_EQ(first_refusal("FROM dictionary_text"), "dictionary_text");
  EXPECT_EQ(first_refusal("FROM r_something, ssd_person"), "");
  EXPECT_EQ(first_refusal("FROM query_table('r_' || 'ssd_person')"), "query_table");
}

}  // namespace
}  // namespace waymark
