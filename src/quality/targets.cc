// Targets and benchmarks beside the catalogue's measures.
#include <fmt/format.h>

#include "base/fraction.h"
#include "base/text.h"
#include "judge/judge.h"
#include "quality/checks.h"

namespace waymark::quality {

void check_targets(const Extract& extract, const RecordTable& table, const Polarities& polarities,
                   Findings& findings) {
  const std::string& name = table.schema->name;
  if (name != "loc_target" && name != "loc_benchmark") return;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const auto text = [&](std::string_view field) {
      return std::string(trim(extract.cell_text(name, field, row)));
    };
    const auto measure = polarities.find(text("measure"));
    if (measure == polarities.end()) {
      tell_row(extract, table, row, "unknown-measure", "measure",
               fmt::format("{}: the catalogue has no measure \"{}\".", row_name(table, row),
                           text("measure")),
               findings);
      continue;
    }
    if (name != "loc_target") continue;
    const Bounds bounds{.red = parse_decimal(text("red")), .green = parse_decimal(text("green"))};
    if (!bounds_in_wrong_order(bounds, measure->second)) continue;
    tell_row(
        extract, table, row, "bounds-in-wrong-order", "red",
        fmt::format("{}: measure {} is better when {}, and its red bound is {} where its green "
                    "bound is {}.",
                    row_name(table, row), measure->first,
                    measure->second == Polarity::high ? "high" : "low", text("red"), text("green")),
        findings);
  }
}

}  // namespace waymark::quality
