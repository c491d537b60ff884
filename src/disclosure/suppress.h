// Figures for the public: those of the months shown, with a reason in place of each hidden number.
//
//   auto edition = suppress(table_inputs, {.least_width = 5});
//   if (!edition) return std::move(edition).error();   // a count stays exposed
#pragma once

#include <vector>

#include "base/result.h"
#include "disclosure/audit.h"
#include "disclosure/figure_table.h"

namespace waymark {

// How much is hidden, of all figures that the edition would show.
struct SuppressionCounts {
  int figures = 0;      // of a month, and years to date
  int small = 0;        // hidden for the counts they show
  int secondary = 0;    // hidden beside them
  int audited = 0;      // hidden counts whose range was looked at
  int told_before = 0;  // small counts that an earlier edition gave away
};

struct PublicFigures {
  std::vector<Figure> figures;
  SuppressionCounts counts;
};

// An error if a hidden count could be told to less than the least width from all that is left.
Result<PublicFigures> suppress(const FigureTableInputs& inputs, AuditSettings settings);

// The audit of figures that are about to be published, from nothing but them and the true ones.
Status audit_figures(const FigureTableInputs& inputs, const std::vector<Figure>& shown,
                     AuditSettings settings);

}  // namespace waymark
