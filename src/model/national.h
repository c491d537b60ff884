// What is published of all authorities: the national series that measures are compared with, the
// models of statistical neighbours, and the dated codes of authorities. The catalogue says what a
// file is and which of its columns answers which measure; a cell is a number or a reason.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/fraction.h"

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
// As a missing_reason of publication.json: "suppressed", "rounds_to_zero".
std::string_view code_of(NoValue reason);

struct PublishedCell {
  std::optional<Fraction> value;
  NoValue reason = NoValue::blank;  // where there is no value
};

// A number as it stands, or the reason that its code means: c, z, x, u, k, low, "-" (the tool's one
// sign for all of them). More than six decimals are the trace of a floating point number, and are
// rounded to six.
PublishedCell read_published_cell(std::string_view text);

// One authority, region or the country in one year, with the texts of the columns that are kept.
struct NationalRow {
  int year = 0;  // the year that ends, or whose day it is: 2025 of "2024-25"
  NationalLevel level = NationalLevel::authority;
  std::string number;              // three digits, as the neighbour models name authorities
  std::string code;                // E..., dated: a merged authority's stays with its own years
  std::string name;                // of the authority, the region or the country
  std::string region;              // code of the region; missing for the country
  std::vector<std::string> texts;  // one a column
};

struct NationalTable {
  std::vector<std::string> columns;
  std::vector<NationalRow> rows;
  // Place of a column; columns.size() if there is none.
  std::size_t place(std::string_view column) const;
};

// By an authority's three-digit code: its neighbours' codes, nearest first.
using NeighbourModel = std::map<std::string, std::vector<std::string>>;

// Below: what the catalogue says of them (catalogue/benchmarks/).

enum class NationalLayout {
  columns,  // a row an authority and year, a column an indicator
  items     // a row an authority, year and item, with one column of values
};

struct NationalSource {
  std::string id;
  std::string title;
  std::string publisher;
  std::string licence;
  NationalLayout layout = NationalLayout::columns;
  std::vector<std::string> known_by;  // columns that together no other file has
  int ends_month = 3;                 // a year's last month: 3 = it ends on 31 March
  std::string no_measure;             // why no measure is compared with it; empty: some are
};

// Cells of one row of a source: the sum of these columns (or items), in the row of the same place.
struct NationalPart {
  std::string source;
  std::vector<std::string> values;
  std::map<std::string, std::string> filters;  // column -> the text it holds
  int year_shift = 0;                          // -1: the row of the year before
};

// Which published figure a measure is compared with, and in which years.
struct NationalRule {
  std::string measure;
  NationalPart value;
  std::optional<NationalPart> whole;  // value / whole x times, rounded to `decimals`
  std::int64_t times = 1;
  int decimals = 1;
  int from = 0;  // first and last year of the definition; 0: all
  int to = 0;
  std::string differs;  // what a reader must know where the definitions are not quite the same
};

struct NeighbourModelInfo {
  std::string id;  // "2021"
  std::string title;
  std::string publisher;
  std::string licence;
  Date from;  // first day of its use
  std::string code_column;
  std::string neighbour_column;  // without its number
};

// An authority's codes and the days between which they hold; missing = open.
struct DatedAuthority {
  std::string number;
  std::string code;
  std::string name;
  Date from;
  Date to;
  std::vector<std::string> successors;  // numbers
};

struct NationalRegion {
  std::string code;  // E12000006
  std::string name;
  std::string number;              // as the long table has it
  std::vector<std::string> names;  // other spellings
};

enum class AverageRule { mean, median };

// Settings of authority.toml, [benchmarks].
struct BenchmarkSettings {
  AverageRule average = AverageRule::mean;
  std::string authority;        // code in the series, where the records have another; empty: theirs
  std::string neighbour_model;  // id; empty: the one of the month
};

struct NationalCatalogue {
  std::vector<NationalSource> sources;
  std::vector<NationalRule> rules;
  std::vector<NeighbourModelInfo> models;
  std::vector<DatedAuthority> authorities;
  std::vector<NationalRegion> regions;
  BenchmarkSettings settings;

  const NationalSource* source(std::string_view id) const;
  const NeighbourModelInfo* model(std::string_view id) const;
};

// What is known: of each model the file loaded last, of each source and year the last that has the
// year.
struct NationalData {
  struct Series {
    NationalTable table;
    std::map<int, std::string> files;  // by year
  };
  std::map<std::string, Series> series;          // by source
  std::map<std::string, NeighbourModel> models;  // by id
};

// The year that ends: 2017 of "2017", "2016-17" and "201617"; 0 for any other text.
int published_year(std::string_view text);
// The last day of a source's year.
Date year_end(const NationalSource& source, int year);
// "2016-17" for a year that ends in March; "2024" for one that ends with the calendar's.
std::string year_name(const NationalSource& source, int year);

}  // namespace waymark
