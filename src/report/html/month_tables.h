// The tables of a topic page.
#pragma once

#include "report/markup.h"
#include "report/publication.h"

namespace waymark {

// Months down, measures across, polarity over each column; year to date and target below.
void write_month_table(Markup& out, const MonthTable& table, const TopicPage& page,
                       const Publication& publication);
void write_parts_table(Markup& out, const PartsTable& table, const Publication& publication);
// The own value and what it is compared with; nothing if no measure of the page has a benchmark.
void write_benchmark_table(Markup& out, const TopicPage& page, const Publication& publication);
void write_locality_table(Markup& out, const LocalityChart& chart);

// Rows and columns that are cut from one measure of the month.
void write_grid_table(Markup& out, const GridTable& table);

}  // namespace waymark
