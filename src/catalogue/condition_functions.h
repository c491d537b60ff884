// The functions of the condition language: names, types, and the ranges of their numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/expression.h"

namespace waymark {

struct ConditionFunction {
  std::string_view name;
  Op op = Op::latest;
  ValueType result = ValueType::date;
  ValueType behind_first = ValueType::date;  // of the values behind the first, which is a date
  bool many = false;                         // two or more values instead of exactly two
};

const ConditionFunction* find_function(std::string_view name);  // null if there is none
std::vector<std::string> function_names();

// How a call is written: "add_months(a date, a number)".
std::string form_of(const ConditionFunction& function);

// What is wrong with value `i` of a call, without a full stop; empty if nothing. `known` is false
// for texts.
std::string wrong_argument(const ConditionFunction& function, std::size_t i, bool known,
                           const Expression& argument);

// "a date", "a number" ...
std::string_view in_words(ValueType type);

}  // namespace waymark
