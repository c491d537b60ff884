#include "model/reference.h"

#include <algorithm>

#include "base/text.h"
#include "model/areas.h"
#include "model/national.h"

namespace waymark {
namespace {

// A cell without blanks around it: texts that stood with blanks in the file come as they stood.
std::string text_of(const Extract& extract, std::string_view table, std::string_view field,
                    std::size_t row) {
  return std::string(trim(extract.cell_text(table, field, row)));
}

std::optional<Fraction> decimal_of(const Extract& extract, std::string_view table,
                                   std::string_view field, std::size_t row) {
  return parse_decimal(text_of(extract, table, field, row));
}

Date date_at(std::span<const std::int32_t> column, std::size_t row) { return Date{column[row]}; }

// Whether a row that begins on `from` leads one that begins on `other`; missing is the earliest.
bool is_later(Date from, Date other) { return from.days > other.days; }

const Target* in_force(std::span<const Target> targets, std::string_view measure,
                       std::string_view area, Date day) {
  const Target* found = nullptr;
  for (const auto& target : targets) {
    if (target.measure != measure || target.area != area) continue;
    const bool begun = target.from.missing() || target.from <= day;
    const bool over = !target.to.missing() && target.to < day;
    if (!begun || over) continue;
    if (found == nullptr || is_later(target.from, found->from)) found = &target;
  }
  return found;
}

}  // namespace

std::vector<Target> targets_of(const Extract& extract) {
  constexpr std::string_view kTable = "loc_target";
  std::vector<Target> targets;
  const auto from = extract.column(kTable, "from_date");
  const auto to = extract.column(kTable, "to_date");
  for (std::size_t row = 0; row < extract.rows(kTable); ++row) {
    targets.push_back({.measure = text_of(extract, kTable, "measure", row),
                       .area = text_of(extract, kTable, "area", row),
                       .from = date_at(from, row),
                       .to = date_at(to, row),
                       .target = decimal_of(extract, kTable, "target", row),
                       .red = decimal_of(extract, kTable, "red", row),
                       .green = decimal_of(extract, kTable, "green", row)});
  }
  return targets;
}

std::vector<Benchmark> benchmarks_of(const Extract& extract) {
  constexpr std::string_view kTable = "loc_benchmark";
  std::vector<Benchmark> benchmarks;
  for (std::size_t row = 0; row < extract.rows(kTable); ++row) {
    benchmarks.push_back({.measure = text_of(extract, kTable, "measure", row),
                          .comparator = fold_code(text_of(extract, kTable, "comparator", row)),
                          .year = text_of(extract, kTable, "year", row),
                          .value = decimal_of(extract, kTable, "value", row),
                          .source = text_of(extract, kTable, "source", row),
                          .release = text_of(extract, kTable, "release", row)});
  }
  return benchmarks;
}

std::vector<Date> school_term_starts(const Extract& extract) {
  const auto from = extract.column("loc_school_term", "from_date");
  const auto to = extract.column("loc_school_term", "to_date");
  std::vector<Date> starts;
  for (std::size_t row = 0; row < from.size(); ++row) {
    if (from[row] != kMissing && (to[row] == kMissing || to[row] >= from[row])) {
      starts.push_back({from[row]});
    }
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return starts;
}

const Target* target_in_force(std::span<const Target> targets, std::string_view measure,
                              std::string_view area, Date day) {
  if (area == kUnallocated) return nullptr;
  const Target* own = in_force(targets, measure, area, day);
  return own != nullptr ? own : in_force(targets, measure, kCounty, day);
}

const Benchmark* latest_benchmark(std::span<const Benchmark> benchmarks, std::string_view measure,
                                  std::string_view comparator) {
  const Benchmark* typed = nullptr;
  const Benchmark* computed = nullptr;
  for (const auto& row : benchmarks) {
    if (row.measure != measure || row.comparator != comparator) continue;
    if (row.computed) computed = &row;
    if (row.computed || !row.value) continue;
    const bool leads = typed == nullptr || row.year > typed->year ||
                       (row.year == typed->year && row.release > typed->release);
    if (leads) typed = &row;
  }
  if (computed == nullptr || typed == nullptr) return typed == nullptr ? computed : typed;
  const int year = published_year(typed->year);
  const bool later = computed->value && year != 0 && year < year_of(month_of(computed->year_end));
  return later ? computed : typed;
}

}  // namespace waymark
