// The syntax of conditions, by recursive descent:
//
//   or-condition  = and-condition { "or" and-condition }
//   and-condition = not-condition { "and" not-condition }
//   not-condition = "not" not-condition | comparison
//   comparison    = value [ sign value | ["not"] "in" "(" list ")" | "is" ["not"] "missing" ]
//   value         = number | date | text | $parameter | name | name "(" values ")"
//                 | "(" or-condition ")"
//
// A fault of syntax ends the reading; faults of meaning are collected by the builder.
#include "catalogue/condition.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalogue/condition_builder.h"
#include "catalogue/condition_tokens.h"

namespace waymark {
namespace {

constexpr std::size_t kMaxLength = 4000;
constexpr int kMaxNesting = 32;

class Parser {
 public:
  Parser(std::vector<Token> tokens, ConditionBuilder& build)
      : tokens_(std::move(tokens)), build_(build) {}

  ReadPart whole() {
    ReadPart condition = or_condition();
    if (peek().kind != TokenKind::end) stray_token();
    build_.require_condition(condition);
    return condition;
  }

 private:
  // Counts how deep the rules have called one another; hostile texts must not exhaust the stack.
  class Nesting {
   public:
    explicit Nesting(Parser& parser) : parser_(parser) { ++parser_.depth_; }
    ~Nesting() { --parser_.depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    bool too_deep() const { return parser_.depth_ > kMaxNesting; }

   private:
    Parser& parser_;
  };

  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  Token take() {
    const Token token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool next_is(TokenKind kind, std::string_view text, std::size_t ahead = 0) const {
    return peek(ahead).kind == kind && peek(ahead).text == text;
  }
  bool take_name(std::string_view name) { return take_if(TokenKind::name, name); }
  bool take_sign(std::string_view sign) { return take_if(TokenKind::sign, sign); }
  bool take_if(TokenKind kind, std::string_view text) {
    if (!next_is(kind, text)) return false;
    take();
    return true;
  }

  // Reports the first fault of syntax and goes to the end, so that every rule returns.
  ReadPart stop(std::string message) {
    const int position = peek().position;
    build_.last_fault(position, std::move(message));
    at_ = tokens_.size() - 1;
    return ConditionBuilder::unknown(position);
  }

  std::string found() const {
    const Token& token = peek();
    switch (token.kind) {
      case TokenKind::end:
        return "the end";
      case TokenKind::text:
        return fmt::format("\"{}\"", token.text);
      case TokenKind::parameter:
        return fmt::format("${}", token.text);
      default:
        return std::string(token.text);
    }
  }

  void expect(std::string_view sign, std::string_view where) {
    if (!take_sign(sign)) stop(fmt::format("expected {} {}, found {}.", sign, where, found()));
  }

  void stray_token() {
    if (peek().kind == TokenKind::sign && comparison_of(peek().text)) {
      stop("comparisons are not chained; write a <= b and b <= c.");
      return;
    }
    std::string message =
        fmt::format("expected and, or, a comparison or the end, found {}", found());
    const std::string near =
        peek().kind == TokenKind::name
            ? nearest_word(peek().text, {"and", "or", "in", "not in", "is missing"})
            : std::string();
    stop(near.empty() ? message + "." : fmt::format("{}; did you mean {}?", message, near));
  }

  ReadPart or_condition() {
    return chain("or", Op::logical_or, [this] {
      return chain("and", Op::logical_and, [this] { return not_condition(); });
    });
  }

  template <typename Part>
  ReadPart chain(std::string_view word, Op op, const Part& part) {
    ReadPart first = part();
    if (!next_is(TokenKind::name, word)) return first;
    std::vector<ReadPart> parts;
    parts.push_back(std::move(first));
    while (take_name(word)) parts.push_back(part());
    return build_.joined(op, std::move(parts));
  }

  ReadPart not_condition() {
    if (!next_is(TokenKind::name, "not")) return comparison();
    const Nesting nesting(*this);
    if (nesting.too_deep()) return too_deep();
    const int position = take().position;
    return build_.negation(not_condition(), position);
  }

  ReadPart too_deep() {
    return stop(
        fmt::format("the condition is nested more than {} deep; write it flatter.", kMaxNesting));
  }

  ReadPart comparison() {
    ReadPart left = value();
    if (peek().kind == TokenKind::sign) {
      if (const auto op = comparison_of(peek().text)) {
        take();
        return build_.comparison(std::move(left), *op, value());
      }
    }
    if (take_name("in")) return build_.in_list(std::move(left), list(), false);
    if (next_is(TokenKind::name, "not") && next_is(TokenKind::name, "in", 1)) {
      take();
      take();
      return build_.in_list(std::move(left), list(), true);
    }
    if (!take_name("is")) return left;
    const bool negated = take_name("not");
    if (!take_name("missing")) {
      return stop(fmt::format("expected missing behind is, found {}.", found()));
    }
    return build_.is_missing(std::move(left), negated);
  }

  std::vector<ReadPart> list() {
    std::vector<ReadPart> values;
    expect("(", "before the list");
    do {
      const TokenKind kind = peek().kind;
      if (kind != TokenKind::text && kind != TokenKind::number && kind != TokenKind::date) {
        stop(fmt::format("a list holds texts, numbers or dates, found {}.", found()));
        return values;
      }
      values.push_back(value());
    } while (take_sign(","));
    expect(")", "behind the list");
    return values;
  }

  ReadPart value() {
    switch (peek().kind) {
      case TokenKind::number:
        return ConditionBuilder::literal(take(), ValueType::number);
      case TokenKind::date:
        return ConditionBuilder::literal(take(), ValueType::date);
      case TokenKind::text:
        return ConditionBuilder::text(take());
      case TokenKind::parameter:
        return build_.parameter(take());
      case TokenKind::name:
        return next_is(TokenKind::sign, "(", 1) ? call() : build_.name(take());
      default:
        break;
    }
    if (!next_is(TokenKind::sign, "(")) {
      return stop(fmt::format("expected a column, a value or a condition, found {}.", found()));
    }
    return parenthesis();
  }

  ReadPart parenthesis() {
    const Nesting nesting(*this);
    if (nesting.too_deep()) return too_deep();
    take();
    ReadPart inner = or_condition();
    if (!next_is(TokenKind::sign, ")") && peek().kind != TokenKind::end) stray_token();
    expect(")", "to close the parenthesis");
    return inner;
  }

  ReadPart call() {
    const Nesting nesting(*this);
    if (nesting.too_deep()) return too_deep();
    const Token name = take();
    take();
    std::vector<ReadPart> arguments;
    do {
      arguments.push_back(value());
    } while (take_sign(","));
    expect(")", "behind the values of " + std::string(name.text));
    return build_.call(name, std::move(arguments));
  }

  std::vector<Token> tokens_;
  ConditionBuilder& build_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

ConditionReading read_condition(std::string_view text, const FactSchema& fact,
                                const Parameters& parameters, bool stock) {
  if (text.size() > kMaxLength) {
    return {{}, {{0, fmt::format("the condition is longer than {} letters.", kMaxLength)}}};
  }
  Tokens cut = cut_tokens(text);
  if (cut.fault) return {{}, {*std::move(cut.fault)}};
  ConditionBuilder build(fact, parameters, stock);
  ReadPart condition = Parser(std::move(cut.tokens), build).whole();
  if (build.faults().empty()) build.require_month_end_forms(condition.expression);
  if (!build.faults().empty()) return {{}, std::move(build.faults())};
  return {std::move(condition.expression), {}};
}

}  // namespace waymark
