// The condition language cut into tokens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/condition.h"

namespace waymark {

enum class TokenKind { name, number, date, text, parameter, sign, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;   // as written; of texts and parameters without quotes and $
  std::int32_t value = 0;  // numbers, and days of dates
  int position = 0;
};

struct Tokens {
  std::vector<Token> tokens;  // ends with TokenKind::end
  std::optional<ConditionFault> fault;
};

Tokens cut_tokens(std::string_view text);

}  // namespace waymark
