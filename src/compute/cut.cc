#include "compute/cut.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "base/text.h"
#include "compute/engine_state.h"

namespace waymark {
namespace {

constexpr std::string_view kAge = "age";
constexpr std::string_view kAgeBand = "age_band";
constexpr std::string_view kArea = "area";
constexpr std::int32_t kNotRecorded = std::numeric_limits<std::int32_t>::max();  // sorts last

// The bands of the national children in need census.
struct Band {
  int from;  // completed years
  std::string_view name;
};
constexpr Band kBands[] = {
    {0, "under 1"}, {1, "1 to 4"}, {5, "5 to 9"}, {10, "10 to 15"}, {16, "16 and over"}};

std::int32_t band_of(std::int32_t age) {
  std::int32_t band = kMissing;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(std::size(kBands)); ++i) {
    if (age != kMissing && age >= kBands[i].from) band = i;
  }
  return band;
}

using PartKey = std::vector<std::int32_t>;  // a value a column

// What a part counts on both sides, and of the side that tells "not recorded" from "nobody".
struct PartCounts {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  std::int64_t unrecorded = 0;
};

bool is_own(const FactSchema& fact, const std::string& column) {
  const int at = fact.find(column);
  return at >= 0 && fact.columns[static_cast<std::size_t>(at)].type != ColumnType::date;
}

bool knows(const FactSchema& fact, const std::string& column) {
  return is_own(fact, column) || column == kAge || column == kAgeBand || column == kArea;
}

std::vector<std::string> known_columns(const FactSchema& fact) {
  std::vector<std::string> names;
  for (const auto& column : fact.columns) {
    if (column.type != ColumnType::date) names.push_back(column.name);
  }
  for (const auto name : {kAge, kAgeBand, kArea}) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
  }
  return names;
}

Status check_column(const PlannedMeasure& measure, const FactSchema& fact,
                    const std::string& column) {
  if (knows(fact, column)) return {};
  const auto known = known_columns(fact);
  const std::string near = nearest_word(column, known);
  return Error{
      ErrorCode::not_found,
      fmt::format("Measure {} cannot be cut by {}: {} has no such column{}. It can be cut "
                  "by {}.",
                  measure.measure->ref, column, fact.name,
                  near.empty() ? "" : " (did you mean " + near + "?)", list_in_words(known))};
}

// Whether a value means the same in both facts.
bool same_values(const FactSchema& a, const FactSchema& b, const std::string& column) {
  if (!is_own(a, column) || !is_own(b, column)) {
    return is_own(a, column) == is_own(b, column) || column == kAge || column == kAgeBand;
  }
  const FactColumn& x = a.columns[static_cast<std::size_t>(a.find(column))];
  const FactColumn& y = b.columns[static_cast<std::size_t>(b.find(column))];
  return x.type == y.type && x.words == y.words && x.scale == y.scale;
}

class Cutter {
 public:
  Cutter(const Engine::State& state, const PlannedMeasure& measure, const CutRequest& request)
      : state_(state),
        measure_(measure),
        request_(request),
        slots_(request.last - (request.months - 1) - (measure.window() - 1),
               request.months + measure.window() - 1),
        born_(state.extract.column("ssd_person", "pers_dob")) {}

  Status check() const {
    const FactSchema& first = *state_.plan.counts[measure_.numerator.counts.front()].fact;
    for (const auto& column : request_.columns) {
      if (std::count(request_.columns.begin(), request_.columns.end(), column) > 1) {
        return Error{ErrorCode::invalid_input,
                     fmt::format("Measure {} is cut by {} twice; name each column once.",
                                 measure_.measure->ref, column)};
      }
      for (const auto* side : sides()) {
        for (const std::size_t count : side->counts) {
          const FactSchema& fact = *state_.plan.counts[count].fact;
          const Status status = check_column(measure_, fact, column);
          if (!status) return status;
          if (same_values(first, fact, column)) continue;
          return Error{
              ErrorCode::not_found,
              fmt::format("Measure {} cannot be cut by {}: {} and {} write it differently.",
                          measure_.measure->ref, column, first.name, fact.name)};
        }
      }
    }
    return {};
  }

  Cut cut(const std::vector<std::int32_t>& areas) {
    const auto whole = state_.figures({.last = request_.last,
                                       .months = request_.months,
                                       .measures = {measure_.measure->ref},
                                       .extra = {measure_.measure->ref},
                                       .areas = request_.areas});
    asked_.insert(areas.begin(), areas.end());
    add(measure_.numerator, &PartCounts::numerator);
    if (measure_.denominator) add(*measure_.denominator, &PartCounts::denominator);
    if (measure_.not_recorded_when) add(*measure_.not_recorded_when, &PartCounts::unrecorded);
    Cut cut{.measure = measure_.measure->ref, .columns = request_.columns, .rows = {}};
    for (std::size_t i = 0; i < whole.size(); ++i) {
      add_rows(whole[i], areas[i / static_cast<std::size_t>(request_.months)], cut.rows);
    }
    return cut;
  }

 private:
  std::vector<const PlannedSide*> sides() const {
    std::vector<const PlannedSide*> sides = {&measure_.numerator};
    if (measure_.denominator) sides.push_back(&*measure_.denominator);
    if (measure_.not_recorded_when) sides.push_back(&*measure_.not_recorded_when);
    return sides;
  }

