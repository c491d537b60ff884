#include "report/moves.h"

#include <gtest/gtest.h>

#include "report/test_report.h"

namespace waymark {
namespace {

constexpr std::int64_t kAll = 100;

// "90.2" is computed for the county: 70% in October, 50% in November, so that it turns from amber
// to red. North holds 40 then 20 of 50, South 30 of 50 in both.
PublicationInputs moved_inputs() {
  PublicationInputs inputs = test_inputs();
  inputs.published.clear();
  const Measure& measure = inputs.measures[1];
  inputs.figures.push_back(test_figure(measure, "county", test_month(10), 70, kAll));
  inputs.figures.back().rag = Rag::amber;
  inputs.figures.push_back(test_figure(measure, "county", test_month(11), 50, kAll));
  inputs.figures.back().rag = Rag::red;
  MoveSplit split{.measure = measure.ref,
                  .area = "county",
                  .against = test_month(10),
                  .by = "area",
                  .by_name = "locality",
                  .over_population = false,
                  .change = {-20, 1},
                  .parts = {}};
  const std::vector<PartChange> changes = {{.before = {40, 50}, .now = {20, 50}},
                                           {.before = {30, 50}, .now = {30, 50}}};
  const auto effects = share_effects(changes, Fraction{100, 1});
  split.parts = {{"north", changes[0], effects[0]}, {"south", changes[1], effects[1]}};
  inputs.moves = {split};
  return inputs;
}

TEST(Moves, AskedForWhereTheColourChanged) {
  EXPECT_EQ(measures_that_moved(moved_inputs()), std::vector<std::string>{"90.2"});
  PublicationInputs inputs = moved_inputs();
  inputs.figures.back().rag = Rag::amber;
  EXPECT_TRUE(measures_that_moved(inputs).empty());
}

TEST(Moves, TellTheFiguresAndThePartsThatLead) {
  const auto moves = build_publication(moved_inputs()).pages.at(0).moves;
  ASSERT_EQ(moves.size(), 1u);
  const MoveView& move = moves[0];
  EXPECT_TRUE(move.shown);
  EXPECT_EQ(move.trigger, "Colour: from amber to red.");
  EXPECT_EQ(move.text,
            "50.0% in November 2017, 70.0% in October 2017: down 20.0 points. By locality: North "
            "\u221220.00.");
  EXPECT_EQ(move.change_exact, "-20");
  EXPECT_EQ(move.effect_names, (std::vector<std::string>{"mix", "rate"}));
  const auto& parts = move.splits.at(0).parts;
  EXPECT_EQ(parts.at(0).before, "40 of 50");
  EXPECT_TRUE(parts.at(0).leads);
  EXPECT_EQ(parts.at(1).name, "South");
  EXPECT_EQ(parts.at(1).change_text, "0");
  EXPECT_FALSE(parts.at(1).leads);
  WideFraction sum;
  for (const auto& part : parts) sum = sum + part.change;
  EXPECT_EQ(to_string(sum), move.change_exact);
}

TEST(Moves, WithoutAPartThatLeadsNothingIsShown) {
  PublicationInputs inputs = moved_inputs();
  inputs.moves[0].parts.pop_back();  // one part alone is the whole
  const auto moves = build_publication(inputs).pages.at(0).moves;
  ASSERT_EQ(moves.size(), 1u);
  EXPECT_FALSE(moves[0].shown);
}

TEST(Moves, OfAYearAgoAreKeptButAColourIsToldAgainstLastMonth) {
  PublicationInputs inputs = moved_inputs();
  inputs.moves[0].against = test_month(11) - 12;
  inputs.figures.push_back(
      test_figure(inputs.measures[1], "county", test_month(11) - 12, 70, kAll));
  const auto moves = build_publication(inputs).pages.at(0).moves;
  ASSERT_EQ(moves.size(), 1u);
  EXPECT_FALSE(moves[0].shown);
}

}  // namespace
}  // namespace waymark
