#include "facts/care_checks.h"

#include <algorithm>

#include "facts/accepted_codes.h"
#include "facts/by_child.h"
#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {

CareChecks::CareChecks(const FactContext& context, std::string_view types, const Notes& notes) {
  constexpr std::string_view table = "ssd_cla_health";
  const Extract& extract = context.extract;
  const auto day = extract.column(table, "clah_health_check_date");
  const auto type = extract.column(table, "clah_health_check_type");
  const auto status = extract.column(table, "clah_health_check_status");
  const std::int32_t completed = extract.code("Completed");
  const AcceptedCodes accepted(extract, context.parameters, types);
  auto child = context.people->rows_of(extract.column(table, "clah_person_id"));
  for (std::size_t row = 0; row < child.size(); ++row) {
    if (child[row] == kMissing) continue;
    if (!holds(status[row], completed) || !accepted.ever(type[row])) {
      child[row] = kMissing;
    } else if (day[row] == kMissing) {
      child[row] = kMissing;
      notes.add("check-undated", table, static_cast<std::int32_t>(row),
                "The completed check has no date: it is not counted.");
    } else if (!accepted.on(type[row], {day[row]})) {
      child[row] = kMissing;
    }
  }
  const ByChild by_child(child, context.people->count());
  first_.reserve(context.people->count() + 1);
  first_.push_back(0);
  for (std::size_t i = 0; i < context.people->count(); ++i) {
    for (std::int32_t row : by_child.of(static_cast<std::int32_t>(i))) {
      days_.push_back({day[static_cast<std::size_t>(row)]});
    }
    std::sort(days_.begin() + first_.back(), days_.end());
    first_.push_back(static_cast<std::uint32_t>(days_.size()));
  }
}

}  // namespace waymark