  // Every row of the side, once for each asked month whose window it lies in, and for each asked
  // area that it belongs to.
  void add(const PlannedSide& side, std::int64_t PartCounts::* where) {
    const std::int32_t county = state_.cube_areas().county();
    for (const std::size_t position : side.counts) {
      const BaseCount& count = state_.plan.counts[position];
      for (const Hit& hit : state_.find(count, slots_, county, Engine::State::Steps::not_asked)) {
        const PartKey key = key_of(count, hit);
        const std::int64_t amount = amount_of(count, hit.row);
        const std::int32_t until = std::min(hit.slot + measure_.window(), slots_.count());
        for (std::int32_t slot = std::max(hit.slot, measure_.window() - 1); slot < until; ++slot) {
          for (const std::int32_t area : {county, hit.locality.area}) {
            if (!asked_.contains(area)) continue;
            const auto [part, fresh] = parts_[{area, slot}].try_emplace(key);
            std::int64_t& sum = part->second.*where;
            const bool largest = count.aggregate == Aggregate::maximum;
            sum = !largest ? sum + amount : fresh ? amount : std::max(sum, amount);
          }
        }
      }
    }
  }

  std::int64_t amount_of(const BaseCount& count, std::uint32_t row) const {
    if (count.aggregate == Aggregate::count) return 1;
    const auto& amounts = state_.fact(*count.fact).columns[static_cast<std::size_t>(count.amount)];
    return amounts[row] == kMissing ? 0 : amounts[row];
  }

  PartKey key_of(const BaseCount& count, const Hit& hit) {
    PartKey key;
    const FactTable& table = state_.fact(*count.fact);
    for (const auto& column : request_.columns) {
      std::int32_t value = is_own(*count.fact, column) ? table.column(column)[hit.row]
                           : column == kArea           ? hit.locality.area
                                                       : age_of(count, table, hit);
      if (column == kAgeBand && !is_own(*count.fact, column)) value = band_of(value);
      key.push_back(value == kMissing ? kNotRecorded : value);
    }
    return key;
  }

  std::int32_t age_of(const BaseCount& count, const FactTable& table, const Hit& hit) const {
    const std::int32_t person = table.child[hit.row];
    if (person == kMissing || born_.empty()) return kMissing;
    const Date day = count.is_stock()
                         ? last_day(slots_.month(hit.slot))
                         : Date{table.columns[static_cast<std::size_t>(count.month_of)][hit.row]};
    return age_at(Date{born_[static_cast<std::size_t>(person)]}, day);
  }

  void add_rows(const Figure& whole, std::int32_t area, std::vector<CutRow>& rows) const {
    const auto found = parts_.find({area, whole.month - slots_.first()});
    const bool has_counts = whole.reason == MissingReason::none ||
                            whole.reason == MissingReason::no_denominator ||
                            whole.reason == MissingReason::not_recorded;
    if (!has_counts || found == parts_.end()) {
      rows.push_back({whole.area, whole.month, std::vector<std::string>(request_.columns.size()),
                      whole.amount, whole.reason});
      return;
    }
    for (const auto& [key, counts] : found->second) {
      CutRow row{whole.area, whole.month, {}, {.numerator = counts.numerator}};
      for (std::size_t i = 0; i < key.size(); ++i) row.parts.push_back(text(i, key[i]));
      if (measure_.denominator) {
        row.amount.denominator =
            measure_.denominator->population ? whole.amount.denominator : counts.denominator;
      }
      row.amount.value = value_of(measure_, row.amount, 1);
      if (!row.amount.value) {
        row.reason =
            counts.unrecorded > 0 ? MissingReason::not_recorded : MissingReason::no_denominator;
      }
      rows.push_back(std::move(row));
    }
  }

  std::string text(std::size_t at, std::int32_t value) const {
    if (value == kNotRecorded) return "not recorded";
    const std::string& name = request_.columns[at];
    const FactSchema& fact = *state_.plan.counts[measure_.numerator.counts.front()].fact;
    if (!is_own(fact, name)) {
      if (name == kAgeBand) return std::string(kBands[value].name);
      return name == kArea ? area_name(state_.frame.areas, value) : std::to_string(value);
    }
    const FactColumn& column = fact.columns[static_cast<std::size_t>(fact.find(name))];
    switch (column.type) {
      case ColumnType::flag:
        return value == 1 ? "yes" : "no";
      case ColumnType::word:
        return column.words[static_cast<std::size_t>(value)];
      default:
        return std::to_string(value);
    }
  }

  const Engine::State& state_;
  const PlannedMeasure& measure_;
  const CutRequest& request_;
  MonthSlots slots_;
  std::span<const std::int32_t> born_;
  std::set<std::int32_t> asked_;
  std::map<std::pair<std::int32_t, std::int32_t>, std::map<PartKey, PartCounts>> parts_;
};

}  // namespace

Result<Cut> Engine::State::cut(const CutRequest& request) const {
  if (request.columns.empty() || request.months < 1) {
    return Error{ErrorCode::invalid_input, "A cut needs a column and a month."};
  }
  for (const auto& area : request.areas) {
    const auto known = place(request.measure, area, request.last);
    if (!known) return known.error();
  }
  const auto known = place(request.measure, std::string(kCounty), request.last);
  if (!known) return known.error();
  Cutter cutter(*this, *known->measure, request);
  const Status status = cutter.check();
  if (!status) return status.error();
  return cutter.cut(chosen_areas(request.areas));
}

}  // namespace waymark
