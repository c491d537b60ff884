#include "report/families.h"

#include <gtest/gtest.h>

#include <deque>

namespace waymark {
namespace {

std::vector<const Measure*> measures_of(
    std::deque<Measure>& held, const std::vector<std::pair<std::string, std::string>>& all) {
  std::vector<const Measure*> measures;
  for (const auto& [ref, title] : all) {
    Measure measure;
    measure.ref = ref;
    measure.title = title;
    held.push_back(measure);
    measures.push_back(&held.back());
  }
  return measures;
}

TEST(Families, AreNamedByWhatTheirTitlesShare) {
  std::deque<Measure> held;
  const auto families = families_of(measures_of(held, {{"2.1.a", "Contacts from police - No."},
                                                       {"2.1.b", "Contacts from schools - No."},
                                                       {"2.1.c", "Contacts from the public - No."},
                                                       {"2.9", "Other"}}),
                                    "each source");
  ASSERT_EQ(families.size(), 1u);
  EXPECT_EQ(families[0].root, "2.1");
  EXPECT_EQ(families[0].caption, "Contacts from each source - No.");
  EXPECT_EQ(families[0].headings, (std::vector<std::string>{"police", "schools", "the public"}));
  EXPECT_EQ(families[0].parts, (std::vector<std::string>{"a", "b", "c"}));
}

TEST(Families, TwoOfARootAndMeasuresWithoutPartsAreNone) {
  std::deque<Measure> held;
  EXPECT_TRUE(
      families_of(
          measures_of(held,
                      {{"2.1.a", "A"}, {"2.1.b", "B"}, {"7.1", "C"}, {"7.2", "D"}, {"7.3", "E"}}),
          "")
          .empty());
}

}  // namespace
}  // namespace waymark
