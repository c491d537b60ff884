// What a chart says in words: its title, the finding that a rule can prove, and a full text for
// those who do not see it.
#pragma once

#include <string>

#include "report/publication.h"

namespace waymark {

// "Contacts, county, November 2016 to November 2017".
std::string chart_title(const std::string& title, const std::string& place, Month first,
                        Month last);
// "Highest of 13 months" or "Lowest of 13 months", only where every month has a value of one kind
// and the latest stands alone; else empty.
std::string chart_finding(const std::vector<CellView>& months);
// Kind of drawing, latest, highest, lowest, target, comparisons, rule changes.
std::string chart_text(const MeasureView& measure, const std::vector<Month>& months);
std::string locality_text(const LocalityChart& chart, Month month);

// "Thirteen months" in one line: "13 months: lowest 12 in May 2017, highest 29 in November 2017".
std::string trend_text(const std::vector<CellView>& cells, const std::vector<Month>& months);

}  // namespace waymark
