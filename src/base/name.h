// A text that is kept once for the whole run of the program, so that many may hold it and comparing
// two is comparing two addresses: what many figures have in common, as their measures and areas.
//
//   Name area = "north";
//   area == Name("north")   // looks at no letter
//   area.text()             // "north", for as long as the program runs
//
// Making one looks the text up under a lock: do it once for many uses. Texts are never given back,
// so they must not grow without bound: names that a catalogue or the records know, not words that
// a stranger sends.
#pragma once

#include <fmt/core.h>

#include <compare>
#include <concepts>
#include <string>
#include <string_view>

namespace waymark {

class Name {
 public:
  Name() = default;  // the empty text
  Name(std::string_view text);
  Name(const std::string& text) : Name(std::string_view(text)) {}
  Name(const char* text) : Name(std::string_view(text)) {}

  const std::string& text() const { return text_ == nullptr ? empty_text() : *text_; }
  operator const std::string&() const { return text(); }
  operator std::string_view() const { return text(); }
  bool empty() const { return text_ == nullptr; }

  friend bool operator==(Name a, Name b) { return a.text_ == b.text_; }
  template <typename Text>
    requires std::convertible_to<const Text&, std::string_view>
  friend bool operator==(Name a, const Text& b) {
    return a.text() == std::string_view(b);
  }
  // In the order of their letters.
  friend std::strong_ordering operator<=>(Name a, Name b) {
    return a.text_ == b.text_ ? std::strong_ordering::equal : a.text() <=> b.text();
  }
  // One for each name, another in the next run: for tables, not for an order.
  const void* address() const { return text_; }

 private:
  static const std::string& empty_text();
  const std::string* text_ = nullptr;  // in the table of all names; null: the empty text
};

}  // namespace waymark

template <>
struct fmt::formatter<waymark::Name> : fmt::formatter<std::string_view> {
  template <typename Context>
  auto format(waymark::Name name, Context& context) const {
    return fmt::formatter<std::string_view>::format(name.text(), context);
  }
};
