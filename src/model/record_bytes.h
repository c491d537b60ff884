// Small tables of an extract as bytes, with what their numbers stand for. Numbers stay what they
// are, so that they may stand beside facts and columns of the same store.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/records.h"

namespace waymark {

struct SomeRecords {
  std::vector<std::string> codes;  // every code of the extract, by number
  KeySets key_sets;                // all of them
  std::map<std::string, std::shared_ptr<IdTexts>, std::less<>> ids;  // spaces of these tables
  std::map<std::string, RecordTable, std::less<>> tables;
};

// Those of the tables that are supplied, with every column.
std::string bytes_of_records(const Extract& extract, const std::vector<std::string>& tables);
// Nothing where the bytes are not those of records.
std::optional<SomeRecords> records_of_bytes(std::span<const std::byte> bytes);

}  // namespace waymark
