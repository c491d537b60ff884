// What is looked at in a TOML text before it is parsed: where the examples begin (most commands do
// not need them, and cutting them off makes every command start faster), and forms that would make
// a parser nest without end.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

struct TomlOutline {
  static constexpr std::size_t kNone = std::string_view::npos;

  struct Header {
    int line = 0;
    std::string_view text;  // "[numerator]"
  };
  std::size_t examples_at = kNone;  // offset of the first [[example]] line
  // Table headers behind the first [[example]] that do not belong to examples.
  std::vector<Header> behind_examples;
  // Offset of the first character beyond ASCII outside strings and comments, which TOML allows
  // nowhere; toml++ 3.3 looks some of them up in a table that does not hold them.
  std::size_t bare_letter_at = kNone;
  std::size_t deep_key_at = kNone;  // offset of the first key of too many dotted parts
};

// Reads a text line by line; headers inside strings and comments are none.
TomlOutline outline(std::string_view text);

// The line of a text, from 1, in which an offset stands.
int line_at(std::string_view text, std::size_t offset);

}  // namespace waymark
