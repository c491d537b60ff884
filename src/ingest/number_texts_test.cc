#include "ingest/number_texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace waymark {
namespace {

using Keys = std::vector<std::string>;

// The keys that an object sets; {"not an object"} if the text is none.
Keys keys_of(std::string_view json) {
  Extract extract;
  ExtractTexts texts(extract);
  const std::int32_t set = texts.key_set(json);
  if (set == kMissing) return {"not an object"};
  Keys keys;
  for (const std::int32_t key : extract.key_sets.sets[static_cast<std::size_t>(set)]) {
    keys.emplace_back(extract.codes.text(key));
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

TEST(KeySets, AreReadOfPlainObjects) {
  EXPECT_EQ(keys_of(R"({})"), Keys());
  EXPECT_EQ(keys_of(R"( { } )"), Keys());
  EXPECT_EQ(keys_of(R"({"a":"Y","B":"N","C":"y","D":"yes","E":"","":"Y"})"), (Keys{"", "A", "C"}));
  EXPECT_EQ(keys_of("\t{ \"A\" : true ,\r\n\"B\":false} "), (Keys{"A"}));
}

TEST(KeySets, AreReadOfAllOtherObjects) {
  EXPECT_EQ(keys_of(R"({"A":"Y","B":null,"C":1,"D":["Y"],"E":{"F":"Y"}})"), (Keys{"A"}));
  EXPECT_EQ(keys_of(R"({"\u0041":"\u0059"})"), (Keys{"A"}));
  EXPECT_EQ(keys_of("{\"A\":\"Y\",\"STREET\":\"Caf\u00e9\"}"), (Keys{"A"}));
}

TEST(KeySets, TakeTheLastOfAKeyThatStandsTwice) {
  EXPECT_EQ(keys_of(R"({"A":"Y","A":"N"})"), Keys());
  EXPECT_EQ(keys_of(R"({"A":"N","A":"Y"})"), (Keys{"A"}));
  EXPECT_EQ(keys_of(R"({"A":"Y","a":"N"})"), (Keys{"A"}));  // two keys, folded to one
}

TEST(KeySets, AreNotReadOfAnythingElse) {
  for (const char* text : {"",
                           "{",
                           "}",
                           "[]",
                           "\"A\"",
                           "Y",
                           R"({"A"})",
                           R"({"A":})",
                           R"({"A":"Y",})",
                           R"({,})",
                           R"({"A":"Y"}})",
                           R"({"A":"Y"} x)",
                           R"({"A":"Y" "B":"Y"})",
                           R"({A:"Y"})",
                           R"({"A":"Y)",
                           R"({"A":truey})",
                           R"({"A":True})",
                           R"({'A':'Y'})",
                           "{\"A\":\"\n\"}",
                           "{\"A\":\"\xE9\"}",
                           R"({"A":"Y"}{"B":"Y"})",
                           R"({"\u0000":"Y"})"}) {
    EXPECT_EQ(keys_of(text), Keys{"not an object"}) << text;
  }
}

}  // namespace
}  // namespace waymark
