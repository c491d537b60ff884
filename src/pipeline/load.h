// One load: an extract folder into the store, in one transaction.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/intake.h"
#include "pipeline/authority.h"

namespace waymark {

struct LoadRequest {
  std::filesystem::path extract;
  std::optional<WarehouseSettings> warehouse = {};  // read instead of a folder
  std::optional<Date> as_at;                        // default: loc_extract.extract_date
  bool land = false;                                // a folder of extract folders, one an authority
};

struct LoadOutcome {
  std::filesystem::path extract;
  LoadReport report;
  Findings findings;
  std::vector<std::string> notices;  // sentences about the request itself
};

// Loads one extract, or each sub-folder of a land in name order. A load that fails leaves no trace.
Result<std::vector<LoadOutcome>> load_records(const Authority& authority,
                                              const LoadRequest& request,
                                              const Progress& progress = {});

// `load --published`: figures published before waymark came. Returns how many were taken in; any
// faulty row stops the load with one sentence a fault.
Result<std::int64_t> load_published(const Authority& authority, const std::filesystem::path& file);

}  // namespace waymark
