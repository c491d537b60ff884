#include "disclosure/suppress.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "disclosure/protect.h"
#include "disclosure/solver_library.h"

namespace waymark {
namespace {

using Key = std::tuple<std::string, std::string, Month>;
constexpr std::size_t kMostDetails = 20;

Key key_of(const Figure& figure) { return {figure.measure, figure.area, figure.month}; }

// Whether the month's number and the year to date of a figure are shown.
struct IsShown {
  bool month = true;
  bool to_date = true;
};

std::map<Key, IsShown> shown_figures(const FigureTable& table, const Shown& shown) {
  std::map<Key, IsShown> all;
  for (std::size_t i = 0; i < table.items.size(); ++i) {
    const FigureItem& item = table.items[i];
    IsShown& is_shown = all[{item.measure, item.area, item.month}];
    (item.to_date ? is_shown.to_date : is_shown.month) = shown[i];
  }
  return all;
}

void hide_month(Figure& figure) {
  figure.amount = {};
  figure.reason = MissingReason::suppressed;
  figure.rag = Rag::none;
}

// Nothing of a figure is left that is not shown.
std::vector<Figure> redacted(const FigureTableInputs& inputs, const FigureTable& table,
                             const Shown& shown) {
  const auto all = shown_figures(table, shown);
  std::vector<Figure> figures;
  for (const auto& given : inputs.figures) {
    if (given.month <= inputs.month - kMonthsShown || given.month > inputs.month) continue;
    Figure figure = given;
    figure.direction = Direction::none;  // worked out anew from what is shown
    const auto found = all.find(key_of(figure));
    const IsShown is_shown = found == all.end() ? IsShown{} : found->second;
    if (!is_shown.month) hide_month(figure);
    if (!shows_year_to_date(inputs.month, figure.month)) figure.ytd = {};
    if (!is_shown.to_date) {
      figure.ytd = {};
      figure.ytd_suppressed = true;
    }
    figures.push_back(std::move(figure));
  }
  return figures;
}

std::string sentence(const LinkedTable& table, const Exposed& exposed) {
  const Cell& cell = table.cells()[static_cast<std::size_t>(exposed.cell)];
  return fmt::format("{}: between {} and {}", cell.name, exposed.low, exposed.high);
}

Error refusal(const LinkedTable& table, const std::vector<Exposed>& exposed,
              const AuditSettings& settings) {
  Error error{
      ErrorCode::conflict,
      fmt::format("Nothing was published: {} hidden count{} could be told to less than {} from "
                  "what would be shown. Publish fewer measures, or set another least_width "
                  "under [public] in authority.toml.",
                  exposed.size(), exposed.size() == 1 ? "" : "s", settings.least_width)};
  for (const auto& one : exposed) {
    if (error.details.size() == kMostDetails) break;
    error.details.push_back(sentence(table, one));
  }
  return error;
}

// Small counts alone. A larger one that is hidden beside them may be told: that harms nobody.
std::vector<Exposed> sensitive_only(const LinkedTable& table, std::vector<Exposed> exposed) {
  std::erase_if(exposed, [&](const Exposed& one) {
    return !table.cells()[static_cast<std::size_t>(one.cell)].sensitive;
  });
  return exposed;
}

// Which items the figures show, whatever was meant to be shown.
Shown items_shown(const FigureTable& table, const std::vector<Figure>& figures) {
  std::map<Key, IsShown> all;
  for (const auto& figure : figures) {
    all[key_of(figure)] = {.month = figure.amount.value || figure.amount.numerator ||
                                    figure.amount.denominator ||
                                    figure.reason != MissingReason::suppressed,
                           .to_date = figure.ytd.value.has_value()};
  }
  Shown shown;
  for (const auto& item : table.items) {
    const auto found = all.find({item.measure, item.area, item.month});
    shown.push_back(found != all.end() &&
                    (item.to_date ? found->second.to_date : found->second.month));
  }
  return shown;
}

bool shows_a_small_count(const LinkedTable& table, const Item& item) {
  return std::any_of(item.cells.begin(), item.cells.end(), [&](int cell) {
    return table.cells()[static_cast<std::size_t>(cell)].sensitive;
  });
}

std::vector<Exposed> audited_anew(const FigureTable& table, const std::vector<Figure>& figures,
                                  const AuditSettings& settings) {
  const Shown shown = items_shown(table, figures);
  std::vector<Exposed> exposed = sensitive_only(table.table, audit(table.table, shown, settings));
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const Item& item = table.table.items()[i];
    if (!shown[i] || !shows_a_small_count(table.table, item)) continue;
    for (const int cell : item.cells) {
      const Cell& it = table.table.cells()[static_cast<std::size_t>(cell)];
      if (it.sensitive)
        exposed.push_back({.cell = cell, .low = it.value, .high = it.value, .limits = {}});
    }
  }
  return exposed;
}

SuppressionCounts counts_of(const LinkedTable& table, const Protection& protection,
                            const AuditSettings& settings) {
  SuppressionCounts counts{.figures = static_cast<int>(protection.shown.size())};
  for (std::size_t i = 0; i < protection.shown.size(); ++i) {
    if (protection.shown[i]) continue;
    ++(protection.first[i] ? counts.small : counts.secondary);
  }
  const auto known = known_cells(table, protection.shown);
  const auto audited = audited_cells(table, protection.shown, known, settings.least_width);
  counts.audited = static_cast<int>(std::count(audited.begin(), audited.end(), true));
  for (std::size_t c = 0; c < audited.size(); ++c) {
    if (table.cells()[c].sensitive && !audited[c]) ++counts.told_before;
  }
  return counts;
}

}  // namespace

Result<PublicFigures> suppress(const FigureTableInputs& inputs, AuditSettings settings) {
  if (auto loaded = clp::library().load(); !loaded) return std::move(loaded).error();
  const FigureTable table = figure_table(inputs);
  const Protection protection = protect(table.table, settings);
  const auto harm = sensitive_only(table.table, protection.exposed);
  if (!harm.empty()) return refusal(table.table, harm, settings);
  PublicFigures result{.figures = redacted(inputs, table, protection.shown),
                       .counts = counts_of(table.table, protection, settings)};
  auto passed = audit_figures(inputs, result.figures, settings);
  if (!passed) return std::move(passed).error();
  return result;
}

Status audit_figures(const FigureTableInputs& inputs, const std::vector<Figure>& shown,
                     AuditSettings settings) {
  if (auto loaded = clp::library().load(); !loaded) return loaded;
  const FigureTable table = figure_table(inputs);
  const auto exposed = audited_anew(table, shown, settings);
  if (!exposed.empty()) return refusal(table.table, exposed, settings);
  return {};
}

}  // namespace waymark
