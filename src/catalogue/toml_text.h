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
  struct Header {
    int line = 0;
    std::string_view text;  // "[numerator]"
  };
  std::size_t examples_at = std::string_view::npos;  // offset of the first [[example]] line
  // Table headers behind the first [[example]] that do not belong to examples.
  std::vector<Header> behind_examples;
  // First line with a character beyond ASCII outside strings and comments, which TOML allows
  // nowhere; toml++ 3.3 looks some of them up in a table that does not hold them. 0 = none.
  int bare_letter_line = 0;
  int deep_key_line = 0;  // first line with a key of too many dotted parts; 0 = none
};

// Reads a text line by line; headers inside strings and comments are none.
TomlOutline outline(std::string_view text);

}  // namespace waymark
