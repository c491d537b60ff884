// The records of an example: CSV written for people, with blanks around values, made plain.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/schema.h"

namespace waymark {

struct ExampleTable {
  struct Fault {
    std::size_t position = 0;  // offset in the text
    std::string message;
  };
  std::string csv;  // header and rows, without blanks around values
  std::vector<Fault> faults;
};

// Reads the text of one table; columns that the table does not have, and rows that do not fit the
// header, are faults. A value with commas or quotes is quoted as in any CSV.
ExampleTable read_example_table(std::string_view text, const Table& table);

}  // namespace waymark
