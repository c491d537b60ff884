#include "catalogue/condition.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

const FactSchema kPlan = {.name = "plan",
                          .unit = "plan",
                          .columns = {{"started_on", ColumnType::date, {}, {}},
                                      {"ended_on", ColumnType::date, {}, {}},
                                      {"visits", ColumnType::number, {}, {}},
                                      {"held", ColumnType::flag, {}, {}},
                                      {"group", ColumnType::word, {}, {"pol", "edu", "hea"}},
                                      {"other_group", ColumnType::word, {}, {"pol", "edu", "hea"}},
                                      {"outcome", ColumnType::word, {}, {"close", "none"}}}};

Parameters parameters() {
  Parameters known;
  Parameter days;
  days.name = "visit_wd";
  days.values = {{{}, 10, {}}};
  known.set(days);
  Parameter roles;
  roles.name = "roles";
  roles.values = {{{}, kMissing, {"WORKER"}}};
  known.set(roles);
  return known;
}

ConditionReading read(std::string_view text, bool stock = true) {
  return read_condition(text, kPlan, parameters(), stock);
}

// All faults of a condition, "position message", joined by lines.
std::string faults_of(std::string_view text, bool stock = true) {
  std::string all;
  for (const auto& fault : read(text, stock).faults) {
    all += std::to_string(fault.position) + " " + fault.message + "\n";
  }
  return all;
}

TEST(Condition, IsReadAsWritten) {
  const std::vector<std::pair<const char*, const char*>> conditions = {
      {"held", "held"},
      {"not held", "not held"},
      {"not not held", "not (not held)"},
      {"held and ended_on is missing", "held and ended_on is missing"},
      {"started_on is not missing", "not (started_on is missing)"},
      {"add_months(started_on, 24) <= ended_on", "add_months(started_on, 24) <= ended_on"},
      {"add_days(started_on, -7) < 2017-07-01", "add_days(started_on, -7) < 2017-07-01"},
      {"working_days(started_on, ended_on) <= $visit_wd",
       "working_days(started_on, ended_on) <= $visit_wd"},
      {"(working_days(started_on, ended_on)) <= 45", "working_days(started_on, ended_on) <= 45"},
      {"45 >= days_between(started_on, ended_on)", "45 >= days_between(started_on, ended_on)"},
      {"age_at(started_on, latest(ended_on, 2017-01-01)) = 18",
       "age_at(started_on, latest(ended_on, 2017-01-01)) = 18"},
      {"earliest(started_on, ended_on, add_months(started_on, $visit_wd)) != ended_on",
       "earliest(started_on, ended_on, add_months(started_on, $visit_wd)) != ended_on"},
      {"group = \"edu\"", "group = \"edu\""},
      {"\"edu\" != group", "\"edu\" != group"},
      {"group = other_group", "group = other_group"},
      {"group in (\"hea\",\"pol\")", "group in (\"hea\", \"pol\")"},
      {"group not in (\"hea\")", "not (group in (\"hea\")) and not (group is missing)"},
      {"visits in (1, -2)", "visits in (1, -2)"},
      {"started_on in (2017-04-01)", "started_on in (2017-04-01)"},
      {"held or held and not held", "held or held and not held"},
      {"(held or held) and not (held and held)", "(held or held) and not (held and held)"},
      {"held\n  and visits>3", "held and visits > 3"},
      {"visits<=3", "visits <= 3"},
  };
  for (const auto& [text, normal] : conditions) {
    const auto reading = read(text, false);
    EXPECT_EQ(faults_of(text, false), "") << text;
    EXPECT_EQ(to_text(reading.expression, kPlan.columns), normal) << text;
    EXPECT_EQ(reading.expression.type, ValueType::flag) << text;
  }
}

TEST(Condition, WordsBecomeTheirPlaceInTheList) {
  const auto equal = read("group = \"hea\"").expression;
  ASSERT_EQ(equal.parts.size(), 2U);
  EXPECT_EQ(equal.parts[1].type, ValueType::word);
  EXPECT_EQ(equal.parts[1].value, 2);
  EXPECT_EQ(equal.parts[1].position, 8);
  EXPECT_EQ(read("group in (\"hea\", \"pol\")").expression.list, (std::vector<std::int32_t>{2, 0}));
}

