// What the builders of the page model share: the inputs, and quick ways to what belongs to one
// measure, area and month.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/cells.h"
#include "report/figure_index.h"
#include "report/inputs.h"
#include "report/merge_published.h"

namespace waymark {

// Comparators of the summary, left to right.
inline constexpr std::string_view kComparators[] = {"SN_AVG", "SN_BEST", "NAT_AVG", "NAT_TOPQ",
                                                    "REGION"};

class ReportContext {
 public:
  explicit ReportContext(const PublicationInputs& inputs);

  const PublicationInputs& inputs() const { return inputs_; }
  Month month() const { return inputs_.month; }
  const std::string& area() const { return inputs_.area; }
  // nullptr if the catalogue has no such measure.
  const Measure* measure(std::string_view ref) const;
  bool is_computed(const Measure& measure) const { return index_.is_computed(measure.ref); }

  MonthValue value(const Measure& measure, std::string_view area, Month month) const;
  YearToDate ytd(const Measure& measure, std::string_view area, Month month) const;
  const Target* target(const Measure& measure, std::string_view area) const;

  // Whether the county's figures stand beside those of the area: in every pack but its own.
  bool county_beside() const { return area() != kCounty; }

  CellView month_cell_of(const Measure& measure, std::string_view area, Month month) const;
  CellView ytd_cell_of(const Measure& measure, std::string_view area, Month month) const;
  CellView target_cell_of(const Measure& measure, std::string_view area) const;
  DirectionView direction_of(const Measure& measure, std::string_view area) const;
  RagView rag_of(const Measure& measure, std::string_view area) const;
  BenchmarkView benchmark_of(const Measure& measure, std::string_view comparator) const;

  // The notes that a measure calls, in the order of their numbers.
  std::vector<NoteCall> notes_of(const Measure& measure) const;
  const std::vector<Note>& notes() const { return notes_; }
  // "County", "Breckland", "Unallocated".
  std::string name_of(std::string_view area) const;
  // The same inside a sentence: "county", "Breckland".
  std::string place_of(std::string_view area) const;

 private:
  void number_notes();
  const PublicationInputs& inputs_;
  FigureIndex index_;
  std::map<std::string_view, const Measure*> measures_;
  std::vector<Note> notes_;
};

// The county's figures of the months, for a pack of another area.
CountyBeside county_beside(const Measure& measure, const std::vector<Month>& months,
                           const ReportContext& context);

}  // namespace waymark
