// Reads a table from CSV text.
#pragma once

#include <string_view>

#include "base/result.h"
#include "ingest/table_reader.h"

namespace waymark {

// Hands header and rows to the reader. Stops with an error for text that is not CSV, or has a quote
// that is never closed.
Status read_csv_table(std::string_view text, std::string_view file, TableReader& reader);

}  // namespace waymark
