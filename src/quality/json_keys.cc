// Set keys of JSON fields that neither the field's list nor a local table of outcomes knows.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "model/finding_rules.h"
#include "quality/checks.h"

namespace waymark::quality {
namespace {

// Local tables by which an authority gives its own keys a meaning.
struct LocalKeys {
  std::string_view field;
  std::string_view table;
};
constexpr LocalKeys kLocalKeys[] = {
    {"cina_assessment_outcome_json", "loc_assessment_outcome"},
    {"s47e_s47_outcome_json", "loc_s47_outcome"},
};

bool is_known(const Extract& extract, const Field& field, std::int32_t key) {
  for (const AllowedValue& value : field.allowed) {
    if (equal_codes(value.code, extract.codes.text(key))) return true;
  }
  for (const LocalKeys& local : kLocalKeys) {
    if (local.field != field.name) continue;
    const auto codes = extract.column(local.table, "code");
    if (std::find(codes.begin(), codes.end(), key) != codes.end()) return true;
  }
  return false;
}

// The unknown keys of each set of the extract, as words; empty where there are none. Each set is
// looked at once, however many rows hold it.
class UnknownKeys {
 public:
  UnknownKeys(const Extract& extract, const Field& field)
      : extract_(extract),
        field_(field),
        asked_(extract.key_sets.sets.size()),
        unknown_(extract.key_sets.sets.size()) {}

  const std::string& of(std::int32_t set) {
    const auto at = static_cast<std::size_t>(set);
    if (!asked_[at]) {
      asked_[at] = true;
      std::vector<std::string> keys;
      for (const std::int32_t key : extract_.key_sets.sets[at]) {
        if (!is_known(extract_, field_, key)) keys.push_back(in_quotes(extract_.codes.text(key)));
      }
      std::sort(keys.begin(), keys.end());
      unknown_[at] = list_in_words(keys);
    }
    return unknown_[at];
  }

 private:
  const Extract& extract_;
  const Field& field_;
  std::vector<bool> asked_;
  std::vector<std::string> unknown_;
};

}  // namespace

void check_json_keys(const Extract& extract, const RecordTable& table, Findings& findings) {
  for (const Field& field : table.schema->fields) {
    if (field.type != FieldType::json || field.allowed.empty()) continue;
    UnknownKeys unknown(extract, field);
    const auto sets = extract.column(table.schema->name, field.name);
    for (std::size_t row = 0; row < table.rows; ++row) {
      if (sets[row] == kMissing) continue;
      const std::string& keys = unknown.of(sets[row]);
      if (keys.empty()) continue;
      tell_row(extract, table, row, "unknown-key", field.name,
               fmt::format("{}, {}: the list of keys does not hold {}.", row_name(table, row),
                           field.name, keys),
               findings);
    }
  }
}

}  // namespace waymark::quality
