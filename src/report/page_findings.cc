#include "report/page_findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/schema.h"
#include "report/topic_pages.h"

namespace waymark {
namespace {

bool rests_on(const Measure& measure, const std::string& table) {
  const auto names = [&](const std::vector<std::string>& tables) {
    return std::find(tables.begin(), tables.end(), table) != tables.end();
  };
  return names(measure.needs) || names(measure.uses);
}

// "Social work (single) assessments (ssd_cin_assessments), 12 rows: ...".
std::string sentence_of(const FindingCount& count) {
  const Table* table = record_schema().find(count.table);
  const std::string name = table == nullptr || table->description.empty()
                               ? count.table
                               : fmt::format("{} ({})", table->description, count.table);
  return fmt::format("{}, {} {}: {}", name, to_display(Fraction{count.rows, 1}, 0, true),
                     count.rows == 1 ? "row" : "rows",
                     count.meaning.empty() ? count.rule : count.meaning);
}

}  // namespace

std::vector<FindingView> findings_of(const std::vector<const Measure*>& measures,
                                     const std::vector<FindingCount>& counts) {
  std::vector<FindingView> views;
  for (const auto& count : counts) {
    FindingView view{
        .table = count.table, .rule = count.rule, .text = {}, .rows = count.rows, .measures = {}};
    for (const auto* measure : measures) {
      if (rests_on(*measure, count.table)) view.measures.push_back(measure->ref);
    }
    if (view.measures.empty() || count.rows == 0) continue;
    view.text = sentence_of(count);
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<BreachView> breaches_of(const std::vector<const Measure*>& measures,
                                    const ReportContext& context) {
  std::vector<BreachView> views;
  for (const auto& breach : context.inputs().breaches) {
    const bool shown = breach.area == context.area() && breach.month <= context.month() &&
                       breach.month > context.month() - kMonthsOnAPage;
    const bool on_page = std::any_of(measures.begin(), measures.end(),
                                     [&](const Measure* m) { return m->ref == breach.measure; });
    if (!shown || !on_page) continue;
    views.push_back(
        {.measure = breach.measure, .month = to_string(breach.month), .text = breach.message});
  }
  return views;
}

}  // namespace waymark