TEST(Condition, ChainsOfAndAndOrAreFlat) {
  EXPECT_EQ(read("held and held and held").expression.parts.size(), 3U);
  const auto either = read("held or held and held or held").expression;
  EXPECT_EQ(either.op, Op::logical_or);
  ASSERT_EQ(either.parts.size(), 3U);
  EXPECT_EQ(either.parts[1].op, Op::logical_and);
}

TEST(Condition, SaysWhatIsWrongAndWhere) {
  const std::vector<std::pair<const char*, const char*>> conditions = {
      // syntax
      {"", "0 expected a column, a value or a condition, found the end."},
      {"held and", "8 expected a column, a value or a condition, found the end."},
      {"(held", "5 expected ) to close the parenthesis, found the end."},
      {"held)", "4 expected and, or, a comparison or the end, found )."},
      {"held AND held",
       "5 expected and, or, a comparison or the end, found AND; did you mean and?"},
      {"(held an held)",
       "6 expected and, or, a comparison or the end, found an; did you mean and?"},
      {"started_on is mising", "14 expected missing behind is, found mising."},
      {"1 <= visits <= 3", "12 comparisons are not chained; write a <= b and b <= c."},
      {"group in \"pol\"", "9 expected ( before the list, found \"pol\"."},
      {"group in (\"pol\"", "15 expected ) behind the list, found the end."},
      {"group in ()", "10 a list holds texts, numbers or dates, found )."},
      {"visits in ($visit_wd)", "11 a list holds texts, numbers or dates, found $visit_wd."},
      {"working_days(started_on ended_on) < 3",
       "24 expected ) behind the values of working_days, found ended_on."},
      // tokens
      {"visits == 3", "7 == is not used; write =."},
      {"visits <> 3", "7 <> is not used; write !=."},
      {"held && held", "5 && is not used; write and."},
      {"!held", "0 ! is not used; write not."},
      {"group = 'pol'", "8 ' is not used; write double quotes."},
      {"group = \"pol", "8 the text is never closed by a second \"."},
      {"visits > 1.5", "9 numbers are whole numbers, without a decimal point."},
      {"visits > 99999999999", "9 99999999999 is too large a number."},
      {"started_on < 2017-02-30", "13 2017-02-30 is no day; dates are written 2017-07-01."},
      {"visits > $", "9 a parameter's name must follow the $."},
      {"visits + 1 > 2", "7 the sign + has no meaning here."},
      {"visits \xC3\xA9", "7 a letter here is not of the plain alphabet."},
      // names
      {"strated_on is missing",
       "0 the fact plan has no column strated_on; did you mean \"started_on\"?"},
      {"started_on < month_ende",
       "13 the fact plan has no column month_ende; did you mean \"month_end\"?"},
      {"working_day(started_on, ended_on) < 3",
       "0 unknown function working_day; did you mean \"working_days\"?"},
      {"latest < started_on",
       "0 latest needs its values in parentheses: latest(a date, a date, ...)."},
      {"visits < $visit_dw", "9 unknown parameter $visit_dw; did you mean \"visit_wd\"?"},
      {"visits < $roles",
       "9 the parameter $roles is a list of texts, but conditions use numbers; compare "
       "a column of words with one of its words, or use a parameter that is a number."},
      {"group = \"polic\"", "8 \"polic\" is not a word of group; did you mean \"pol\"?"},
      {"group in (\"pol\", \"zzzzzzz\")",
       "17 \"zzzzzzz\" is not a word of group; known are pol, edu and hea."},
      {"held = true", "7 there is no true or false; write the flag alone, or `not` before it."},
      // types
      {"started_on",
       "0 a date stands where a condition is needed; compare it: >= 2017-07-01, or is "
       "not missing."},
      {"held and visits",
       "9 a number stands where a condition is needed; compare it: > 3, or is not "
       "missing."},
      {"not \"pol\"",
       "4 a text stands where a condition is needed; compare it: = \"...\", or in (...)."},
      {"started_on < 3",
       "0 a date cannot be compared with a number; days_between, working_days and "
       "age_at make a number of two dates, and a day is written 2017-07-01."},
      {"group = outcome",
       "0 the two columns have different lists of words; compare each with a word of "
       "its own."},
      {"group < \"pol\"", "0 words have no order; use =, != or in."},
      {"held = held", "0 a flag or condition is not compared; write it alone, or `not` before it."},
      {"visits = \"pol\"",
       "9 the text \"pol\" cannot be compared with a number; write a whole number such "
       "as 3."},
      {"\"pol\" = \"pol\"",
       "0 the text \"pol\" cannot be compared with a text; compare a column of words "
       "with it."},
      {"started_on < \"2017-07-01\"", "13 dates are written without quotes: 2017-07-01."},
      {"visits in (2017-07-01)",
       "11 a number cannot be compared with a date; days_between, working_days and "
       "age_at make a number of two dates, and a day is written 2017-07-01."},
      {"visits in (1, 2, 1)", "17 the value stands twice in the list."},
      {"held in (1)",
       "0 a flag or condition is not looked up in a list; write it alone, or `not` "
       "before it."},
      {"3 is missing", "0 only a column, or what is worked out from columns, can be missing."},
      {"month_end is missing",
       "0 only a column, or what is worked out from columns, can be missing."},
      {"(visits > 3) is missing",
       "1 only a column, or what is worked out from columns, can be missing."},
      {"working_days(started_on) < 3",
       "0 working_days takes two values, found 1; write working_days(the earlier date, "
       "the later date)."},
      {"latest(started_on) < ended_on",
       "0 latest takes two or more values, found 1; write latest(a date, a date, ...)."},
      {"add_months(visits, 3) < ended_on",
       "11 value 1 of add_months must be a date, found a number; the dates of plan are "
       "started_on and ended_on."},
      {"latest(started_on, \"x\") < ended_on",
       "19 value 2 of latest must be a date, found a text; the dates of plan are "
       "started_on and ended_on."},
      {"add_months(started_on, visits) < ended_on",
       "23 value 2 of add_months must be a number from -1200 to 1200, or a parameter."},
      {"add_days(started_on, 99999) < ended_on",
       "21 value 2 of add_days must be a number from -36525 to 36525, or a parameter."},
  };
  for (const auto& [text, fault] : conditions)
    EXPECT_EQ(faults_of(text), std::string(fault) + "\n");
}

