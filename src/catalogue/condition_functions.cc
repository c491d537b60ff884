#include "catalogue/condition_functions.h"

#include <fmt/format.h>

#include <array>

namespace waymark {
namespace {

// A century: more is a slip of the pen, and dates stay far from the ends of their numbers.
constexpr std::int32_t kMostMonths = 1200;
constexpr std::int32_t kMostDays = 36525;

constexpr std::array<ConditionFunction, 7> kFunctions = {
    {{"add_months", Op::add_months, ValueType::date, ValueType::number, false},
     {"add_days", Op::add_days, ValueType::date, ValueType::number, false},
     {"working_days", Op::working_days, ValueType::number, ValueType::date, false},
     {"days_between", Op::days_between, ValueType::number, ValueType::date, false},
     {"age_at", Op::age_at, ValueType::number, ValueType::date, false},
     {"earliest", Op::earliest, ValueType::date, ValueType::date, true},
     {"latest", Op::latest, ValueType::date, ValueType::date, true}}};

}  // namespace

const ConditionFunction* find_function(std::string_view name) {
  for (const auto& function : kFunctions) {
    if (function.name == name) return &function;
  }
  return nullptr;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const auto& function : kFunctions) names.emplace_back(function.name);
  return names;
}

std::string wrong_argument(const ConditionFunction& function, std::size_t i, bool known,
                           const Expression& argument) {
  const ValueType expected = i == 0 ? ValueType::date : function.behind_first;
  if (!known || argument.type != expected) {
    return fmt::format("value {} of {} must be {}, found {}", i + 1, function.name,
                       in_words(expected), known ? in_words(argument.type) : "a text");
  }
  if (expected != ValueType::number || argument.op == Op::parameter) return {};
  const std::int32_t most = function.op == Op::add_months ? kMostMonths : kMostDays;
  if (argument.op == Op::literal && argument.value >= -most && argument.value <= most) return {};
  return fmt::format("value 2 of {} must be a number from -{} to {}, or a parameter", function.name,
                     most, most);
}

std::string form_of(const ConditionFunction& function) {
  switch (function.op) {
    case Op::add_months:
    case Op::add_days:
      return fmt::format("{}(a date, a number)", function.name);
    case Op::earliest:
    case Op::latest:
      return fmt::format("{}(a date, a date, ...)", function.name);
    case Op::age_at:
      return "age_at(the date of birth, a date)";
    default:
      return fmt::format("{}(the earlier date, the later date)", function.name);
  }
}

std::string_view in_words(ValueType type) {
  switch (type) {
    case ValueType::date:
      return "a date";
    case ValueType::number:
      return "a number";
    case ValueType::flag:
      return "a flag or condition";
    case ValueType::word:
      return "a word";
  }
  return "";
}

}  // namespace waymark
