#include "report/grid_tables.h"

#include <gtest/gtest.h>

#include "report/test_report.h"

namespace waymark {
namespace {

GridCount grid_count(std::string area, std::string row, std::string column, std::int64_t n) {
  return {.page = "placements",
          .area = std::move(area),
          .row = std::move(row),
          .column = std::move(column),
          .amount = {.numerator = n, .denominator = {}, .value = Fraction{n}}};
}

// Two of the county's 111 children are 3 and 5 years old, the others are not told apart.
PublicationInputs grid_inputs() {
  PublicationInputs inputs = test_inputs();
  inputs.pages[0].grid = {.measure = "90.1",
                          .title = "Children by age and place",
                          .rows = "age",
                          .row_heading = "Age",
                          .columns = "place",
                          .shown = {{"home", "At home"}, {"away", "Away"}}};
  inputs.grids = {grid_count("county", "3", "home", 1),
                  grid_count("county", "5", "sea", 1),
                  grid_count("county", "not recorded", "home", 109),
                  grid_count("county", "3", "", 1),
                  grid_count("county", "5", "", 1),
                  grid_count("county", "not recorded", "", 109),
                  grid_count("county", "", "home", 110),
                  grid_count("county", "", "sea", 1),
                  grid_count("county", "", "", 111),
                  grid_count("north", "5", "sea", 1),
                  grid_count("north", "", "", 21)};
  return inputs;
}

std::vector<std::string> texts(const GridTable::Row& row) {
  std::vector<std::string> texts = {row.heading};
  for (const auto& cell : row.cells) texts.push_back(cell.text);
  return texts;
}

using Texts = std::vector<std::string>;

TEST(GridTables, AgesHaveNoGapAndEveryValueThatIsCountedHasAColumn) {
  const auto grids = build_publication(grid_inputs()).pages.at(0).grids;
  ASSERT_EQ(grids.size(), 1u);
  EXPECT_EQ(grids[0].caption, "Children by age and place, county, November 2017");
  EXPECT_EQ(grids[0].columns, (Texts{"At home", "Away", "sea", "All"}));
  ASSERT_EQ(grids[0].rows.size(), 5u);
  EXPECT_EQ(texts(grids[0].rows[0]), (Texts{"3", "1", "0", "0", "1"}));
  EXPECT_EQ(texts(grids[0].rows[1]), (Texts{"4", "0", "0", "0", "0"}));
  EXPECT_EQ(texts(grids[0].rows[2]), (Texts{"5", "0", "0", "1", "1"}));
  EXPECT_EQ(texts(grids[0].rows[3]), (Texts{"not recorded", "109", "0", "0", "109"}));
  EXPECT_EQ(texts(grids[0].rows[4]), (Texts{"All", "110", "0", "1", "111"}));
}

TEST(GridTables, ALocalityHasTheCountysBesideItsOwn) {
  PublicationInputs inputs = grid_inputs();
  inputs.area = "north";
  const auto grids = build_publication(inputs).pages.at(0).grids;
  ASSERT_EQ(grids.size(), 2u);
  EXPECT_EQ(grids[0].caption, "Children by age and place, North, November 2017");
  EXPECT_EQ(texts(grids[0].rows[2]), (Texts{"5", "0", "0", "1", "0"}));
  EXPECT_EQ(grids[1].rows.back().cells.back().text, "111");
}

TEST(GridTables, WithoutAFigureTheReasonStandsInItsPlace) {
  PublicationInputs inputs = grid_inputs();
  inputs.area = "south";
  const auto grids = build_publication(inputs).pages.at(0).grids;
  ASSERT_EQ(grids.size(), 2u);
  EXPECT_TRUE(grids[0].rows.empty());
  EXPECT_FALSE(grids[0].reason.empty());
  EXPECT_FALSE(grids[1].rows.empty());
}

TEST(GridTables, AreOnlyWhereAPageAsksForOne) {
  EXPECT_TRUE(build_publication(test_inputs()).pages.at(0).grids.empty());
}

}  // namespace
}  // namespace waymark
