#include "model/expression.h"

#include <algorithm>

namespace waymark {

bool mentions_month_end(const Expression& expression) {
  return expression.op == Op::month_end ||
         std::any_of(expression.parts.begin(), expression.parts.end(), mentions_month_end);
}

}  // namespace waymark
