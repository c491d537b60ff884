// Reads one table of one authority as at one load: the rows' columns, in order of child and file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/records.h"
#include "store/database.h"
#include "store/layout.h"

namespace waymark {

struct ColumnChoice {
  const std::vector<std::string>* fields = nullptr;  // null: all
  bool with_texts = false;
};

Result<RecordTable> read_table(sql::Connection& connection, const StoredTable& table,
                               std::int32_t authority, std::int32_t load,
                               const ColumnChoice& choice);

}  // namespace waymark
