#include "catalogue/toml_text.h"

#include <algorithm>

#include "base/text.h"

namespace waymark {
namespace {

constexpr int kMaxDottedParts = 32;
constexpr std::string_view kExample = "[[example]]";

// Most of what stands outside strings; none of it says anything here.
constexpr bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ' || c == '_';
}

// Walks over the text, from what stands outside strings and comments to the next of it: most of a
// file are the strings of its examples.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  TomlOutline outline() {
    look_at_line();
    while (at_ < text_.size()) {
      if (is_plain(text_[at_])) {
        ++at_;
      } else {
        step();
      }
    }
    return std::move(outline_);
  }

 private:
  void look_at_line() {
    const std::size_t begin = std::min(text_.find_first_not_of(" \t\r", at_), text_.size());
    if (!text_.substr(begin).starts_with('[')) return;
    const std::string_view line = trim(text_.substr(begin, text_.find('\n', begin) - begin));
    if (line.starts_with(kExample)) {
      if (outline_.examples_at == TomlOutline::kNone) outline_.examples_at = at_;
      return;
    }
    if (outline_.examples_at == TomlOutline::kNone) return;
    if (line.starts_with("[example.") || line.starts_with("[[example.")) return;
    outline_.behind_examples.push_back({line_here(), line.substr(0, line.find_last_of(']') + 1)});
  }

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      ++at_, dots_ = 0;
      look_at_line();
    } else if (c == '"' || c == '\'') {
      pass_string(c);
    } else if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else {
      outside(c);
    }
  }

  void pass_string(char quote) {
    const std::string_view three = quote == '"' ? "\"\"\"" : "'''";
    if (text_.substr(at_).starts_with(three)) {
      pass_long_string(three);
      return;
    }
    ++at_;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\n') return;  // unclosed; the parser says so
      pass_character(quote);
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  void pass_long_string(std::string_view three) {
    at_ += three.size();
    std::size_t end = text_.find(three, at_);
    const auto escape = [&] { return text_.substr(at_, end - at_).find('\\'); };
    if (three.front() == '"') {
      for (std::size_t found = escape(); found != std::string_view::npos; found = escape()) {
        at_ += found;
        pass_character('"');
        if (end < at_) end = text_.find(three, at_);
      }
    }
    at_ = std::min(end, text_.size());
    // Up to two quotes may stand before the closing three.
    while (at_ < text_.size() && text_[at_] == three.front()) ++at_;
  }

  // One character of a string, with the backslash before it.
  void pass_character(char quote) {
    const bool escaped = text_[at_] == '\\' && quote == '"' && at_ + 1 < text_.size();
    at_ += escaped && text_[at_ + 1] != '\n' ? 2U : 1U;
  }

  void outside(char c) {
    const bool mark = at_ < 3 && text_.starts_with("\xEF\xBB\xBF");  // a byte-order mark
    if (static_cast<unsigned char>(c) >= 0x80 && !mark) {
      outline_.bare_letter_at = std::min(at_, outline_.bare_letter_at);
    }
    if (c == '.') ++dots_;
    if (c == '=' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}') dots_ = 0;
    if (dots_ >= kMaxDottedParts) outline_.deep_key_at = std::min(at_, outline_.deep_key_at);
    ++at_;
  }

  // Counted on from where it was last asked for: of a sound file nobody asks.
  int line_here() {
    line_ += line_at(text_.substr(counted_), at_ - counted_) - 1;
    counted_ = at_;
    return line_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t counted_ = 0;  // up to where line_ is counted
  int line_ = 1;
  int dots_ = 0;
  TomlOutline outline_;
};

}  // namespace

TomlOutline outline(std::string_view text) { return Walk(text).outline(); }

int line_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

}  // namespace waymark
