#include "catalogue/condition_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "catalogue/condition_functions.h"
#include "catalogue/faults.h"
#include "model/month_end.h"

namespace waymark {
namespace {

constexpr std::array<std::pair<std::string_view, Op>, 6> kComparisons = {
    {{"=", Op::equal},
     {"!=", Op::not_equal},
     {"<", Op::less},
     {"<=", Op::less_equal},
     {">", Op::greater},
     {">=", Op::greater_equal}}};

ValueType value_type(ColumnType type) {
  switch (type) {
    case ColumnType::date:
      return ValueType::date;
    case ColumnType::number:
      return ValueType::number;
    case ColumnType::flag:
      return ValueType::flag;
    case ColumnType::word:
      return ValueType::word;
  }
  return ValueType::flag;
}

ReadPart node(Op op, ValueType type, int position) {
  ReadPart part;
  part.expression.op = op;
  part.expression.type = type;
  part.expression.position = position;
  return part;
}

ReadPart node(Op op, ReadPart inner) {
  ReadPart part = node(op, ValueType::flag, inner.position());
  part.expression.parts.push_back(std::move(inner.expression));
  return part;
}

// What a part is, in words.
std::string_view kind_of(const ReadPart& part) {
  return part.state == ReadPart::State::text ? "a text" : in_words(part.expression.type);
}

bool can_be_missing(const ReadPart& part) {
  if (!part.known()) return part.state == ReadPart::State::unknown;
  const Op op = part.expression.op;
  return op == Op::column || (!part.is(ValueType::flag) && op != Op::literal &&
                              op != Op::parameter && op != Op::month_end);
}

}  // namespace

std::optional<Op> comparison_of(std::string_view sign) {
  for (const auto& [text, op] : kComparisons) {
    if (text == sign) return op;
  }
  return std::nullopt;
}

ReadPart ConditionBuilder::unknown(int position) {
  ReadPart part = node(Op::literal, ValueType::flag, position);
  part.state = ReadPart::State::unknown;
  return part;
}

ReadPart ConditionBuilder::literal(const Token& token, ValueType type) {
  ReadPart part = node(Op::literal, type, token.position);
  part.expression.value = token.value;
  return part;
}

ReadPart ConditionBuilder::text(const Token& token) {
  ReadPart part = node(Op::literal, ValueType::word, token.position);
  part.state = ReadPart::State::text;
  part.text = token.text;
  return part;
}

ReadPart ConditionBuilder::parameter(const Token& token) {
  const Parameter* found = parameters_.find(token.text);
  if (found == nullptr) {
    std::vector<std::string> known;
    for (const auto& [other, value] : parameters_.all()) known.push_back(other);
    fault(token.position,
          fmt::format("unknown parameter ${}{}", token.text, suggestion(token.text, known)));
    return unknown(token.position);
  }
  if (found->values.empty() || found->values.front().number == kMissing) {
    fault(token.position,
          fmt::format(
              "the parameter ${} is a list of texts, but conditions use numbers; compare a column "
              "of words with one of its words, or use a parameter that is a number.",
              token.text));
    return unknown(token.position);
  }
  ReadPart part = node(Op::parameter, ValueType::number, token.position);
  part.expression.text = token.text;
  return part;
}

ReadPart ConditionBuilder::name(const Token& token) {
  if (token.text == "month_end") return month_end(token);
  if (token.text == "true" || token.text == "false") {
    fault(token.position, "there is no true or false; write the flag alone, or `not` before it.");
    return unknown(token.position);
  }
  const int index = fact_.find(token.text);
  if (index < 0) return unknown_column(token);
  ReadPart part = node(Op::column, value_type(fact_.columns[static_cast<std::size_t>(index)].type),
                       token.position);
  part.expression.index = index;
  return part;
}

ReadPart ConditionBuilder::unknown_column(const Token& token) {
  if (find_function(token.text) != nullptr) {
    fault(token.position, fmt::format("{} needs its values in parentheses: {}.", token.text,
                                      form_of(*find_function(token.text))));
    return unknown(token.position);
  }
  std::vector<std::string> known;
  for (const auto& column : fact_.columns) known.push_back(column.name);
  if (stock_) known.emplace_back("month_end");
  fault(token.position, fmt::format("the fact {} has no column {}{}", fact_.name, token.text,
                                    suggestion(token.text, known)));
  return unknown(token.position);
}

ReadPart ConditionBuilder::month_end(const Token& token) {
  if (stock_) return node(Op::month_end, ValueType::date, token.position);
  fault(token.position,
        "month_end has no meaning in a flow, whose rows count in the month of one of "
        "their dates; only a stock is counted at the month end.");
  return unknown(token.position);
}

ReadPart ConditionBuilder::call(const Token& name, std::vector<ReadPart> arguments) {
  const ConditionFunction* function = find_function(name.text);
  if (function == nullptr) {
    fault(name.position,
          fmt::format("unknown function {}{}", name.text, suggestion(name.text, function_names())));
    return unknown(name.position);
  }
  if (function->many ? arguments.size() < 2 : arguments.size() != 2) {
    fault(name.position, fmt::format("{} takes {} values, found {}; write {}.", function->name,
                                     function->many ? "two or more" : "two", arguments.size(),
                                     form_of(*function)));
    return unknown(name.position);
  }
  ReadPart part = node(function->op, function->result, name.position);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].state != ReadPart::State::unknown) {
      auto wrong = wrong_argument(*function, i, arguments[i].known(), arguments[i].expression);
      if (!wrong.empty()) fault(arguments[i].position(), wrong + columns_instead(*function, i));
    }
    part.expression.parts.push_back(std::move(arguments[i].expression));
  }
  return part;
}

