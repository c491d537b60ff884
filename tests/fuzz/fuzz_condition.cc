// Conditions of any text: no crash, no hang; what is accepted has one spelling, which reads as the
// same condition again.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "catalogue/condition.h"

namespace {

// The spelling writes more parentheses, so a text near the limits may grow over them.
bool is_limit(const std::string& message) {
  return message.find("nested more than") != std::string::npos ||
         message.find("longer than") != std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const waymark::Parameters parameters = [] {
    waymark::Parameters known;
    waymark::Parameter days;
    days.name = "wd";
    days.values = {{{}, 10, {}}};
    known.set(days);
    return known;
  }();
  if (size == 0) return 0;
  const auto& schemas = waymark::fact_schemas();
  const auto& fact = schemas[data[0] % schemas.size()];
  const std::string text(data + 1, data + size);
  for (const bool stock : {false, true}) {
    const auto reading = waymark::read_condition(text, fact, parameters, stock);
    for (const auto& fault : reading.faults) {
      CHECK_THAT(fault.position >= 0 && static_cast<std::size_t>(fault.position) <= text.size(),
                 "a fault stands in the text");
    }
    if (!reading.faults.empty()) continue;
    const std::string spelling = to_text(reading.expression, fact.columns);
    const auto again = waymark::read_condition(spelling, fact, parameters, stock);
    if (!again.faults.empty() && is_limit(again.faults.front().message)) continue;
    CHECK_THAT(again.faults.empty(), "the spelling of a condition is a condition");
    CHECK_THAT(to_text(again.expression, fact.columns) == spelling,
               "the spelling is the same again");
  }
  return 0;
}
