#include "facts/builders.h"
#include "facts/held_cases.h"

namespace waymark {

FactTable build_held_case(const FactContext& context, const Notes&) {
  const std::vector<HeldCase>& cases = context.held_cases->of(context);
  FactRows rows("held_case", cases.size());
  for (const HeldCase& each : cases) {
    rows.add(each.child, each.record, {each.span.from.days, each.span.until.days, each.worker});
  }
  return std::move(rows).take();
}

}  // namespace waymark
