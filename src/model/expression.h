// Conditions of measures, as checked trees. Written in the catalogue as text, for example
//
//   outcome = "nfa" and not was_unborn
//   working_days(clock_from, authorised_on) <= 45
//   add_months(started_on, 24) <= month_end
//   source_group in ("pol", "edu")
//   ended_on is missing
//
// Values are 32-bit whole numbers (dates are days); every comparison or function with a missing
// part is missing or false: a comparison with a missing side is false.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/fact.h"

namespace waymark {

enum class ValueType { date, number, flag, word };

enum class Op {
  // leaves
  column,     // `index` = column of the fact
  literal,    // `value`
  month_end,  // the last day of the month counted; stocks only
  parameter,  // `text` = name; the value in force at the month counted
  // values
  add_months,
  add_days,
  working_days,
  days_between,
  age_at,
  earliest,
  latest,
  // conditions
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in_list,
  is_missing,
  logical_and,
  logical_or,
  logical_not,
};

struct Expression {
  Op op = Op::literal;
  ValueType type = ValueType::flag;
  int index = -1;                  // column
  std::int32_t value = kMissing;   // literal
  std::vector<std::int32_t> list;  // in_list
  std::string text;                // parameter name
  std::vector<Expression> parts;
  int line = 0;      // in the measure's file, for messages
  int position = 0;  // offset in the condition's text
};

// Whether the tree mentions month_end.
bool mentions_month_end(const Expression& expression);

// The conditions that `and` joins at the top of a tree, from left to right.
std::vector<const Expression*> and_parts(const Expression& condition);

// Adds the names of the parameters that the tree mentions.
void collect_parameters(const Expression& expression, std::set<std::string>& names);

// The condition in the catalogue's own language, in one spelling for equal trees, so that two
// conditions are the same if their texts are.
std::string to_text(const Expression& expression, const std::vector<FactColumn>& columns);

}  // namespace waymark
