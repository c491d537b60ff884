// Children-in-need plans and when they are in date (measures, section 5): the latest of a plan's
// start and its reviews is within the validity (parameter plan_validity_months) before the day.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/dated_parameter.h"
#include "facts/spans.h"

namespace waymark {

class CinPlans {
 public:
  CinPlans(const FactContext& context, const Notes& notes);

  // The days on which a plan of the child is open and in date, by first day; they may overlap.
  // Valid until the next call.
  const std::vector<Span>& days_in_date(std::int32_t child);

 private:
  // The days that a start or a review on `day` keeps a plan in date.
  void add_days(Date day, const Span& plan);

  std::span<const std::int32_t> start_, end_;
  ByChild by_child_;
  std::span<const std::int32_t> review_day_;
  ByChild reviews_by_plan_;  // a plan stands in the place of the child
  DatedParameter validity_;
  std::vector<Span> eras_;  // days with one validity, in order
  std::vector<Span> days_;
};

}  // namespace waymark
