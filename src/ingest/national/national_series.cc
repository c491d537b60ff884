#include "ingest/national/national_series.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/csv.h"

namespace waymark {
namespace {

constexpr int kNeighbours = 10;

constexpr std::array<std::pair<std::string_view, NoValue>, 6> kReasons = {{
    {"c", NoValue::suppressed},
    {"low", NoValue::rounds_to_zero},
    {"z", NoValue::not_applicable},
    {"x", NoValue::not_available},
    {"u", NoValue::unreliable},
    {"k", NoValue::rounds_to_zero},
}};

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

std::optional<NationalLevel> level_of(std::string_view text) {
  if (text == "National") return NationalLevel::national;
  if (text == "Regional") return NationalLevel::regional;
  if (text == "Local authority") return NationalLevel::authority;
  return std::nullopt;
}

Error fault(std::int64_t line, const std::string& what) {
  return {ErrorCode::invalid_input, "line " + std::to_string(line) + ": " + what};
}

// The columns of a file by name. Of two with one name the first counts.
class Columns {
 public:
  explicit Columns(const CsvRow& header) {
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
      places_.emplace(std::string(trimmed(header.fields[i])), i);
    }
  }
  bool has(const std::string& name) const { return places_.contains(name); }
  std::string text(const CsvRow& row, const std::string& name) const {
    const auto found = places_.find(name);
    if (found == places_.end() || found->second >= row.fields.size()) return {};
    return std::string(trimmed(row.fields[found->second]));
  }

 private:
  std::map<std::string, std::size_t> places_;
};

std::optional<std::string> missing_column(const Columns& columns, const NationalColumn& wanted) {
  std::vector<std::string> names = {"time_period",  "geographic_level", "country_name",
                                    "region_code",  "region_name",      "old_la_code",
                                    "new_la_code",  "la_name",          wanted.value};
  for (const auto& [name, text] : wanted.filters) names.push_back(name);
  const auto missing = std::find_if(names.begin(), names.end(),
                                    [&](const auto& name) { return !columns.has(name); });
  return missing == names.end() ? std::nullopt : std::optional(*missing);
}

const char* name_column(NationalLevel level) {
  if (level == NationalLevel::national) return "country_name";
  return level == NationalLevel::regional ? "region_name" : "la_name";
}

bool passes(const Columns& columns, const CsvRow& row, const NationalColumn& wanted) {
  return std::all_of(wanted.filters.begin(), wanted.filters.end(), [&](const auto& filter) {
    return columns.text(row, filter.first) == filter.second;
  });
}

}  // namespace

std::string_view to_string(NoValue reason) {
  switch (reason) {
    case NoValue::suppressed: return "suppressed by the publisher";
    case NoValue::not_applicable: return "not applicable";
    case NoValue::not_available: return "not available";
    case NoValue::unreliable: return "unreliable by the publisher's account";
    case NoValue::rounds_to_zero: return "rounds to zero";
    case NoValue::blank: return "left blank by the publisher";
    case NoValue::unknown: return "a code that is not known";
  }
  return {};
}

PublishedCell read_published_cell(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return {std::nullopt, NoValue::blank};
  if (const auto number = parse_decimal(text)) return {number, NoValue::blank};
  for (const auto& [code, reason] : kReasons) {
    if (text == code) return {std::nullopt, reason};
  }
  return {std::nullopt, NoValue::unknown};
}

Result<std::vector<NationalValue>> read_national_series(std::string_view text,
                                                        const NationalColumn& column) {
  CsvReader reader(text);
  CsvRow row;
  if (!reader.next(row)) return fault(1, "the file is empty");
  const Columns columns(row);
  if (const auto missing = missing_column(columns, column)) {
    return fault(1, "there is no column " + *missing);
  }
  std::vector<NationalValue> values;
  while (reader.next(row)) {
    if (!passes(columns, row, column)) continue;
    const std::string level_text = columns.text(row, "geographic_level");
    const auto level = level_of(level_text);
    if (!level) return fault(row.line, "the geographic level " + level_text + " is not known");
    values.push_back({.year = columns.text(row, "time_period"),
                      .level = *level,
                      .old_code = columns.text(row, "old_la_code"),
                      .new_code = columns.text(row, "new_la_code"),
                      .name = columns.text(row, name_column(*level)),
                      .region_code = columns.text(row, "region_code"),
                      .cell = read_published_cell(columns.text(row, column.value))});
  }
  if (reader.open_quote_line() != 0) {
    return fault(reader.open_quote_line(), "a quote is never closed");
  }
  return values;
}

Result<NeighbourModel> read_neighbour_model(std::string_view text) {
  CsvReader reader(text);
  CsvRow row;
  if (!reader.next(row)) return fault(1, "the file is empty");
  const Columns columns(row);
  const bool newer = columns.has("old_la_code");
  const std::string code = newer ? "old_la_code" : "LA num";
  const std::string prefix = newer ? "SN_" : "SN";
  for (const auto& name : {code, prefix + std::to_string(kNeighbours)}) {
    if (!columns.has(name)) return fault(1, "there is no column " + name);
  }
  NeighbourModel model;
  while (reader.next(row)) {
    std::vector<std::string> neighbours;
    for (int place = 1; place <= kNeighbours; ++place) {
      auto neighbour = columns.text(row, prefix + std::to_string(place));
      if (parse_decimal(neighbour)) neighbours.push_back(std::move(neighbour));
    }
    const std::string authority = columns.text(row, code);
    if (!parse_decimal(authority)) continue;  // notes under the table
    if (!model.emplace(authority, std::move(neighbours)).second) {
      return fault(row.line, "authority " + authority + " is there twice");
    }
  }
  return model;
}

std::vector<std::optional<Fraction>> neighbour_values(const std::vector<NationalValue>& series,
                                                      const NeighbourModel& model,
                                                      const std::string& authority,
                                                      std::string_view year) {
  const auto neighbours = model.find(authority);
  if (neighbours == model.end()) return {};
  std::vector<std::optional<Fraction>> values;
  for (const auto& code : neighbours->second) {
    const auto found = std::find_if(series.begin(), series.end(), [&](const auto& value) {
      return value.level == NationalLevel::authority && value.year == year &&
             value.old_code == code;
    });
    values.push_back(found == series.end() ? std::nullopt : found->cell.value);
  }
  return values;
}

}  // namespace waymark
