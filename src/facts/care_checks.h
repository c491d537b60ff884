// Health assessments and dental checks of looked-after children (ssd_cla_health): those completed,
// by child, whatever the period of care.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "facts/builders.h"

namespace waymark {

class CareChecks {
 public:
  // `types`: the parameter that lists the accepted texts of the kind of check; read on the day of
  // the check.
  CareChecks(const FactContext& context, std::string_view types, const Notes& notes);

  // The days of the child's completed checks, ascending.
  std::span<const Date> of(std::int32_t child) const {
    const auto at = static_cast<std::size_t>(child);
    return std::span(days_).subspan(first_[at], first_[at + 1] - first_[at]);
  }

 private:
  std::vector<Date> days_;
  std::vector<std::uint32_t> first_;  // by child; one more at the end
};

}  // namespace waymark
