// The words of a query, as far as they decide what it may read: names outside texts and comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark {

struct QueryWord {
  std::string text;  // in small letters, without quotes
  int line = 1;
  bool called = false;  // an opening bracket follows
};

std::vector<QueryWord> words_of(std::string_view sql);

// Why a query with this word is refused; empty if it is not.
std::string refusal_of(const QueryWord& word);

// Whether a query that begins with this word is a statement that is no SELECT.
bool is_other_statement(std::string_view first_word);

}  // namespace waymark
