// Values as readers see them: rounded once, with their unit, or the reason in words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/measure.h"
#include "model/reference.h"
#include "report/merge_published.h"
#include "report/publication.h"

namespace waymark {

// "67.1%", "4,205", "681.7": half up on the exact value, decimals of the measure.
std::string display(const Measure& measure, const Fraction& value);

CellView reason_cell(std::string_view reason, std::string_view missing_table = {});
CellView month_cell(const Measure& measure, const MonthValue& value);
CellView ytd_cell(const Measure& measure, const YearToDate& total);

// A target with its bound: "25% or more", "3% or less". A missing table is named, else none is set.
CellView target_cell(const Measure& measure, const std::optional<Fraction>& target,
                     bool table_supplied);
// A tolerance: "70%".
CellView tolerance_cell(const Measure& measure, const std::optional<Fraction>& bound,
                        bool table_supplied);
BenchmarkView benchmark_view(const Measure& measure, std::string_view comparator,
                             const Benchmark* benchmark, bool table_supplied, Month month);
DirectionView direction_view(const MergedDirection& merged);
RagView rag_view(const Measure& measure, std::string_view area, const MonthValue& value,
                 const Target* target, bool table_supplied);

}  // namespace waymark
