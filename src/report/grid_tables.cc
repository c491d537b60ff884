#include "report/grid_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "report/words.h"

namespace waymark {
namespace {

std::optional<int> whole_number(const std::string& text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

class GridBuilder {
 public:
  GridBuilder(const ReportPage& layout, const Measure& measure, const ReportContext& context)
      : layout_(layout), measure_(measure), context_(context) {
    choose_rows();
    choose_columns();
  }

  GridTable grid_of(std::string_view area) const {
    GridTable table{.ref = measure_.ref,
                    .caption = fmt::format("{}, {}, {}", layout_.grid.title,
                                           context_.place_of(area), long_name(context_.month())),
                    .row_heading = layout_.grid.row_heading,
                    .columns = {},
                    .rows = {},
                    .reason = {}};
    const CellView whole = context_.month_cell_of(measure_, area, context_.month());
    if (!whole.has_value() || rows_.empty()) {
      table.reason = whole.has_value() ? "Nothing is counted this month." : whole.title;
      return table;
    }
    for (const auto& column : columns_) table.columns.push_back(column.name);
    table.columns.emplace_back("All");
    const auto counts = counts_of(area);
    for (const auto& row : rows_) add_row(table, row, row, counts);
    add_row(table, "", "All", counts);
    return table;
  }

 private:
  using Counts = std::map<std::pair<std::string, std::string>, Amount>;  // row, column

  bool is_own(const GridCount& count) const { return count.page == layout_.id; }

  // Every area's grid has the same rows. Numbers (ages) have no gap between the least and greatest.
  void choose_rows() {
    std::set<int> numbers;
    for (const auto& count : context_.inputs().grids) {
      if (!is_own(count) || count.row.empty()) continue;
      if (const auto number = whole_number(count.row)) {
        numbers.insert(*number);
      } else if (std::find(rows_.begin(), rows_.end(), count.row) == rows_.end()) {
        rows_.push_back(count.row);
      }
    }
    if (numbers.empty()) return;
    std::vector<std::string> all;
    for (int n = *numbers.begin(); n <= *numbers.rbegin(); ++n) all.push_back(std::to_string(n));
    rows_.insert(rows_.begin(), all.begin(), all.end());
  }

  void choose_columns() {
    columns_ = layout_.grid.shown;
    for (const auto& count : context_.inputs().grids) {
      if (!is_own(count) || count.column.empty()) continue;
      const bool known = std::any_of(columns_.begin(), columns_.end(), [&](const auto& column) {
        return column.value == count.column;
      });
      if (!known) columns_.push_back({count.column, count.column});
    }
  }

  Counts counts_of(std::string_view area) const {
    Counts counts;
    for (const auto& count : context_.inputs().grids) {
      if (is_own(count) && count.area == area) counts[{count.row, count.column}] = count.amount;
    }
    return counts;
  }

  void add_row(GridTable& table, const std::string& row, const std::string& heading,
               const Counts& counts) const {
    GridTable::Row cells{.heading = heading, .cells = {}};
    for (const auto& column : columns_) cells.cells.push_back(cell_of(counts, row, column.value));
    cells.cells.push_back(cell_of(counts, row, ""));
    table.rows.push_back(std::move(cells));
  }

  // Of a count, what is not there is none; of anything else it has no value.
  CellView cell_of(const Counts& counts, const std::string& row, const std::string& column) const {
    const auto found = counts.find({row, column});
    if (found != counts.end() && !found->second.value) return reason_cell("no_denominator");
    if (found == counts.end() && measure_.format != Format::count) {
      return reason_cell("no_denominator");
    }
    MonthValue value;
    value.origin = Origin::computed;
    value.amount = found != counts.end()
                       ? found->second
                       : Amount{.numerator = 0, .denominator = {}, .value = Fraction{}};
    return month_cell(measure_, value);
  }

  const ReportPage& layout_;
  const Measure& measure_;
  const ReportContext& context_;
  std::vector<std::string> rows_;
  std::vector<ReportGrid::Column> columns_;
};

}  // namespace

std::vector<GridTable> grids_of(const ReportPage& layout, const ReportContext& context) {
  // A public edition is given none: it would say that nothing is counted.
  if (context.inputs().is_public) return {};
  const Measure* measure = context.measure(layout.grid.measure);
  if (measure == nullptr || !context.is_computed(*measure)) return {};
  const GridBuilder builder(layout, *measure, context);
  std::vector<GridTable> grids = {builder.grid_of(context.area())};
  if (context.county_beside()) grids.push_back(builder.grid_of(kCounty));
  return grids;
}

}  // namespace waymark
