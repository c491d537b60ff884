#include "disclosure/figure_cells.h"

#include <fmt/format.h>

#include <algorithm>

namespace waymark {
namespace {

constexpr int kSinceApril = 0;

std::string period_text(Period period) {
  const std::string month = to_string(period.month);
  if (period.window == kSinceApril) return "April to " + month;
  return period.window == 1 ? month : fmt::format("{} months to {}", period.window, month);
}

}  // namespace

bool is_small(std::int64_t count) { return count >= 1 && count <= kLargestSmallCount; }

std::string name_of(const LinkedSide& side) {
  std::vector<std::string> counts = side.counts;
  std::sort(counts.begin(), counts.end());
  return fmt::format("{}", fmt::join(counts, " + "));
}

Period period_of(const LinkedMeasure& measure, Month month, bool to_date) {
  return {.month = month, .window = to_date ? kSinceApril : measure.window};
}

void FigureCells::add(const LinkedMeasure& measure, const Figure& figure, bool to_date) {
  const Amount& amount = to_date ? figure.ytd : figure.amount;
  const Period period = period_of(measure, figure.month, to_date);
  const auto take = [&](const LinkedSide& side, const std::optional<std::int64_t>& value,
                        Part part) {
    if (!value || *value < 0 || side.counts.empty() || !side.is_of_units) return;
    of_figures_[{figure.measure, figure.area, figure.month, part}] =
        cell(side, figure.measure, figure.area, period, *value);
  };
  take(measure.numerator, amount.numerator, to_date ? Part::ytd_numerator : Part::numerator);
  take(measure.denominator, amount.denominator,
       to_date ? Part::ytd_denominator : Part::denominator);
}

// Counts of one name are equal; were they not, each figure would keep its own.
int FigureCells::cell(const LinkedSide& side, const std::string& measure, const std::string& area,
                      Period period, std::int64_t value) {
  std::string count = name_of(side);
  int found = find(count, area, period);
  if (found >= 0 && table_.cells()[static_cast<std::size_t>(found)].value != value) {
    count += " of " + measure;
    found = find(count, area, period);
  }
  return found >= 0 ? found : add_told(count, area, period, value);
}

int FigureCells::add_told(const std::string& count, const std::string& area, Period period,
                          std::int64_t value) {
  const int cell =
      table_.add_cell({.name = fmt::format("{} in {}, {}", count, area, period_text(period)),
                       .value = value,
                       .sensitive = is_small(value)});
  cells_[{count, area, period}] = cell;
  counts_.insert(count);
  periods_[count].insert(period);
  return cell;
}

int FigureCells::find(const std::string& count, const std::string& area, Period period) const {
  const auto found = cells_.find({count, area, period});
  return found == cells_.end() ? -1 : found->second;
}

int FigureCells::of_figure(const std::string& measure, const std::string& area, Month month,
                           Part part) const {
  const auto found = of_figures_.find({measure, area, month, part});
  return found == of_figures_.end() ? -1 : found->second;
}

const std::set<Period>& FigureCells::periods_of(const std::string& count) const {
  return periods_.at(count);
}

}  // namespace waymark
