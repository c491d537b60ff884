// Reads the published national series (the department's open-data CSVs) and the models of
// statistical neighbours. A published value is a number or the reason why there is none.
//
//   auto values = read_national_series(text, {.value = "rate", .filters = {{"group", "All"}}});
//   if (!values) return std::move(values).error();
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fraction.h"
#include "base/result.h"

namespace waymark {

enum class NationalLevel { national, regional, authority };

// Why a published cell holds no number. `unknown` is any other text; it is never guessed at.
enum class NoValue {
  suppressed,
  not_applicable,
  not_available,
  unreliable,
  rounds_to_zero,
  blank,
  unknown
};

// In words, for a reader of the page.
std::string_view to_string(NoValue reason);

struct PublishedCell {
  std::optional<Fraction> value;
  NoValue reason = NoValue::blank;  // where there is no value
};

// A number as it stands, or the reason that its code means: c, low, z, x, u, k.
PublishedCell read_published_cell(std::string_view text);

struct NationalValue {
  std::string year;  // time_period as published
  NationalLevel level = NationalLevel::authority;
  std::string old_code;     // three digits, as the neighbour models name authorities
  std::string new_code;     // E..., dated: a merged authority's stays with its own years
  std::string name;         // of the authority, the region or the country
  std::string region_code;  // missing for the country
  PublishedCell cell;
};

// What to take from a file: the column with the value, and the rows that hold these texts.
struct NationalColumn {
  std::string value;
  std::map<std::string, std::string> filters = {};
};

// Rows of the file in its order. An error where a named column is not there, a level is not known,
// or a quote is never closed. `text` is the content of the file.
Result<std::vector<NationalValue>> read_national_series(std::string_view text,
                                                        const NationalColumn& column);

// By an authority's three-digit code: its neighbours' codes, nearest first.
using NeighbourModel = std::map<std::string, std::vector<std::string>>;

// The model of 2021 ("LA num", "SN1" ... "SN10") or of 2025 ("old_la_code", "SN_1" ... "SN_10").
Result<NeighbourModel> read_neighbour_model(std::string_view text);

// The values of an authority's neighbours in a year, nearest first; one that the file lacks for the
// year (merged since, or not yet there) has no value. Empty if the model lacks the authority.
std::vector<std::optional<Fraction>> neighbour_values(const std::vector<NationalValue>& series,
                                                      const NeighbourModel& model,
                                                      const std::string& authority,
                                                      std::string_view year);

}  // namespace waymark
