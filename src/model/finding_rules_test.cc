#include "model/finding_rules.h"

#include <gtest/gtest.h>

#include <set>

namespace waymark {
namespace {

TEST(FindingRules, AreEachThereOnceWithAMeaningAndARemedy) {
  std::set<std::string_view> ids;
  for (const FindingRule& rule : finding_rules()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    EXPECT_TRUE(rule.meaning.ends_with('.')) << rule.id;
    EXPECT_TRUE(rule.remedy.ends_with('.')) << rule.id;
  }
}

TEST(FindingRules, AFindingSaysWhatWasWrongAndWhatToDo) {
  const Finding finding = finding_of("unreadable-boolean", "Row 3, qualified: \"yes\" is odd.");
  EXPECT_EQ(finding.rule, "unreadable-boolean");
  EXPECT_EQ(finding.effect, FindingEffect::doubtful);
  EXPECT_EQ(finding.message, "Row 3, qualified: \"yes\" is odd. Write Y or N.");
}

TEST(FindingRules, ThePageHasARowForEveryRule) {
  const std::string page = finding_rules_page();
  for (const FindingRule& rule : finding_rules()) {
    EXPECT_NE(page.find("\n| `" + std::string(rule.id) + "` | "), page.npos) << rule.id;
  }
}

TEST(InQuotes, ClipsLongValuesBetweenCharacters) {
  const std::string pounds = "x" + std::string(78, 'y') + "\xC2\xA3" + "tail";
  EXPECT_EQ(in_quotes(pounds), "\"x" + std::string(78, 'y') + "...\"");
}

TEST(InQuotes, ShowsControlCharactersAsBlanks) { EXPECT_EQ(in_quotes("a\nb"), "\"a b\""); }

TEST(InQuotes, ShowsBytesThatAreNoTextByTheirNumber) {
  EXPECT_EQ(in_quotes("Ren\xE9"), "\"Ren\\xE9\"");
}

}  // namespace
}  // namespace waymark
