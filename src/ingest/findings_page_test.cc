// docs/generated/findings.md is made from the table of rules. To write it anew:
//   WAYMARK_UPDATE_GENERATED=1 waymark_ingest_test --gtest_filter=FindingsPage.*
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "model/finding_rules.h"

namespace waymark {
namespace {

TEST(FindingsPage, IsThatOfTheRules) {
  const std::string path = WAYMARK_SOURCE "/docs/generated/findings.md";
  if (std::getenv("WAYMARK_UPDATE_GENERATED") != nullptr) {
    std::ofstream(path, std::ios::binary) << finding_rules_page();
  }
  std::ifstream file(path, std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(page, finding_rules_page()) << "Write docs/generated/findings.md anew (see above).";
}

}  // namespace
}  // namespace waymark