ReadPart ConditionBuilder::joined(Op op, std::vector<ReadPart> parts) {
  ReadPart whole = node(op, ValueType::flag, parts.front().position());
  for (auto& part : parts) {
    require_condition(part);
    whole.expression.parts.push_back(std::move(part.expression));
  }
  return whole;
}

ReadPart ConditionBuilder::negation(ReadPart inner, int position) {
  require_condition(inner);
  ReadPart part = node(Op::logical_not, std::move(inner));
  part.expression.position = position;
  return part;
}

ReadPart ConditionBuilder::comparison(ReadPart left, Op op, ReadPart right) {
  const bool readable =
      left.state != ReadPart::State::unknown && right.state != ReadPart::State::unknown;
  const bool numbered =
      (left.known() || give_number(left, right)) && (right.known() || give_number(right, left));
  if (readable && numbered) check_types(left, op, right);
  ReadPart part = node(op, std::move(left));
  part.expression.parts.push_back(std::move(right.expression));
  return part;
}

void ConditionBuilder::check_types(const ReadPart& left, Op op, const ReadPart& right) {
  const Expression& a = left.expression;
  const Expression& b = right.expression;
  if (a.type == ValueType::flag || b.type == ValueType::flag) {
    fault(a.position, "a flag or condition is not compared; write it alone, or `not` before it.");
  } else if (a.type != b.type) {
    fault(a.position, fmt::format("{} cannot be compared with {}; {}.", in_words(a.type),
                                  in_words(b.type), what_fits(left, right)));
  } else if (a.type == ValueType::word && op != Op::equal && op != Op::not_equal) {
    fault(a.position, "words have no order; use =, != or in.");
  } else if (a.type == ValueType::word && a.op == Op::column && b.op == Op::column &&
             words_of(left) != words_of(right)) {
    fault(a.position,
          "the two columns have different lists of words; compare each with a word of its own.");
  }
}

// What to write where two types cannot be compared.
std::string ConditionBuilder::what_fits(const ReadPart& left, const ReadPart& right) const {
  for (const ReadPart* part : {&left, &right}) {
    if (!part->is(ValueType::word) || part->expression.op != Op::column) continue;
    const auto& words = words_of(*part);
    return words.empty()
               ? "compare it with a word in double quotes"
               : fmt::format("compare it with one of its words, such as \"{}\"", words.front());
  }
  return "days_between, working_days and age_at make a number of two dates, and a day is written "
         "2017-07-01";
}

// The columns that have the type a function asks for.
std::string ConditionBuilder::columns_instead(const ConditionFunction& function,
                                              std::size_t i) const {
  if (i > 0 && function.behind_first != ValueType::date) return ".";
  std::vector<std::string> dates;
  for (const auto& column : fact_.columns) {
    if (column.type == ColumnType::date) dates.push_back(column.name);
  }
  if (dates.empty()) return fmt::format("; the fact {} has no date.", fact_.name);
  return fmt::format("; the dates of {} are {}.", fact_.name, list_in_words(dates));
}

