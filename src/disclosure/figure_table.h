// All figures of a publication as one table of linked counts: every area, month and measure
// together. Readers are taken to know the definitions, and so every sum, part and window that they
// imply.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "disclosure/linked_table.h"
#include "model/areas.h"
#include "model/figure.h"
#include "model/invariant.h"
#include "model/measure.h"

namespace waymark {

// The largest count that is not shown; 0 is.
inline constexpr std::int64_t kLargestSmallCount = 5;
// How many months a publication shows, the latest included.
inline constexpr int kMonthsShown = 13;

// One side of a measure: counts added together, named so that equal counts have equal names.
struct LinkedSide {
  std::vector<std::string> counts = {};  // none: there is no such side, or it is a population
  bool is_of_units = true;               // children, cases ...; not days, and not a maximum
};

struct LinkedMeasure {
  const Measure* measure = nullptr;
  LinkedSide numerator = {};
  LinkedSide denominator = {};
  // Without a value the figure tells of this count as well: "none" that it is 0, "not recorded"
  // that it is not.
  LinkedSide cases = {};
  int window = 1;        // months added in the figure of a month
  bool is_part = false;  // the numerator's units are among the denominator's
};

// Every unit of `part` is one of `whole` as well, both named as in LinkedSide.
struct PartOfCount {
  std::string part, whole;
};

// A figure of an earlier public edition; of reasons those alone are told that say something of
// counts.
struct EarlierFigure {
  std::string measure, area;
  Month month;
  bool to_date = false;
  bool hidden = false;  // in the latest edition that had it
  MissingReason reason = MissingReason::none;
  std::optional<std::int64_t> numerator = {}, denominator = {};
};

struct FigureTableInputs {
  const std::vector<Figure>& figures;  // those shown and, where there are any, of earlier months
  const std::vector<LinkedMeasure>& measures;
  const std::vector<PartOfCount>& parts;
  const Invariants& invariants;
  const std::vector<EarlierFigure>& before;
  Areas areas;
  Month month;  // the latest; the year to date is shown of it and of the same month last year
};

// What an item of the table is.
struct FigureItem {
  std::string measure, area;
  Month month;
  bool to_date = false;
};

struct FigureTable {
  LinkedTable table;
  std::vector<FigureItem> items;  // one an item of the table
};

FigureTable figure_table(const FigureTableInputs& inputs);

// Whether a publication of `month` shows the year to date of `of`.
bool shows_year_to_date(Month month, Month of);

}  // namespace waymark
