#include "report/context.h"

#include <algorithm>

#include "report/words.h"

namespace waymark {

ReportContext::ReportContext(const PublicationInputs& inputs)
    : inputs_(inputs), index_(inputs.figures, inputs.published) {
  for (const auto& measure : inputs.measures) measures_[measure.ref] = &measure;
  number_notes();
}

const Measure* ReportContext::measure(std::string_view ref) const {
  const auto found = measures_.find(ref);
  return found == measures_.end() ? nullptr : found->second;
}

MonthValue ReportContext::value(const Measure& measure, std::string_view area, Month month) const {
  return month_value(measure, index_.computed(measure.ref, area, month),
                     index_.published(measure.ref, area, month));
}

YearToDate ReportContext::ytd(const Measure& measure, std::string_view area, Month month) const {
  return year_to_date(measure, month, [&](Month at) { return value(measure, area, at); });
}

const Target* ReportContext::target(const Measure& measure, std::string_view area) const {
  return target_in_force(inputs_.targets, measure.ref, area, last_day(month()));
}

CellView ReportContext::month_cell_of(const Measure& measure, std::string_view area,
                                      Month month) const {
  return month_cell(measure, value(measure, area, month));
}

CellView ReportContext::ytd_cell_of(const Measure& measure, std::string_view area,
                                    Month month) const {
  return ytd_cell(measure, ytd(measure, area, month));
}

CellView ReportContext::target_cell_of(const Measure& measure, std::string_view area) const {
  const Target* found = target(measure, area);
  return target_cell(measure, found == nullptr ? std::nullopt : found->target,
                     inputs_.targets_supplied);
}

DirectionView ReportContext::direction_of(const Measure& measure, std::string_view area) const {
  return direction_view(
      merged_direction(measure, value(measure, area, month() - 1), value(measure, area, month())));
}

RagView ReportContext::rag_of(const Measure& measure, std::string_view area) const {
  return rag_view(measure, area, value(measure, area, month()), target(measure, area),
                  inputs_.targets_supplied);
}

BenchmarkView ReportContext::benchmark_of(const Measure& measure,
                                          std::string_view comparator) const {
  return benchmark_view(measure, comparator,
                        latest_benchmark(inputs_.benchmarks, measure.ref, comparator),
                        inputs_.benchmarks_supplied, month());
}

std::vector<NoteCall> ReportContext::notes_of(const Measure& measure) const {
  std::vector<NoteCall> calls;
  for (const auto& note : notes_) {
    const auto& ids = measure.footnotes;
    if (std::find(ids.begin(), ids.end(), note.id) == ids.end()) continue;
    calls.push_back({.number = note.number, .id = note.id});
  }
  return calls;
}

std::string ReportContext::name_of(std::string_view area) const {
  if (area == kCounty) return "County";
  if (area == kUnallocated) return "Unallocated";
  const std::int32_t found = inputs_.areas.find(area);
  return found == kMissing ? std::string(area)
                           : inputs_.areas.localities[static_cast<std::size_t>(found)].name;
}

std::string ReportContext::place_of(std::string_view area) const {
  return area == kCounty || area == kUnallocated ? std::string(area) : name_of(area);
}

// Notes are numbered in the order in which the catalogue lists them; those that no measure of the
// report calls have no number.
void ReportContext::number_notes() {
  std::vector<std::string_view> shown(inputs_.summary.begin(), inputs_.summary.end());
  for (const auto& page : inputs_.pages) {
    shown.insert(shown.end(), page.measures.begin(), page.measures.end());
  }
  for (const auto& footnote : inputs_.footnotes) {
    Note note{.number = 0, .id = footnote.id, .text = footnote.text, .measures = {}};
    for (const auto& measure : inputs_.measures) {
      const auto& ids = measure.footnotes;
      const bool calls = std::find(ids.begin(), ids.end(), footnote.id) != ids.end();
      const bool on_a_page = std::find(shown.begin(), shown.end(), measure.ref) != shown.end();
      if (calls && on_a_page) note.measures.push_back(measure.ref);
    }
    if (note.measures.empty()) continue;
    note.number = static_cast<int>(notes_.size()) + 1;
    notes_.push_back(std::move(note));
  }
}

CountyBeside county_beside(const Measure& measure, const std::vector<Month>& months,
                           const ReportContext& context) {
  CountyBeside county;
  for (const Month month : months) {
    county.months.push_back(context.month_cell_of(measure, kCounty, month));
  }
  county.ytd = context.ytd_cell_of(measure, kCounty, context.month());
  county.target = context.target_cell_of(measure, kCounty);
  county.direction = context.direction_of(measure, kCounty);
  county.rag = context.rag_of(measure, kCounty);
  return county;
}

}  // namespace waymark
