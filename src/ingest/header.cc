#include "ingest/header.h"

#include <fmt/format.h>

#include <string>

#include "base/text.h"
#include "model/finding_rules.h"

namespace waymark {
namespace {

void tell(HeaderReading& reading, std::string_view rule, std::string_view column,
          std::string_view sentence) {
  Finding& finding = reading.findings.emplace_back(finding_of(rule, sentence));
  finding.column = column;
}

// Fields that have no column yet are what an unknown name may have been meant for.
std::string unknown_column_sentence(const Table& schema, const HeaderReading& reading,
                                    std::size_t position, std::string_view name) {
  if (name.empty()) return fmt::format("Column {} has no name.", position + 1);
  if (name.find_first_of(";\t|") != name.npos) {
    return fmt::format("Column {}, {}, holds another separator than the comma.", position + 1,
                       in_quotes(name));
  }
  std::vector<std::string> open;
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (!reading.source[i]) open.push_back(schema.fields[i].name);
  }
  constexpr std::size_t kLongestName = 64;
  const std::string nearest = name.size() > kLongestName ? "" : nearest_word(name, open);
  return fmt::format("Column {}, {}, is no field of {}{}.", position + 1, in_quotes(name),
                     schema.name,
                     nearest.empty() ? "" : fmt::format(" (did you mean {}?)", nearest));
}

void tell_missing_fields(const Table& schema, HeaderReading& reading) {
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    const Field& field = schema.fields[i];
    if (reading.source[i]) continue;
    // A part of the key that may be empty in a row must still have its column.
    if (field.required || field.key) {
      reading.supplied = false;
      tell(reading, "missing-required-column", field.name,
           fmt::format("There is no column {}, which is {}.", field.name,
                       field.key ? "part of the key" : "required"));
    } else {
      tell(reading, "missing-column", field.name,
           fmt::format("There is no column {}.", field.name));
    }
  }
}

}  // namespace

HeaderReading read_header(const Table& schema, const std::vector<std::string_view>& names) {
  HeaderReading reading;
  reading.columns = names.size();
  reading.source.resize(schema.fields.size());
  std::vector<std::size_t> unknown;
  for (std::size_t position = 0; position < names.size(); ++position) {
    const auto field = schema.find(trim(names[position]));
    if (!field) {
      unknown.push_back(position);
    } else if (reading.source[*field]) {
      reading.supplied = false;
      tell(reading, "repeated-column", schema.fields[*field].name,
           fmt::format("Columns {} and {} are both called {}.", *reading.source[*field] + 1,
                       position + 1, schema.fields[*field].name));
    } else {
      reading.source[*field] = position;
    }
  }
  for (const std::size_t position : unknown) {
    const std::string_view name = trim(names[position]);
    tell(reading, "unknown-column", name, unknown_column_sentence(schema, reading, position, name));
  }
  tell_missing_fields(schema, reading);
  return reading;
}

}  // namespace waymark
