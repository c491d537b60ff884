// How the report is laid out: its pages, its footnotes, and the dated rule changes that charts
// mark.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"

namespace waymark {

// A measure of one month in a grid of two columns of its fact: one down, the other across.
struct ReportGrid {
  std::string measure;  // empty: the page has no grid
  std::string title;    // "Children by single year of age and type of placement"
  std::string rows;     // column of the fact, or "age"
  std::string row_heading;
  std::string columns;
  struct Column {
    std::string value;
    std::string name;
  };
  std::vector<Column> shown;  // values across, in order; others that are counted follow them
};

// One page of the report: its title and the measures on it, in order.
struct ReportPage {
  std::string id;  // "child-protection"
  std::string title;
  std::string section;  // "6 Child protection"
  std::vector<std::string> measures;
  bool by_source = false;      // contacts by source: its own table layout
  std::string locality_chart;  // measure whose month is drawn by locality; empty = none
  ReportGrid grid = {};
};

struct Footnote {
  std::string id;
  std::string text;
};

// A break that charts mark (a rule change), for the measures named.
struct SeriesBreak {
  Date day;
  std::string text;
  std::vector<std::string> measures;
};

}  // namespace waymark
