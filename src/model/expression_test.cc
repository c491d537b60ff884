#include "model/expression.h"

#include <gtest/gtest.h>

#include "model/month_end.h"

namespace waymark {
namespace {

const std::vector<FactColumn> kColumns = {
    {"started_on", ColumnType::date},
    {"group", ColumnType::word, "", {"pol", "edu"}},
    {"held", ColumnType::flag},
};

Expression leaf(Op op, ValueType type, int index = -1, std::int32_t value = kMissing) {
  Expression e;
  e.op = op;
  e.type = type;
  e.index = index;
  e.value = value;
  return e;
}
Expression started() { return leaf(Op::column, ValueType::date, 0); }
Expression group() { return leaf(Op::column, ValueType::word, 1); }
Expression held() { return leaf(Op::column, ValueType::flag, 2); }
Expression month_end() { return leaf(Op::month_end, ValueType::date); }
Expression number(std::int32_t value) { return leaf(Op::literal, ValueType::number, -1, value); }
Expression parameter(const char* name) {
  Expression e = leaf(Op::parameter, ValueType::number);
  e.text = name;
  return e;
}
Expression node(Op op, std::vector<Expression> parts, ValueType type = ValueType::flag) {
  Expression e = leaf(op, type);
  e.parts = std::move(parts);
  return e;
}
Expression pol() { return node(Op::equal, {group(), leaf(Op::literal, ValueType::word, -1, 0)}); }

TEST(ExpressionText, IsTheCataloguesLanguage) {
  Expression in = node(Op::in_list, {group()});
  in.list = {0, 1};
  const Expression clock = node(
      Op::less_equal,
      {node(Op::working_days, {started(), month_end()}, ValueType::number), parameter("visit_wd")});
  const Expression all =
      node(Op::logical_and, {pol(), node(Op::logical_or, {held(), node(Op::logical_not, {held()})}),
                             in, node(Op::logical_not, {clock}), node(Op::is_missing, {started()}),
                             node(Op::greater, {started(), leaf(Op::literal, ValueType::date, -1,
                                                                parse_date("2017-07-01")->days)})});
  EXPECT_EQ(to_text(all, kColumns),
            "group = \"pol\" and (held or not held) and group in (\"pol\", \"edu\") and "
            "not (working_days(started_on, month_end) <= $visit_wd) and started_on is missing and "
            "started_on > 2017-07-01");
}

TEST(ExpressionParts, AreThoseJoinedByAndAtTheTop) {
  const Expression either = node(Op::logical_or, {held(), pol()});
  const Expression all = node(Op::logical_and, {node(Op::logical_and, {pol(), held()}), either});
  const auto parts = and_parts(all);
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0]->op, Op::equal);
  EXPECT_EQ(parts[1]->op, Op::column);
  EXPECT_EQ(parts[2]->op, Op::logical_or);
  EXPECT_EQ(and_parts(either).size(), 1U);
}

TEST(ExpressionParameters, AreFoundAnywhereInTheTree) {
  std::set<std::string> names;
  collect_parameters(node(Op::logical_not, {node(Op::less, {parameter("b"), parameter("a")})}),
                     names);
  EXPECT_EQ(names, (std::set<std::string>{"a", "b"}));
}

TEST(MonthEnd, EitherWayRoundAndUnderNot) {
  const Expression begun = node(Op::less_equal, {started(), month_end()});
  const auto plain = month_end_condition(begun);
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->comparison, Op::greater_equal);  // month_end >= started_on
  EXPECT_EQ(plain->clock, MonthEndCondition::Clock::calendar);
  const Expression not_before = node(Op::logical_not, {node(Op::less, {month_end(), started()})});
  const auto turned = month_end_condition(not_before);
  ASSERT_TRUE(turned);
  EXPECT_EQ(turned->comparison, Op::less);
  EXPECT_TRUE(turned->negated);
}

TEST(MonthEnd, ClocksThatRunToIt) {
  const Expression child =
      node(Op::greater, {number(18), node(Op::age_at, {started(), month_end()})});
  const auto age = month_end_condition(child);
  ASSERT_TRUE(age);
  EXPECT_EQ(age->clock, MonthEndCondition::Clock::age);
  EXPECT_EQ(age->comparison, Op::less);
  ASSERT_NE(age->bound, nullptr);
  EXPECT_EQ(age->bound->value, 18);
}

TEST(MonthEnd, AnythingElseIsRefused) {
  const std::vector<Expression> others = {
      node(Op::equal, {started(), month_end()}),
      node(Op::not_equal, {started(), month_end()}),
      node(Op::is_missing, {month_end()}),
      node(Op::logical_or, {node(Op::less, {started(), month_end()}), held()}),
      node(Op::less, {node(Op::add_months, {month_end(), number(-6)}), started()}),
      node(Op::less, {node(Op::working_days, {month_end(), started()}), number(3)}),
      node(Op::less, {month_end(), month_end()}),
  };
  for (const auto& other : others) {
    EXPECT_FALSE(month_end_condition(other)) << to_text(other, kColumns);
  }
}

}  // namespace
}  // namespace waymark
