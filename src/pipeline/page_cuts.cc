#include "pipeline/page_cuts.h"

#include <fmt/format.h>

#include <map>

namespace waymark {
namespace {

constexpr std::string_view kAreaColumn = "area";

// Adds the counts of one cut; `row` and `column` are the places of the two among its parts.
Status add_counts(const Engine& engine, const ReportPage& page, Month month,
                  const std::vector<std::string>& by, std::vector<GridCount>& counts) {
  const ReportGrid& grid = page.grid;
  const auto cut = engine.cut({.measure = grid.measure, .last = month, .areas = {}, .columns = by});
  if (!cut) {
    return Error{cut.error().code,
                 fmt::format("The grid of page {}: {}", page.id, cut.error().message)};
  }
  for (const auto& cell : cut->rows) {
    if (cell.parts.front().empty()) continue;  // nothing is counted
    GridCount count{
        .page = page.id, .area = cell.area, .row = {}, .column = {}, .amount = cell.amount};
    for (std::size_t i = 0; i < by.size(); ++i) {
      (by[i] == grid.rows ? count.row : count.column) = cell.parts[i];
    }
    counts.push_back(std::move(count));
  }
  return {};
}

// The figures themselves: over all rows and columns.
void add_wholes(const Engine& engine, const ReportPage& page, Month month,
                std::vector<GridCount>& counts) {
  for (const auto& figure : engine.figures({.last = month,
                                            .months = 1,
                                            .measures = {page.grid.measure},
                                            .extra = {page.grid.measure},
                                            .areas = {}})) {
    if (!figure.amount.value) continue;
    counts.push_back(
        {.page = page.id, .area = figure.area, .row = {}, .column = {}, .amount = figure.amount});
  }
}

struct SplitColumn {
  std::string_view column;
  std::string_view name;
};
constexpr SplitColumn kSplits[] = {{kAreaColumn, "locality"},
                                   {"source_group", "source"},
                                   {"open_source", "source"},
                                   {"age_band", "age band"},
                                   {"team_type", "team"}};

MoveSplit move_split(const Why& why, const SplitColumn& split) {
  MoveSplit move{.measure = why.request.measure,
                 .area = why.request.area,
                 .against = why.request.against,
                 .by = std::string(split.column),
                 .by_name = std::string(split.name),
                 .over_population = why.over_population,
                 .change = why.change,
                 .parts = {}};
  for (const auto& part : why.parts) move.parts.push_back({part.name, part.change, part.effect});
  return move;
}

}  // namespace

std::vector<MoveSplit> move_splits(const Engine& engine, PublicationInputs inputs) {
  std::vector<std::string> areas = {std::string(kCounty)};
  for (const auto& locality : inputs.areas.localities) areas.push_back(locality.id);
  std::map<std::string, std::vector<std::string>> moved;  // measure -> areas
  for (const auto& area : areas) {
    inputs.area = area;
    for (const auto& measure : measures_that_moved(inputs)) moved[measure].push_back(area);
  }
  std::vector<MoveSplit> splits;
  for (const auto& [measure, where] : moved) {
    for (const auto& column : kSplits) {
      // A measure whose fact lacks the column is not split by it; a maximum by none.
      const auto whys = engine.whys({.measure = measure,
                                     .month = inputs.month,
                                     .against = months_moved_from(inputs.month),
                                     .areas = where,
                                     .column = std::string(column.column)});
      if (!whys) continue;
      for (const auto& why : *whys) {
        const bool by_itself = column.column == kAreaColumn && why.request.area != kCounty;
        if (!by_itself && !why.parts.empty()) splits.push_back(move_split(why, column));
      }
    }
  }
  return splits;
}

Result<std::vector<GridCount>> grid_counts(const Engine& engine, const Catalogue& catalogue,
                                           Month month) {
  std::vector<GridCount> counts;
  for (const auto& page : catalogue.pages) {
    const ReportGrid& grid = page.grid;
    const Measure* measure = catalogue.find(grid.measure);
    if (measure == nullptr || !measure->computed()) continue;
    const std::vector<std::vector<std::string>> cuts = {
        {grid.rows}, {grid.columns}, {grid.rows, grid.columns}};
    for (const auto& by : cuts) {
      auto added = add_counts(engine, page, month, by, counts);
      if (!added) return std::move(added).error();
    }
    add_wholes(engine, page, month, counts);
  }
  return counts;
}

}  // namespace waymark
