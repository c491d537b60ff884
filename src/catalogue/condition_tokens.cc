#include "catalogue/condition_tokens.h"

#include <fmt/format.h>

#include <array>

#include "base/date.h"
#include "base/text.h"

namespace waymark {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kNameLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
constexpr std::string_view kDigits = "0123456789";
// Longer signs first, so that <= is not read as <.
constexpr std::array<std::string_view, 9> kSigns = {"!=", "<=", ">=", "=", "<", ">", "(", ")", ","};

struct Habit {
  std::string_view sign;
  std::string_view instead;
};
// Signs of other languages, and what this one writes.
constexpr std::array<Habit, 8> kHabits = {{{"==", "="},
                                           {"<>", "!="},
                                           {"&&", "and"},
                                           {"||", "or"},
                                           {"!", "not"},
                                           {"&", "and"},
                                           {"|", "or"},
                                           {"'", "double quotes"}}};

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  Tokens cut() {
    while (!cut_.fault && skip_blanks()) next();
    cut_.tokens.push_back({TokenKind::end, {}, 0, position()});
    return std::move(cut_);
  }

 private:
  int position() const { return static_cast<int>(at_); }
  std::string_view rest() const { return text_.substr(at_); }

  bool skip_blanks() {
    at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size());
    return at_ < text_.size();
  }

  void next() {
    const char c = text_[at_];
    if (is_one_of(c, kDigits) ||
        (c == '-' && at_ + 1 < text_.size() && is_one_of(text_[at_ + 1], kDigits))) {
      number_or_date();
    } else if (is_one_of(c, kNameLetters)) {
      add(TokenKind::name, run_of(kNameLetters, 0));
    } else if (c == '$') {
      parameter();
    } else if (c == '"') {
      quoted();
    } else {
      sign();
    }
  }

  // The letters of a set from `offset` on, counted from the place we stand at.
  std::string_view run_of(std::string_view set, std::size_t offset) const {
    const std::size_t from = at_ + offset;
    return text_.substr(from, std::min(text_.find_first_not_of(set, from), text_.size()) - from);
  }

  void add(TokenKind kind, std::string_view text, std::int32_t value = 0) {
    cut_.tokens.push_back({kind, text, value, position()});
    at_ += text.size();
  }

  void fault(std::string message) { cut_.fault = ConditionFault{position(), std::move(message)}; }

  void number_or_date() {
    const std::string_view text = run_of("-0123456789", 0);
    const std::size_t behind = at_ + text.size();
    if (behind < text_.size() && text_[behind] == '.') {
      return fault("numbers are whole numbers, without a decimal point.");
    }
    if (text.find('-', 1) != std::string_view::npos) {
      const auto day = parse_date(text);
      if (!day) return fault(fmt::format("{} is no day; dates are written 2017-07-01.", text));
      return add(TokenKind::date, text, day->days);
    }
    const auto number = parse_integer(text);
    if (!number) return fault(fmt::format("{} is too large a number.", text));
    add(TokenKind::number, text, *number);
  }

  void parameter() {
    const std::string_view name = run_of(kNameLetters, 1);
    if (name.empty()) return fault("a parameter's name must follow the $.");
    cut_.tokens.push_back({TokenKind::parameter, name, 0, position()});
    at_ += 1 + name.size();
  }

  void quoted() {
    const std::size_t end = text_.find('"', at_ + 1);
    if (end == std::string_view::npos) return fault("the text is never closed by a second \".");
    cut_.tokens.push_back({TokenKind::text, text_.substr(at_ + 1, end - at_ - 1), 0, position()});
    at_ = end + 1;
  }

  void sign() {
    if (rest().starts_with("==") || rest().starts_with("<>")) return foreign();
    for (const auto sign : kSigns) {
      if (rest().starts_with(sign)) return add(TokenKind::sign, sign);
    }
    foreign();
  }

  void foreign() {
    for (const auto& [sign, instead] : kHabits) {
      if (rest().starts_with(sign))
        return fault(fmt::format("{} is not used; write {}.", sign, instead));
    }
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (byte > ' ' && byte < 0x7F) {
      return fault(fmt::format("the sign {} has no meaning here.", text_[at_]));
    }
    fault("a letter here is not of the plain alphabet.");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Tokens cut_;
};

}  // namespace

Tokens cut_tokens(std::string_view text) { return Cutter(text).cut(); }

}  // namespace waymark
