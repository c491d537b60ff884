// Equations between figures that hold whatever the records say, as catalogue/invariants.toml lists
// them. A breach is a fault of the program or of a definition, never of a record.
#pragma once

#include <string>
#include <vector>

namespace waymark {

// One number of a figure, as an equation names it:
//   "2.2" numerator   "2.7:d" denominator   "2.7:ytd" and "2.7:ytd-d" year to date
//   "6.1:previous"    numerator of the month before        "-6.7" taken away
struct InvariantTerm {
  enum class Part { numerator, denominator, ytd_numerator, ytd_denominator };
  std::string measure;
  Part part = Part::numerator;
  bool previous_month = false;
  bool taken_away = false;
};

// left = right, or left <= right.
struct Invariant {
  std::string name;          // "V16"
  std::string meaning = {};  // one sentence
  std::vector<InvariantTerm> left = {};
  std::vector<InvariantTerm> right = {};
  bool at_most = false;
  bool county_only = false;
  int calendar_month = 0;  // holds in this month of the year only; 0 = in all
};

struct Invariants {
  std::vector<Invariant> equations;
  // Percentages whose numerator may be above the denominator: two flows, no cohort.
  std::vector<std::string> may_exceed;
};

}  // namespace waymark
