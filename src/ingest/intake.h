// Reads an extract (the folder of the records contract) into typed records and findings. The same
// reader serves files, the examples of the catalogue and tests.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/finding.h"
#include "model/records.h"

namespace waymark {

struct Intake {
  Extract extract;
  Findings findings;
  struct TableCount {
    std::string table;
    std::string file;
    std::int64_t rows = 0;      // rows in the file
    std::int64_t accepted = 0;  // rows in the records; rows - accepted are among the findings
    std::string digest;         // of the file's bytes
  };
  std::vector<TableCount> counts;
};

// Called while reading, for progress on a terminal: table name, share done 0-1.
using Progress = std::function<void(std::string_view what, double share)>;

// Reads the folder. Stops (nothing read) only where the contract says so: a file that is not CSV or
// Parquet, a quote open at the end of a file, two files for one table, a folder that is not there.
Result<Intake> read_extract(const std::filesystem::path& folder, const Progress& progress = {});

// Reads tables given as CSV text (table name, text): examples and tests.
Result<Intake> read_extract_texts(const std::vector<std::pair<std::string, std::string>>& tables);

}  // namespace waymark
