// Writes the pre-proceedings of a period of care that went to court, and the numbers that other
// services know the child by.
#include <fmt/format.h>

#include <algorithm>

#include "simulate/care.h"

namespace waymark::simulation {
namespace {

enum Part : std::uint64_t { kCourt = 811 };

}  // namespace

void write_proceedings(const CareOfChild& of) {
  const CarePeriod& period = of.period;
  Tables& tables = of.world.tables;
  if (period.number == 0) {
    tables.linked_identifiers.key('X', of.row(0)).key(person_key(of.child())).code("Case Number");
    tables.linked_identifiers.code(fmt::format("CN{}", of.child().number))
        .date(period.start.on)
        .blank()
        .end();
  }
  const auto interim = std::find_if(period.statuses.begin(), period.statuses.end(),
                                    [](const LegalStatus& status) { return status.code == "C1"; });
  if (interim == period.statuses.end() || !of.world.view.shows(interim->from)) return;
  Random random = of.random(kCourt);
  const Date decided = later(interim->from, -random.between(30, 150));
  const bool over = of.world.view.shows(interim->until);
  auto& row = tables.pre_proceedings;
  row.key('P', of.row(0)).key(person_key(of.child())).key('F', of.family.number).date(decided);
  row.date(later(decided, random.between(7, 21))).code("Decision to Issue Care Proceedings");
  row.date(interim->from).number(0).code("C").number(0).number(0).date(later(decided, 3));
  row.date(interim->from)
      .number(random.between(1, 4))
      .code("Yes")
      .code("Yes")
      .code(fmt::format("ZZ{:07}", random.below(9'999'999)));
  row.number(random.between(1, 5)).code("No").blank().code("Yes").code("A");
  row.code(over ? "Yes" : "Unknown").code(!over ? "H" : period.to_adoption() ? "C" : "A").end();
}

}  // namespace waymark::simulation
