// Finds the fields of a table among the columns of a file.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/finding.h"
#include "model/schema.h"

namespace waymark {

struct HeaderReading {
  // False: a column that every row must fill is missing or there twice, so the table counts as not
  // supplied.
  bool supplied = true;
  std::size_t columns = 0;  // of the file
  std::vector<std::optional<std::size_t>>
      source;         // column of each field; nothing = not in the file
  Findings findings;  // without table and file
};

HeaderReading read_header(const Table& schema, const std::vector<std::string_view>& names);

}  // namespace waymark