const std::vector<std::string>& ConditionBuilder::words_of(const ReadPart& column) const {
  return fact_.columns[static_cast<std::size_t>(column.expression.index)].words;
}

// What to write where a text stands beside something that is no column of words.
std::string ConditionBuilder::text_beside(std::string_view text, const ReadPart& other) {
  if (other.is(ValueType::date)) {
    return fmt::format("dates are written without quotes: {}.",
                       parse_date(text) ? text : "2017-07-01");
  }
  const bool number = other.is(ValueType::number) && parse_integer(text).has_value();
  if (number) return fmt::format("numbers are written without quotes: {}.", text);
  return fmt::format("the text \"{}\" cannot be compared with {}; {}.", text, kind_of(other),
                     other.is(ValueType::number) ? "write a whole number such as 3"
                                                 : "compare a column of words with it");
}

// Turns a text into the place of its word in the column's list.
bool ConditionBuilder::give_number(ReadPart& word, const ReadPart& column) {
  if (word.state == ReadPart::State::unknown || column.state == ReadPart::State::unknown)
    return false;
  if (!column.is(ValueType::word) || column.expression.op != Op::column) {
    fault(word.position(), text_beside(word.text, column));
    return false;
  }
  const auto& words = words_of(column);
  const auto found = std::find(words.begin(), words.end(), word.text);
  if (found == words.end()) {
    const auto& name = fact_.columns[static_cast<std::size_t>(column.expression.index)].name;
    fault(word.position(), fmt::format("\"{}\" is not a word of {}{}", word.text, name,
                                       suggestion(word.text, words)));
    return false;
  }
  word.state = ReadPart::State::known;
  word.expression.value = static_cast<std::int32_t>(found - words.begin());
  return true;
}

// Not in: neither in the list nor missing.
ReadPart ConditionBuilder::in_list(ReadPart left, std::vector<ReadPart> values, bool negated) {
  if (left.is(ValueType::flag) || left.state == ReadPart::State::text) {
    fault(left.position(),
          fmt::format("{} is not looked up in a list; {}.", kind_of(left),
                      left.state == ReadPart::State::text ? "write the column before in"
                                                          : "write it alone, or `not` before it"));
    left.state = ReadPart::State::unknown;
  }
  ReadPart in = node(Op::in_list, left);
  for (auto& value : values) {
    if (!left.known() || (!value.known() && !give_number(value, left))) continue;
    if (value.expression.type != left.expression.type) {
      fault(value.position(), fmt::format("{} cannot be compared with {}; {}.", kind_of(left),
                                          kind_of(value), what_fits(left, value)));
    }
    auto& list = in.expression.list;
    if (std::find(list.begin(), list.end(), value.expression.value) != list.end()) {
      fault(value.position(), "the value stands twice in the list.");
    }
    list.push_back(value.expression.value);
  }
  if (!negated) return in;
  const int position = left.position();
  std::vector<ReadPart> both;
  both.push_back(negation(std::move(in), position));
  both.push_back(negation(node(Op::is_missing, std::move(left)), position));
  return joined(Op::logical_and, std::move(both));
}

ReadPart ConditionBuilder::is_missing(ReadPart left, bool negated) {
  const int position = left.position();
  if (!can_be_missing(left)) {
    fault(position, "only a column, or what is worked out from columns, can be missing.");
  }
  ReadPart missing = node(Op::is_missing, std::move(left));
  return negated ? negation(std::move(missing), position) : std::move(missing);
}

void ConditionBuilder::require_condition(const ReadPart& part) {
  if (part.state == ReadPart::State::unknown || part.is(ValueType::flag)) return;
  const char* example = part.is(ValueType::date)     ? ">= 2017-07-01, or is not missing"
                        : part.is(ValueType::number) ? "> 3, or is not missing"
                                                     : "= \"...\", or in (...)";
  fault(part.position(), fmt::format("{} stands where a condition is needed; compare it: {}.",
                                     kind_of(part), example));
}

void ConditionBuilder::require_month_end_forms(const Expression& condition) {
  for (const Expression* part : and_parts(condition)) {
    if (mentions_month_end(*part) && !month_end_condition(*part)) {
      fault(part->position, fmt::format("{}.", kMonthEndForms));
    }
  }
}

}  // namespace waymark
