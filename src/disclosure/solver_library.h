// The solver (Clp), loaded when it is first called: nobody but a public edition needs it.
//
//   if (auto loaded = clp::library().load(); !loaded) return std::move(loaded).error();
//   Clp_Simplex* model = clp::newModel();      // what Clp_newModel does
#pragma once

#include <coin/Clp_C_Interface.h>

#include "base/late_library.h"

namespace waymark::clp {

LateLibrary& library();

// NOLINTBEGIN(readability-identifier-naming,bugprone-macro-parentheses): named as the library does.
#define WAYMARK_CLP(name) \
  inline constinit const LateFunction<decltype(Clp_##name), library> name { "Clp_" #name }

WAYMARK_CLP(chgColumnLower);
WAYMARK_CLP(chgColumnUpper);
WAYMARK_CLP(chgObjCoefficients);
WAYMARK_CLP(deleteModel);
WAYMARK_CLP(dual);
WAYMARK_CLP(dualRowSolution);
WAYMARK_CLP(loadProblem);
WAYMARK_CLP(newModel);
WAYMARK_CLP(primal);
WAYMARK_CLP(primalColumnSolution);
WAYMARK_CLP(setLogLevel);
WAYMARK_CLP(setOptimizationDirection);
WAYMARK_CLP(status);

#undef WAYMARK_CLP
// NOLINTEND(readability-identifier-naming,bugprone-macro-parentheses)

}  // namespace waymark::clp
