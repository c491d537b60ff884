// The meaning of conditions: builds the parts of a checked expression, for the reader of the syntax
// (condition.cc). Names and types that are wrong are reported and become "unknown", which fits
// everywhere, so that one reading finds every such fault.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/condition.h"
#include "catalogue/condition_functions.h"
#include "catalogue/condition_tokens.h"

namespace waymark {

// Something read: an expression, a text that waits for a column to give it a number, or what has
// been reported already.
struct ReadPart {
  enum class State { known, text, unknown };
  State state = State::known;
  Expression expression;  // always with its position
  std::string_view text = {};

  bool known() const { return state == State::known; }
  bool is(ValueType type) const { return known() && expression.type == type; }
  int position() const { return expression.position; }
};

// The comparison that a sign stands for.
std::optional<Op> comparison_of(std::string_view sign);

class ConditionBuilder {
 public:
  ConditionBuilder(const FactSchema& fact, const Parameters& parameters, bool stock)
      : fact_(fact), parameters_(parameters), stock_(stock) {}

  // Values.
  static ReadPart unknown(int position);
  static ReadPart literal(const Token& token, ValueType type);
  static ReadPart text(const Token& token);
  ReadPart parameter(const Token& token);
  ReadPart name(const Token& token);  // a column, or month_end
  ReadPart call(const Token& name, std::vector<ReadPart> arguments);

  // Conditions.
  ReadPart joined(Op op, std::vector<ReadPart> parts);  // and, or
  ReadPart negation(ReadPart inner, int position);
  ReadPart comparison(ReadPart left, Op op, ReadPart right);
  ReadPart in_list(ReadPart left, std::vector<ReadPart> values, bool negated);
  ReadPart is_missing(ReadPart left, bool negated);

  // Reports a value that stands where a condition must.
  void require_condition(const ReadPart& part);
  // Reports uses of month_end that no stock can follow.
  void require_month_end_forms(const Expression& condition);

  void fault(int position, std::string message) {
    if (!closed_) faults_.push_back({position, std::move(message)});
  }
  // Reports a fault and takes no more: what follows a fault of syntax means nothing.
  void last_fault(int position, std::string message) {
    fault(position, std::move(message));
    closed_ = true;
  }
  std::vector<ConditionFault>& faults() { return faults_; }

 private:
  ReadPart unknown_column(const Token& token);
  ReadPart month_end(const Token& token);
  const std::vector<std::string>& words_of(const ReadPart& column) const;
  bool give_number(ReadPart& word, const ReadPart& column);
  void check_types(const ReadPart& left, Op op, const ReadPart& right);
  std::string what_fits(const ReadPart& left, const ReadPart& right) const;
  std::string columns_instead(const ConditionFunction& function, std::size_t i) const;
  static std::string text_beside(std::string_view text, const ReadPart& other);

  const FactSchema& fact_;
  const Parameters& parameters_;
  bool stock_;
  bool closed_ = false;
  std::vector<ConditionFault> faults_;
};

}  // namespace waymark
