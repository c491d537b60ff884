#include "report/topic_pages.h"

#include <algorithm>

#include "judge/intervals.h"
#include "report/chart_words.h"
#include "report/families.h"
#include "report/grid_tables.h"
#include "report/moves.h"
#include "report/page_findings.h"
#include "report/signals.h"
#include "report/words.h"

namespace waymark {
namespace {

std::vector<BreakView> breaks_of(const Measure& measure, const ReportContext& context) {
  const std::vector<Month> months = months_shown(context.month());
  std::vector<BreakView> views;
  for (const auto& change : context.inputs().breaks) {
    const auto& refs = change.measures;
    if (std::find(refs.begin(), refs.end(), measure.ref) == refs.end()) continue;
    const int at = month_of(change.day) - months.front();
    // A change in the first month shown has no month before it to be told from.
    if (at > 0 && at < kMonthsOnAPage) views.push_back({.month = at, .text = change.text});
  }
  return views;
}

// What is given of the summary's comparators and of the year before, or worked out, or why it is
// not.
std::vector<BenchmarkView> benchmarks_given(const Measure& measure, const ReportContext& context) {
  std::vector<std::string_view> comparators(std::begin(kComparators), std::end(kComparators));
  comparators.push_back("PREV_YEAR");
  std::vector<BenchmarkView> given;
  for (const auto comparator : comparators) {
    BenchmarkView view = context.benchmark_of(measure, comparator);
    if (view.value.has_value() || view.worked_out()) given.push_back(std::move(view));
  }
  return given;
}

void add_words(MeasureView& view, const Measure& measure) {
  view.ref = measure.ref;
  view.title = measure.title;
  view.polarity = polarity_word(measure.polarity);
  view.format = format_word(measure);
  view.unit = measure.unit;
  view.definition = measure.definition;
  view.source = measure.source;
  view.note = measure.note;
  view.kind = measure.format;
  view.decimals = measure.decimals;
}

MeasureView view_of(const Measure& measure, const ReportContext& context) {
  const std::vector<Month> months = months_shown(context.month());
  MeasureView view;
  add_words(view, measure);
  view.computed = context.is_computed(measure);
  const std::string& area = context.area();
  for (const Month month : months) {
    view.months.push_back(context.month_cell_of(measure, area, month));
  }
  view.ytd = context.ytd_cell_of(measure, area, context.month());
  view.target = context.target_cell_of(measure, area);
  view.direction = context.direction_of(measure, area);
  view.rag = context.rag_of(measure, area);
  if (context.county_beside()) view.county = county_beside(measure, months, context);
  view.benchmarks = benchmarks_given(measure, context);
  view.breaks = breaks_of(measure, context);
  view.signals = signals_of(measure, area, context);
  view.notes = context.notes_of(measure);
  view.chart_title =
      chart_title(measure.title, context.place_of(context.area()), months.front(), months.back());
  view.chart_finding = chart_finding(view.months);
  view.chart_text = chart_text(view, months);
  return view;
}

std::size_t index_of(const TopicPage& page, std::string_view ref) {
  const auto found = std::find_if(page.measures.begin(), page.measures.end(),
                                  [&](const MeasureView& view) { return view.ref == ref; });
  return static_cast<std::size_t>(found - page.measures.begin());
}

// The place of a family's whole on the page; it is added if it has a page of its own.
std::optional<std::size_t> whole_of(TopicPage& page, const MeasureFamily& family,
                                    const ReportContext& context) {
  const std::size_t at = index_of(page, family.root);
  if (at < page.measures.size()) return at;
  const Measure* whole = context.measure(family.root);
  if (whole == nullptr) return std::nullopt;
  MeasureView view = view_of(*whole, context);
  view.total_only = true;
  page.measures.push_back(std::move(view));
  return at;
}

void add_family_table(TopicPage& page, const MeasureFamily& family, const ReportContext& context) {
  MonthTable table{.caption = family.caption, .family = true, .columns = {}};
  for (std::size_t i = 0; i < family.members.size(); ++i) {
    table.columns.push_back({index_of(page, family.members[i]->ref), family.headings[i], false});
  }
  if (const auto whole = whole_of(page, family, context)) {
    table.columns.push_back({*whole, "All", true});
  }
  page.tables.push_back(std::move(table));
}

// The latest month of a part; nullptr where the catalogue has no such measure.
void add_part(PartsTable::Row& row, const Measure* part, const ReportContext& context) {
  const auto cell = [&](std::string_view area) {
    return part == nullptr ? reason_cell("not_applicable")
                           : context.month_cell_of(*part, area, context.month());
  };
  row.cells.push_back(cell(context.area()));
  if (context.county_beside()) row.county.push_back(cell(kCounty));
}

// Families with the same parts stand side by side for the latest month.
void add_parts_table(TopicPage& page, const std::vector<MeasureFamily>& families,
                     const ReportPage& layout, const ReportContext& context) {
  if (families.size() < 2) return;
  const auto same = [&](const MeasureFamily& f) { return f.parts == families.front().parts; };
  if (!std::all_of(families.begin(), families.end(), same)) return;
  PartsTable table{.caption = page.title + ", " + long_name(context.month()),
                   .heading = layout.by_source ? "Source" : "Part",
                   .columns = {},
                   .rows = {}};
  for (const auto& family : families) table.columns.push_back(family.caption);
  for (std::size_t part = 0; part < families.front().members.size(); ++part) {
    PartsTable::Row row{.heading = families.front().headings[part], .cells = {}, .county = {}};
    for (const auto& family : families) add_part(row, family.members[part], context);
    table.rows.push_back(std::move(row));
  }
  PartsTable::Row total{.heading = "All", .cells = {}, .county = {}};
  for (const auto& family : families) add_part(total, context.measure(family.root), context);
  table.rows.push_back(std::move(total));
  page.parts.push_back(std::move(table));
}

void add_tables(TopicPage& page, const ReportPage& layout,
                const std::vector<const Measure*>& measures, const ReportContext& context) {
  const auto families = families_of(measures, layout.by_source ? "each source" : "");
  MonthTable own{.caption = page.title, .family = false, .columns = {}};
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const bool in_family = std::any_of(families.begin(), families.end(), [&](const auto& family) {
      return std::find(family.members.begin(), family.members.end(), measures[i]) !=
             family.members.end();
    });
    if (!in_family) own.columns.push_back({i, measures[i]->title, false});
  }
  if (!own.columns.empty()) page.tables.push_back(std::move(own));
  for (const auto& family : families) add_family_table(page, family, context);
  add_parts_table(page, families, layout, context);
}

std::string funnel_words(FunnelPlace place) {
  switch (place) {
    case FunnelPlace::low_998:
      return "lower, beyond 99.8% limits";
    case FunnelPlace::low_95:
      return "lower, beyond 95% limits";
    case FunnelPlace::within:
      return "within chance";
    case FunnelPlace::high_95:
      return "higher, beyond 95% limits";
    case FunnelPlace::high_998:
      return "higher, beyond 99.8% limits";
  }
  return {};
}

LocalityChart::Bar bar_of(const Measure& measure, std::string_view area,
                          const ReportContext& context) {
  return {.area = std::string(area),
          .name = context.name_of(area),
          .value = month_cell(measure, context.value(measure, area, context.month())),
          .rag = context.rag_of(measure, area),
          .against_county = {}};
}

// Where a locality lies in the funnel round the county's average; empty where counts are missing,
// or a part is not of its whole.
std::string against_county(const Measure& measure, std::string_view area,
                           const ReportContext& context) {
  const Amount own = context.value(measure, area, context.month()).amount;
  const Amount county = context.value(measure, kCounty, context.month()).amount;
  if (!own.value || !county.value || !own.numerator || !own.denominator || !county.numerator ||
      !county.denominator || *own.denominator <= 0 || *county.denominator <= 0) {
    return {};
  }
  const double average =
      static_cast<double>(*county.numerator) / static_cast<double>(*county.denominator);
  const auto denominator = static_cast<double>(*own.denominator);
  if (measure.format == Format::percent) {
    if (*own.numerator < 0 || *own.numerator > *own.denominator || average > 1) return {};
    return funnel_words(
        funnel_place_of_share(static_cast<double>(*own.numerator), denominator, average));
  }
  if (measure.format != Format::rate || *own.numerator < 0) return {};
  return funnel_words(funnel_place_of_rate(*own.numerator, denominator, average));
}

// Drawn where at least one locality has a value.
void add_locality_chart(TopicPage& page, const ReportPage& layout, const ReportContext& context) {
  const Measure* measure = context.measure(layout.locality_chart);
  if (measure == nullptr) return;
  LocalityChart chart{.ref = measure->ref,
                      .title = measure->title + ", by locality, " + long_name(context.month()),
                      .text = {},
                      .kind = measure->format,
                      .bars = {},
                      .target = context.target_cell_of(*measure, context.area())};
  bool any = false;
  for (const auto& locality : context.inputs().areas.localities) {
    chart.bars.push_back(bar_of(*measure, locality.id, context));
    chart.bars.back().against_county = against_county(*measure, locality.id, context);
    any = any || chart.bars.back().value.has_value();
  }
  if (!any) return;
  chart.bars.push_back(bar_of(*measure, kUnallocated, context));
  chart.bars.push_back(bar_of(*measure, kCounty, context));
  chart.text = locality_text(chart, context.month());
  page.localities.push_back(std::move(chart));
}

std::vector<NoteCall> notes_called(const std::vector<MeasureView>& measures) {
  std::vector<NoteCall> calls;
  for (const auto& measure : measures) {
    for (const auto& call : measure.notes) {
      const bool known = std::any_of(calls.begin(), calls.end(),
                                     [&](const NoteCall& c) { return c.number == call.number; });
      if (!known) calls.push_back(call);
    }
  }
  std::sort(calls.begin(), calls.end(),
            [](const NoteCall& a, const NoteCall& b) { return a.number < b.number; });
  return calls;
}

TopicPage page_of(const ReportPage& layout, const ReportContext& context) {
  TopicPage page;
  page.id = layout.id;
  page.title = layout.title;
  page.section = layout.section;
  std::vector<const Measure*> measures;
  for (const auto& ref : layout.measures) {
    if (const Measure* measure = context.measure(ref)) measures.push_back(measure);
  }
  for (const auto* measure : measures) {
    page.measures.push_back(view_of(*measure, context));
    page.computed = page.computed || page.measures.back().computed;
  }
  add_tables(page, layout, measures, context);
  page.grids = grids_of(layout, context);
  page.moves = moves_of(measures, context);
  add_locality_chart(page, layout, context);
  const auto written = context.inputs().commentary.find(layout.id);
  if (written != context.inputs().commentary.end()) page.commentary = written->second;
  page.notes = notes_called(page.measures);
  page.findings = findings_of(measures, context.inputs().findings);
  page.breaches = breaches_of(measures, context);
  return page;
}

}  // namespace

std::vector<Month> months_shown(Month last) {
  std::vector<Month> months;
  for (int back = kMonthsOnAPage - 1; back >= 0; --back) months.push_back(last - back);
  return months;
}

std::vector<TopicPage> topic_pages_of(const ReportContext& context) {
  std::vector<TopicPage> pages;
  for (const auto& layout : context.inputs().pages) pages.push_back(page_of(layout, context));
  return pages;
}

}  // namespace waymark
