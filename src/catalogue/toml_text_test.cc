#include "catalogue/toml_text.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

constexpr std::size_t kNone = TomlOutline::kNone;

TEST(TomlText, ExamplesBeginAtTheFirstHeaderOfOneOutsideStrings) {
  EXPECT_EQ(outline("a = 1\n").examples_at, kNone);
  EXPECT_EQ(outline("a = 1\n[[example]]\n[[example]]\n").examples_at, 6U);
  EXPECT_EQ(outline("a = '''\n[[example]]\n'''\n # [[example]]\n").examples_at, kNone);
  EXPECT_EQ(outline("a = \"\"\"\n[[example]]\n\\\"\"\"\n[[example]]\"\"\"\"\"\n").examples_at,
            kNone);
  EXPECT_EQ(outline("a = \"b\\\"\nc = '\\'\n [[example]]").examples_at, 17U);
}

TEST(TomlText, HeadersBehindExamplesAreToldWithTheirLines) {
  const std::string_view text =
      "[denominator]\n[[example]]\n[example.records]\nt = '''\n[x]\n'''\n[[example.expect]]\n"
      "[numerator] # late\n\n [x]\n";
  const auto behind = outline(text).behind_examples;
  ASSERT_EQ(behind.size(), 2U);
  EXPECT_EQ(behind[0].line, 8);
  EXPECT_EQ(behind[0].text, "[numerator]");
  EXPECT_EQ(behind[1].line, 10);
  EXPECT_EQ(behind[1].text, "[x]");
}

TEST(TomlText, LettersBeyondAsciiStandInStringsAndComments) {
  EXPECT_EQ(outline("\xEF\xBB\xBF# ä\na = \"ä\"\nb = 'ä'\nc = '''ä\n'''\n").bare_letter_at, kNone);
  EXPECT_EQ(outline("a = 'ä'\nb = ä\nc = ä\n").bare_letter_at, 13U);
}

TEST(TomlText, AKeyOfManyPartsIsFound) {
  std::string key = "a";
  for (int part = 0; part < 32; ++part) key += ".a";
  EXPECT_EQ(outline("b = \"" + key + "\"\nc = [0.1, 0.2]\n").deep_key_at, kNone);
  const std::string text = "b = 1\n" + key + " = 1\n";
  EXPECT_EQ(line_at(text, outline(text).deep_key_at), 2);
}

}  // namespace
}  // namespace waymark
