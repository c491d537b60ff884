// Which files of a folder are which tables of an extract.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"
#include "model/finding.h"
#include "model/schema.h"

namespace waymark {

struct TableFile {
  const Table* table = nullptr;
  std::filesystem::path path;
  bool parquet = false;  // otherwise CSV
};

struct ExtractFolder {
  std::vector<TableFile> files;  // in the order of record_schema()
  Findings findings;             // files that are no table
};

// An error if the folder is not there, holds no table at all, or two files for one table.
Result<ExtractFolder> look_into_folder(const std::filesystem::path& folder);

}  // namespace waymark
