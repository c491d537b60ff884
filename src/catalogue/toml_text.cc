#include "catalogue/toml_text.h"

#include <algorithm>

#include "base/text.h"

namespace waymark {
namespace {

constexpr int kMaxDottedParts = 32;
constexpr std::string_view kExample = "[[example]]";

// Walks over the text and knows whether it stands inside a string.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  TomlOutline outline() {
    while (at_ < text_.size()) {
      if (at_line_start_ && quote_.empty()) look_at_line();
      at_line_start_ = false;
      step();
    }
    return std::move(outline_);
  }

 private:
  void look_at_line() {
    const std::string_view line = trim(text_.substr(at_, text_.find('\n', at_) - at_));
    if (line.starts_with(kExample)) {
      if (outline_.examples_at == std::string_view::npos) outline_.examples_at = at_;
      return;
    }
    if (outline_.examples_at == std::string_view::npos || !line.starts_with('[')) return;
    if (line.starts_with("[example.") || line.starts_with("[[example.")) return;
    outline_.behind_examples.push_back({line_, line.substr(0, line.find_last_of(']') + 1)});
  }

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      ++line_, ++at_, dots_ = 0;
      at_line_start_ = true;
      if (quote_.size() == 1) quote_ = {};  // unclosed; the parser says so
    } else if (!quote_.empty()) {
      inside_string(c);
    } else if (c == '"' || c == '\'') {
      open_string(c);
    } else if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else {
      outside(c);
    }
  }

  void inside_string(char c) {
    if (c == '\\' && quote_.front() == '"' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n') {
      at_ += 2;
    } else if (text_.substr(at_).starts_with(quote_)) {
      at_ += quote_.size();
      // Up to two quotes may stand before the closing three.
      while (quote_.size() == 3 && at_ < text_.size() && text_[at_] == quote_.front()) ++at_;
      quote_ = {};
    } else {
      ++at_;
    }
  }

  void open_string(char c) {
    const bool triple = text_.substr(at_).starts_with(c == '"' ? "\"\"\"" : "'''");
    quote_ = text_.substr(at_, triple ? 3 : 1);
    at_ += quote_.size();
  }

  void outside(char c) {
    const bool mark = at_ < 3 && text_.starts_with("\xEF\xBB\xBF");  // a byte-order mark
    if (static_cast<unsigned char>(c) >= 0x80 && !mark && outline_.bare_letter_line == 0) {
      outline_.bare_letter_line = line_;
    }
    if (c == '.') ++dots_;
    if (c == '=' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}') dots_ = 0;
    if (dots_ >= kMaxDottedParts && outline_.deep_key_line == 0) outline_.deep_key_line = line_;
    ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  int dots_ = 0;
  bool at_line_start_ = true;
  std::string_view quote_;  // the quotes that close the string we are in; empty = outside
  TomlOutline outline_;
};

}  // namespace

TomlOutline outline(std::string_view text) { return Walk(text).outline(); }

}  // namespace waymark
