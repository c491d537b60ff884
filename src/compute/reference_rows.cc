#include "compute/reference_rows.h"

#include <algorithm>

namespace waymark {
namespace {

// The measures use the people aged 0 to 17.
constexpr std::int32_t kYoungest = 0;
constexpr std::int32_t kOldest = 17;

const IdTexts* ids_of(const Extract& extract, std::string_view table, std::string_view field) {
  const RecordTable* records = extract.find(table);
  if (records == nullptr) return nullptr;
  const auto space = extract.ids.find(records->schema->fields[records->field(field)].id_space);
  return space == extract.ids.end() ? nullptr : space->second.get();
}

// The area of the cube that each row names; kMissing for areas that are not known.
std::vector<std::int32_t> areas_named(const Extract& extract, std::string_view table,
                                      const Areas& areas, CubeAreas cube) {
  const auto numbers = extract.column(table, "area");
  const IdTexts* texts = ids_of(extract, table, "area");
  std::vector<std::int32_t> named(numbers.size(), kMissing);
  std::map<std::int32_t, std::int32_t> known;
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    if (numbers[row] == kMissing || texts == nullptr) continue;
    const auto [found, is_new] = known.try_emplace(numbers[row], kMissing);
    if (is_new) {
      const std::string text = texts->text(numbers[row]);
      found->second = text == kCounty ? cube.county() : areas.find(text);
    }
    named[row] = found->second;
  }
  return named;
}

}  // namespace

ReferenceRows::ReferenceRows(const Extract& extract, const Areas& areas) {
  read_populations(extract, areas);
  const auto terms = school_term_starts(extract);
  if (!terms.empty()) first_term_ = terms.front();
  for (auto& target : targets_of(extract)) {
    auto& rows = targets_[target.measure];
    rows.push_back(std::move(target));
  }
}

void ReferenceRows::read_populations(const Extract& extract, const Areas& areas) {
  const CubeAreas cube{.localities = areas.unallocated()};
  populations_.resize(static_cast<std::size_t>(cube.count()));
  const auto named = areas_named(extract, "loc_population", areas, cube);
  const auto youngest = extract.column("loc_population", "age_from");
  const auto oldest = extract.column("loc_population", "age_to");
  const auto people = extract.column("loc_population", "value");
  const auto valid_from = extract.column("loc_population", "valid_from");
  const auto year = extract.column("loc_population", "estimate_year");
  const auto release = extract.column("loc_population", "release");
  for (std::size_t row = 0; row < named.size(); ++row) {
    if (named[row] == kMissing || youngest[row] != kYoungest || oldest[row] != kOldest ||
        people[row] == kMissing) {
      continue;
    }
    populations_[static_cast<std::size_t>(named[row])].push_back(
        {.valid_from = {valid_from[row]},
         .year = year[row],
         .release = release[row],
         .row = {.row = static_cast<std::int32_t>(row), .people = people[row]}});
  }
  const IdTexts* releases = ids_of(extract, "loc_population", "release");
  for (auto& rows : populations_) {
    // A missing date or year is the smallest value, so it comes last.
    std::stable_sort(rows.begin(), rows.end(), [&](const Population& a, const Population& b) {
      if (a.valid_from != b.valid_from) return a.valid_from > b.valid_from;
      if (a.year != b.year) return a.year > b.year;
      if (a.release == b.release || a.release == kMissing) return false;
      return b.release == kMissing || releases->before(b.release, a.release);
    });
  }
}

std::optional<PopulationRow> ReferenceRows::population(std::int32_t area, Month month) const {
  const Date day = last_day(month);
  for (const auto& candidate : populations_[static_cast<std::size_t>(area)]) {
    if (candidate.valid_from <= day) return candidate.row;
  }
  return std::nullopt;
}

bool ReferenceRows::school_term_begun(Month month) const {
  return !first_term_.missing() && first_term_ <= last_day(month);
}

std::span<const Target> ReferenceRows::targets(std::string_view measure) const {
  const auto rows = targets_.find(measure);
  return rows == targets_.end() ? std::span<const Target>() : std::span(rows->second);
}

Bounds bounds_in_force(std::span<const Target> targets, std::string_view measure,
                       std::string_view area, Month month) {
  const Target* row = target_in_force(targets, measure, area, last_day(month));
  return row == nullptr ? Bounds{} : Bounds{.red = row->red, .green = row->green};
}

}  // namespace waymark
