#include "model/expression.h"

#include <fmt/format.h>

#include <algorithm>

namespace waymark {
namespace {

// How tightly an operator binds its parts; a part that binds less stands in parentheses.
int binding(Op op) {
  switch (op) {
    case Op::logical_or:
      return 1;
    case Op::logical_and:
      return 2;
    case Op::logical_not:
      return 3;
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::in_list:
    case Op::is_missing:
      return 4;
    default:
      return 5;
  }
}

std::string_view word_of(Op op) {
  switch (op) {
    case Op::add_months:
      return "add_months";
    case Op::add_days:
      return "add_days";
    case Op::working_days:
      return "working_days";
    case Op::days_between:
      return "days_between";
    case Op::age_at:
      return "age_at";
    case Op::earliest:
      return "earliest";
    case Op::latest:
      return "latest";
    case Op::equal:
      return "=";
    case Op::not_equal:
      return "!=";
    case Op::less:
      return "<";
    case Op::less_equal:
      return "<=";
    case Op::greater:
      return ">";
    case Op::greater_equal:
      return ">=";
    case Op::logical_and:
      return "and";
    case Op::logical_or:
      return "or";
    default:
      return "";
  }
}

class TextOf {
 public:
  explicit TextOf(const std::vector<FactColumn>& columns) : columns_(columns) {}

  std::string operator()(const Expression& e) const {
    switch (e.op) {
      case Op::column:
        return column(e).name;
      case Op::literal:
        return literal(e, nullptr);
      case Op::month_end:
        return "month_end";
      case Op::parameter:
        return "$" + e.text;
      case Op::is_missing:
        return part(e, 0) + " is missing";
      case Op::in_list:
        return in_list(e);
      case Op::logical_not:
        return negation(e.parts[0]);
      default:
        return binding(e.op) == 5 ? call(e) : joined(e);
    }
  }

 private:
  const FactColumn& column(const Expression& e) const {
    return columns_[static_cast<std::size_t>(e.index)];
  }

  // `beside`: what the literal is compared with, which says what words its numbers stand for.
  std::string literal(const Expression& e, const Expression* beside) const {
    if (e.type == ValueType::date) return to_string(Date{e.value});
    if (e.type == ValueType::word && beside != nullptr && beside->op == Op::column) {
      return word(e.value, *beside);
    }
    return fmt::format("{}", e.value);
  }

  std::string word(std::int32_t value, const Expression& beside) const {
    const auto& words = column(beside).words;
    const auto at = static_cast<std::size_t>(value);
    return at < words.size() ? fmt::format("\"{}\"", words[at]) : fmt::format("{}", value);
  }

  std::string part(const Expression& e, std::size_t i) const {
    const Expression& inner = e.parts[i];
    const Expression* beside = e.parts.size() == 2 ? &e.parts[1 - i] : nullptr;
    const std::string text = inner.op == Op::literal ? literal(inner, beside) : (*this)(inner);
    return binding(inner.op) < binding(e.op) ? "(" + text + ")" : text;
  }

  std::string joined(const Expression& e) const {
    std::string text = part(e, 0);
    for (std::size_t i = 1; i < e.parts.size(); ++i) {
      text += fmt::format(" {} {}", word_of(e.op), part(e, i));
    }
    return text;
  }

  std::string call(const Expression& e) const {
    std::string text;
    for (const auto& inner : e.parts) text += (text.empty() ? "" : ", ") + (*this)(inner);
    return fmt::format("{}({})", word_of(e.op), text);
  }

  std::string in_list(const Expression& e) const {
    std::string values;
    Expression each;
    each.type = e.parts[0].type;
    for (const std::int32_t value : e.list) {
      each.value = value;
      values += (values.empty() ? "" : ", ") + literal(each, &e.parts[0]);
    }
    return fmt::format("{} in ({})", part(e, 0), values);
  }

  std::string negation(const Expression& inner) const {
    const std::string text = (*this)(inner);
    return binding(inner.op) == 5 ? "not " + text : "not (" + text + ")";
  }

  const std::vector<FactColumn>& columns_;
};

}  // namespace

bool mentions_month_end(const Expression& expression) {
  return expression.op == Op::month_end ||
         std::any_of(expression.parts.begin(), expression.parts.end(), mentions_month_end);
}

std::vector<const Expression*> and_parts(const Expression& condition) {
  if (condition.op != Op::logical_and) return {&condition};
  std::vector<const Expression*> parts;
  for (const auto& part : condition.parts) {
    const auto inner = and_parts(part);
    parts.insert(parts.end(), inner.begin(), inner.end());
  }
  return parts;
}

void collect_parameters(const Expression& expression, std::set<std::string>& names) {
  if (expression.op == Op::parameter) names.insert(expression.text);
  for (const auto& part : expression.parts) collect_parameters(part, names);
}

std::string to_text(const Expression& expression, const std::vector<FactColumn>& columns) {
  return TextOf(columns)(expression);
}

}  // namespace waymark
