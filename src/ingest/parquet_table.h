// Reads a table from a Parquet file.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "ingest/table_reader.h"

namespace waymark {

// Hands header and rows to the reader. `bytes`: the file's content, looked at to tell whether it is
// Parquet at all.
Status read_parquet_table(const std::filesystem::path& file, std::string_view bytes,
                          TableReader& reader);

}  // namespace waymark
