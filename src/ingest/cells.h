// Reads the text of one cell as the records contract says. What cannot be read is missing, and
// named by the rule it breaks; nothing is guessed. The texts are trimmed and not empty.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/date.h"

namespace waymark {

struct CellReading {
  std::int32_t value = kMissing;
  // Whether the value alone gives the text back as it stood.
  bool exact = true;
  std::string_view fault = {};  // rule of model/finding_rules.h that the text breaks; empty = none
  bool readable = true;         // false: the cell counts as missing
};

// YYYY-MM-DD, with a time HH:MM:SS behind a blank or a T or not.
CellReading read_date_cell(std::string_view text);
// Y or N, upper or lower case.
CellReading read_boolean_cell(std::string_view text);
// A whole number; decimals that are all zero are allowed ("5.0" is 5).
CellReading read_integer_cell(std::string_view text);
// A decimal number; it is kept as text, so only `fault` tells.
CellReading read_decimal_cell(std::string_view text);

}  // namespace waymark
