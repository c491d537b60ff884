#include "report/cover.h"

#include <gtest/gtest.h>

#include "report/test_report.h"

namespace waymark {
namespace {

std::string text_of(const std::vector<CoverPiece>& pieces) {
  std::string text;
  for (const auto& piece : pieces) text += piece.text;
  return text;
}

CoverView cover_of_test(const PublicationInputs& inputs) { return build_publication(inputs).cover; }

std::vector<std::string> sentences_of(const PublicationInputs& inputs) {
  std::vector<std::string> sentences;
  for (const auto& sentence : cover_of_test(inputs).sentences)
    sentences.push_back(text_of(sentence));
  return sentences;
}

TEST(Cover, CountsWhatTheSummaryShows) {
  EXPECT_EQ(sentences_of(test_inputs()),
            (std::vector<std::string>{
                "2 of the 2 measures of the summary have a figure for November 2017.",
                "Performance since October 2017: better on 1, worse on 1, the same on 0.",
                "Against their tolerances: 0 green, 1 amber, 0 red."}));
}

TEST(Cover, EveryNumberIsBoundToAsManyMeasures) {
  int bound = 0;
  for (const auto& sentence : cover_of_test(test_inputs()).sentences) {
    for (const auto& piece : sentence) {
      if (!piece.is_number || piece.month) continue;
      EXPECT_EQ(std::to_string(piece.measures.size()), piece.text);
      ++bound;
    }
  }
  EXPECT_EQ(bound, 8);
}

TEST(Cover, NamesWhatBecameRedWithBothFigures) {
  PublicationInputs inputs = test_inputs();
  inputs.published[3].value = "55";  // November; red is 60
  const auto sentences = sentences_of(inputs);
  ASSERT_EQ(sentences.size(), 4u);
  EXPECT_EQ(sentences[3],
            "1 became red since October 2017: % placed nearby (90.2), 55.0% after 60.5%.");
}

TEST(Cover, AHeadlineComparesFiguresOfOneKind) {
  PublicationInputs inputs = test_inputs();
  inputs.headline = {"90.1"};
  const CoverView cover = cover_of_test(inputs);
  ASSERT_EQ(cover.headlines.size(), 1u);
  EXPECT_EQ(cover.headlines[0].now.text, "111");
  EXPECT_EQ(text_of(cover.headlines[0].sentence), "Up from 110 in October 2017.");
  EXPECT_EQ(cover.headlines[0].trend,
            "8 months: lowest 104 in April 2017, highest 111 in November 2017");
}

TEST(Cover, AHeadlineWithoutAFigureIsLeftOut) {
  PublicationInputs inputs = test_inputs();
  inputs.headline = {"90.1"};
  inputs.area = "south";
  EXPECT_TRUE(cover_of_test(inputs).headlines.empty());
}

}  // namespace
}  // namespace waymark
