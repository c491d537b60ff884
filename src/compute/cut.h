// One measure cut by columns of its fact: the rows that lists show, put into parts. The parts of a
// cell sum exactly to the uncut figure (of a maximum, the largest is the figure).
#pragma once

#include <string>
#include <vector>

#include "model/figure.h"

namespace waymark {

struct CutRequest {
  std::string measure;
  Month last;                           // the latest month
  int months = 1;                       // how many months, ending with `last`
  std::vector<std::string> areas = {};  // empty = county, localities, unallocated
  // Word, flag and number columns of the fact; `age` = completed years at the month end or on the
  // date counted; `age_band` = the same in five bands; `area` = locality or unallocated.
  std::vector<std::string> columns;
};

struct CutRow {
  std::string area;
  Month month;
  // As Cut::columns; "not recorded" is a part of its own. Blank in the one row of a cell that has
  // no parts: nothing is counted, or `reason` says why nothing can be.
  std::vector<std::string> parts;
  // A rate's parts have the denominator of the whole area, so that they sum to its rate.
  Amount amount = {};
  MissingReason reason = MissingReason::none;
};

struct Cut {
  std::string measure;
  std::vector<std::string> columns;
  std::vector<CutRow> rows;  // by area, month, then parts in the order of their values
};

std::string cut_csv(const Cut& cut);
std::string cut_json(const Cut& cut);

}  // namespace waymark
