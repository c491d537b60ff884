// Reads the condition language of measures into checked expressions (model/expression.h).
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/expression.h"
#include "model/fact.h"
#include "model/parameters.h"

namespace waymark {

struct ConditionFault {
  int position = 0;  // offset in the text
  std::string message;  // with a suggestion where one is near
};

// Reads and checks a condition against a fact's columns and the known parameters. The value is a
// flag expression; faults carry positions.
struct ConditionReading {
  Expression expression;
  std::vector<ConditionFault> faults;
};
ConditionReading read_condition(std::string_view text, const FactSchema& fact,
                                const Parameters& parameters, bool stock);

}  // namespace waymark
