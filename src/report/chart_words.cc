#include "report/chart_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/signals.h"

namespace waymark {
namespace {

// Index of the last month with a value, or -1.
int latest_of(const std::vector<CellView>& months) {
  for (int i = static_cast<int>(months.size()) - 1; i >= 0; --i) {
    if (months[static_cast<std::size_t>(i)].has_value()) return i;
  }
  return -1;
}

// The earliest month with the greatest (sign 1) or least (sign -1) value, or -1.
int extreme_of(const std::vector<CellView>& months, int sign) {
  int found = -1;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (!months[i].has_value()) continue;
    const bool leads =
        found < 0 ||
        sign * compare(*months[i].value, *months[static_cast<std::size_t>(found)].value) > 0;
    if (leads) found = static_cast<int>(i);
  }
  return found;
}

std::string at_month(const std::vector<CellView>& cells, const std::vector<Month>& months, int i) {
  const auto at = static_cast<std::size_t>(i);
  return fmt::format("{} in {}", cells[at].text, long_name(months[at]));
}

}  // namespace

std::string chart_title(const std::string& title, const std::string& place, Month first,
                        Month last) {
  return fmt::format("{}, {}, {} to {}", title, place, long_name(first), long_name(last));
}

std::string chart_finding(const std::vector<CellView>& months) {
  if (months.size() < 2 || !months.back().has_value()) return {};
  bool highest = true;
  bool lowest = true;
  for (std::size_t i = 0; i + 1 < months.size(); ++i) {
    if (!months[i].has_value() || months[i].origin != months.back().origin) return {};
    const int order = compare(*months.back().value, *months[i].value);
    highest = highest && order > 0;
    lowest = lowest && order < 0;
  }
  if (!highest && !lowest) return {};
  return fmt::format("{} of {} months", highest ? "Highest" : "Lowest", months.size());
}

std::string trend_text(const std::vector<CellView>& cells, const std::vector<Month>& months) {
  if (latest_of(cells) < 0) return "No month has a value.";
  const auto with = std::count_if(cells.begin(), cells.end(),
                                  [](const CellView& cell) { return cell.has_value(); });
  return fmt::format("{} {}: lowest {}, highest {}", with, with == 1 ? "month" : "months",
                     at_month(cells, months, extreme_of(cells, -1)),
                     at_month(cells, months, extreme_of(cells, 1)));
}

std::string chart_text(const MeasureView& measure, const std::vector<Month>& months) {
  const int latest = latest_of(measure.months);
  if (latest < 0) return "No month has a value.";
  std::string text = fmt::format("{} for {} months. Latest {}. Highest {}, lowest {}.",
                                 measure.kind == Format::count ? "Columns" : "Line",
                                 measure.months.size(), at_month(measure.months, months, latest),
                                 at_month(measure.months, months, extreme_of(measure.months, 1)),
                                 at_month(measure.months, months, extreme_of(measure.months, -1)));
  if (measure.target.has_value()) text += fmt::format(" Target {}.", measure.target.text);
  for (const auto& benchmark : measure.benchmarks) {
    if (!benchmark.value.has_value()) continue;
    text += fmt::format(" {} {}.", benchmark.label, benchmark.value.text);
  }
  if (measure.county) {
    const int county = latest_of(measure.county->months);
    if (county >= 0) {
      text += fmt::format(" County {}.", at_month(measure.county->months, months, county));
    }
  }
  for (const auto& change : measure.breaks) {
    text += fmt::format(" Rule change in {}: {}",
                        long_name(months[static_cast<std::size_t>(change.month)]), change.text);
    if (!change.text.empty() && change.text.back() != '.') text += '.';
  }
  const std::string chance = signals_text(measure.signals, months);
  if (!chance.empty()) text += " " + chance;
  const auto gaps = std::count_if(measure.months.begin(), measure.months.end(),
                                  [](const CellView& cell) { return !cell.has_value(); });
  if (gaps > 0)
    text += fmt::format(" {} {} no value.", gaps, gaps == 1 ? "month has" : "months have");
  return text + " The table above holds every figure.";
}

std::string locality_text(const LocalityChart& chart, Month month) {
  std::string text = fmt::format("Bars by area for {}.", long_name(month));
  for (const auto& bar : chart.bars) {
    text +=
        fmt::format(" {}: {}{}.", bar.name, bar.value.text,
                    bar.against_county.empty() ? "" : ", against the county " + bar.against_county);
  }
  if (chart.target.has_value()) text += fmt::format(" Target {}.", chart.target.text);
  return text;
}

}  // namespace waymark
