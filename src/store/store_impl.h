// What a Store holds, for the files that implement it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/database.h"
#include "store/store.h"

namespace waymark {

struct Store::Impl {
  std::filesystem::path file;
  Mode mode = Mode::read;
  std::shared_ptr<const sql::Database> database;
  std::optional<std::vector<LoadInfo>> known_loads = {};
};

// Number of an authority; nothing if the store does not know the code.
Result<std::optional<std::int32_t>> authority_number(sql::Connection& connection,
                                                     const std::string& code);
// Codes in byte order.
Result<std::vector<std::string>> authority_codes(sql::Connection& connection);
// Loads, oldest first; of one authority if given.
Result<std::vector<LoadInfo>> read_loads(sql::Connection& connection, const std::string& authority);
Status write_load_row(sql::Connection& connection, const LoadInfo& load, std::int32_t authority);

Status write_findings(sql::Connection& connection, const Findings& findings, std::int32_t authority,
                      std::int32_t load);
Result<Findings> read_findings(sql::Connection& connection, std::int32_t authority,
                               std::int32_t load);

}  // namespace waymark