TEST(Condition, EveryFaultOfMeaningIsFoundAtOnce) {
  EXPECT_EQ(faults_of("strated_on < 3 and group = \"polic\" and visits < $visit_w"),
            "0 the fact plan has no column strated_on; did you mean \"started_on\"?\n"
            "27 \"polic\" is not a word of group; did you mean \"pol\"?\n"
            "48 unknown parameter $visit_w; did you mean \"visit_wd\"?\n");
}

TEST(Condition, StocksMayCompareTheMonthEnd) {
  for (const char* text :
       {"started_on <= month_end", "month_end < ended_on", "not (ended_on <= month_end)",
        "add_months(started_on, 24) <= month_end and held",
        "working_days(started_on, month_end) >= 10",
        "$visit_wd < working_days(started_on, month_end)",
        "age_at(started_on, month_end) < 18 and days_between(started_on, month_end) > 7",
        "(ended_on is missing or held) and latest(started_on, ended_on) > month_end"}) {
    EXPECT_EQ(faults_of(text), "") << text;
  }
}

TEST(Condition, MonthEndOnlyInFormsThatChangeOnce) {
  for (const char* text :
       {"started_on = month_end", "started_on != month_end", "held or ended_on > month_end",
        "not (held and ended_on > month_end)", "add_months(month_end, -6) <= started_on",
        "working_days(month_end, started_on) < 3", "month_end in (2017-11-30)",
        "latest(started_on, month_end) > ended_on", "month_end <= month_end"}) {
    EXPECT_NE(faults_of(text).find("month_end may only be compared"), std::string::npos) << text;
  }
}

TEST(Condition, MonthEndHasNoMeaningInAFlow) {
  EXPECT_NE(
      faults_of("started_on <= month_end", false).find("14 month_end has no meaning in a flow"),
      std::string::npos);
}

TEST(Condition, HostileTextsAreRefusedWithASentence) {
  const std::string deep(1000, '(');
  EXPECT_EQ(faults_of(deep), "32 the condition is nested more than 32 deep; write it flatter.\n");
  std::string nots;
  for (int i = 0; i < 500; ++i) nots += "not ";
  EXPECT_EQ(faults_of(nots + "held"),
            "128 the condition is nested more than 32 deep; write it flatter.\n");
  std::string calls;
  for (int i = 0; i < 100; ++i) calls += "latest(";
  EXPECT_NE(faults_of(calls).find("nested more than 32 deep"), std::string::npos);
  EXPECT_EQ(faults_of(std::string(5000, ' ')), "0 the condition is longer than 4000 letters.\n");
  EXPECT_NE(faults_of(std::string_view("held\0held", 9)), "");
}

}  // namespace
}  // namespace waymark
