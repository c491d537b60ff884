// How long ago a visit may be and still be in time (measures, sections 6 and 7): the row of
// loc_visit_standard in force on the day, without one the default parameter, whose unit the caller
// knows.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "facts/facts.h"
#include "facts/spans.h"

namespace waymark {

class VisitStandard {
 public:
  enum class Unit { working_days, days, months };
  // `kind` and `condition` as in loc_visit_standard; rows whose unit is not known are ignored.
  VisitStandard(const FactContext& context, std::string_view kind, std::string_view condition,
                std::string_view default_parameter, Unit default_unit = Unit::working_days);

  // The days of `latest` (from the visit up to the next one) on which the visit is in time, added
  // to a cover in order.
  void add_days_in_time(Date visit, const Span& latest, CoverBuilder& cover) const;

 private:
  struct Era {
    Span span = {};  // span.from missing = since ever
    Unit unit = Unit::working_days;
    std::int32_t interval = 0;
  };
  struct Rows;
  static Era standard_on(Date day, const Rows& rows);
  Date in_time_until(Date visit, const Era& era) const;
  std::vector<Era> eras_;  // in order, without gap
  const WorkingDays& working_days_;
};

}  // namespace waymark
