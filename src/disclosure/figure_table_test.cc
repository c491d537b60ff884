#include "disclosure/figure_table.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace waymark {
namespace {

const Month kMonth = *parse_month("2017-11");

// Enquiries, the share of those with an outcome, and the greatest caseload of a team.
class NoValue : public testing::Test {
 protected:
  NoValue() {
    share_.ref = "share";
    share_.format = Format::percent;
    enquiries_.ref = "enquiries";
    greatest_.ref = "greatest";
    greatest_.format = Format::maximum;
    measures_ = {
        {.measure = &enquiries_, .numerator = {{"enquiry"}}},
        {.measure = &share_,
         .numerator = {{"at risk"}},
         .denominator = {{"with outcome"}},
         .cases = {{"enquiry"}}},
        {.measure = &greatest_, .numerator = {{"greatest"}, false}, .cases = {{"worker"}}}};
    areas_.localities = {{"west", "West"}};
  }

  void enquiries(std::int64_t count) {
    figures_.push_back({.measure = "enquiries",
                        .area = "west",
                        .month = kMonth,
                        .amount = {.numerator = count, .value = Fraction{count, 1}}});
  }
  void share_without_value(MissingReason reason) {
    figures_.push_back({.measure = "share",
                        .area = "west",
                        .month = kMonth,
                        .amount = {.numerator = 0, .denominator = 0},
                        .reason = reason});
  }
  FigureTable table() const {
    return figure_table({.figures = figures_,
                         .measures = measures_,
                         .parts = {},
                         .invariants = {},
                         .before = before_,
                         .areas = areas_,
                         .month = kMonth});
  }
  static std::size_t place_of(const FigureTable& table, std::string_view measure) {
    const auto found = std::find_if(table.items.begin(), table.items.end(),
                                    [&](const auto& item) { return item.measure == measure; });
    return static_cast<std::size_t>(found - table.items.begin());
  }

  Measure share_, enquiries_, greatest_;
  std::vector<LinkedMeasure> measures_;
  std::vector<EarlierFigure> before_;
  std::vector<Figure> figures_;
  Areas areas_;
};

TEST_F(NoValue, NoneShowsThatThereAreNoCases) {
  enquiries(0);
  share_without_value(MissingReason::no_denominator);
  const FigureTable made = table();
  Shown shown(made.items.size());
  shown[place_of(made, "share")] = true;
  const auto& count = made.table.items()[place_of(made, "enquiries")].cells;
  ASSERT_EQ(count.size(), 1U);
  EXPECT_TRUE(known_cells(made.table, shown)[static_cast<std::size_t>(count.front())]);
}

TEST_F(NoValue, NotRecordedShowsThatThereAreCases) {
  enquiries(3);
  share_without_value(MissingReason::not_recorded);
  const FigureTable made = table();
  const auto item = static_cast<int>(place_of(made, "share"));
  const int count = made.table.items()[place_of(made, "enquiries")].cells.front();
  EXPECT_TRUE(std::any_of(
      made.table.relations().begin(), made.table.relations().end(), [&](const Relation& relation) {
        return relation.item == item && relation.low == 1 && relation.terms.size() == 1 &&
               relation.terms.front().cell == count;
      }));
  EXPECT_FALSE(made.table.items()[static_cast<std::size_t>(item)].withheld);
}

TEST_F(NoValue, NotRecordedIsNotToldOfCasesThatNoFigureCounts) {
  share_without_value(MissingReason::not_recorded);
  const FigureTable made = table();
  EXPECT_TRUE(made.table.items()[place_of(made, "share")].withheld_always);
}

TEST_F(NoValue, NoGreatestShowsThatNobodyIsThere) {
  figures_.push_back({.measure = "greatest",
                      .area = "west",
                      .month = kMonth,
                      .reason = MissingReason::no_denominator});
  const FigureTable made = table();
  ASSERT_EQ(made.items.size(), 1U);
  const Item& item = made.table.items().front();
  ASSERT_EQ(item.cells.size(), 1U);
  EXPECT_EQ(made.table.cells()[static_cast<std::size_t>(item.cells.front())].value, 0);
  EXPECT_FALSE(item.withheld);
}

TEST_F(NoValue, WhatAnEarlierEditionSaidIsKnown) {
  const auto cell = [&](MissingReason reason, std::int64_t count) {
    figures_.clear();
    enquiries(count);
    before_ = {{.measure = "share", .area = "west", .month = kMonth, .reason = reason}};
    const FigureTable made = table();
    const int at = made.table.items()[place_of(made, "enquiries")].cells.front();
    return made.table.cells()[static_cast<std::size_t>(at)];
  };
  EXPECT_EQ(cell(MissingReason::no_denominator, 0).high, 0);
  EXPECT_EQ(cell(MissingReason::no_denominator, 2).high, 2);  // corrected since
  EXPECT_EQ(cell(MissingReason::not_recorded, 4).low, 1);
  EXPECT_EQ(cell(MissingReason::not_recorded, 0).low, 0);  // corrected since
  EXPECT_EQ(cell(MissingReason::none, 4).low, 0);
}

}  // namespace
}  // namespace waymark
