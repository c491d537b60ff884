#include "report/summary.h"

#include <algorithm>

#include "report/chart_words.h"
#include "report/signals.h"
#include "report/topic_pages.h"
#include "report/words.h"

namespace waymark {
namespace {

constexpr int kMonthsShown = 4;
constexpr int kMonthsOfAYear = 12;

// The page that shows a measure; the first if there are several.
std::string page_of(const std::vector<ReportPage>& pages, const std::string& ref) {
  for (const auto& page : pages) {
    if (std::find(page.measures.begin(), page.measures.end(), ref) != page.measures.end()) {
      return page.id;
    }
  }
  return {};
}

void add_judgement(SummaryRow& row, const Measure& measure, const ReportContext& context) {
  row.direction = context.direction_of(measure, context.area());
  row.signal = signals_of(measure, context.area(), context).signal;
  row.rag.push_back(context.rag_of(measure, kCounty));
  for (const auto& locality : context.inputs().areas.localities) {
    row.rag.push_back(context.rag_of(measure, locality.id));
  }
}

void add_comparisons(SummaryRow& row, const Measure& measure, const ReportContext& context) {
  const Target* target = context.target(measure, context.area());
  const bool supplied = context.inputs().targets_supplied;
  row.target = context.target_cell_of(measure, context.area());
  row.red = tolerance_cell(measure, target == nullptr ? std::nullopt : target->red, supplied);
  row.green = tolerance_cell(measure, target == nullptr ? std::nullopt : target->green, supplied);
  row.last_year = context.ytd_cell_of(measure, context.area(), context.month() - kMonthsOfAYear);
  for (const auto comparator : kComparators) {
    row.benchmarks.push_back(context.benchmark_of(measure, comparator));
  }
}

SummaryRow row_of(const Measure& measure, const ReportContext& context) {
  SummaryRow row;
  row.ref = measure.ref;
  row.title = measure.title;
  row.polarity = polarity_word(measure.polarity);
  row.format = format_word(measure);
  row.page = page_of(context.inputs().pages, measure.ref);
  row.computed = context.is_computed(measure);
  std::vector<Month> months;
  for (int back = kMonthsShown - 1; back >= 0; --back) months.push_back(context.month() - back);
  for (const Month month : months) {
    row.months.push_back(context.month_cell_of(measure, context.area(), month));
  }
  const std::vector<Month> year = months_shown(context.month());
  for (const Month month : year) {
    row.trend.push_back(context.month_cell_of(measure, context.area(), month));
  }
  row.trend_text = trend_text(row.trend, year);
  row.ytd = context.ytd_cell_of(measure, context.area(), context.month());
  if (context.county_beside()) row.county = county_beside(measure, months, context);
  add_comparisons(row, measure, context);
  add_judgement(row, measure, context);
  row.notes = context.notes_of(measure);
  return row;
}

}  // namespace

std::vector<SummaryGroup> summary_of(const ReportContext& context) {
  std::vector<SummaryGroup> groups;
  for (const auto& ref : context.inputs().summary) {
    const Measure* measure = context.measure(ref);
    if (measure == nullptr) continue;  // the catalogue is linted: no such reference is in it
    if (groups.empty() || groups.back().heading != measure->section) {
      groups.push_back({.heading = measure->section, .rows = {}});
    }
    groups.back().rows.push_back(row_of(*measure, context));
  }
  return groups;
}

}  // namespace waymark
