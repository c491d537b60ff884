// The days on which a plan of a person is open, and on which it is in date: the latest of its start
// and its reviews is no longer ago than the parameter plan_validity_months of the day (measures,
// section 8).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/dated_parameter.h"
#include "facts/record_keys.h"
#include "facts/spans.h"

namespace waymark {

class PlansInDate {
 public:
  struct Fields {
    std::string_view table;
    std::string_view key;
    std::string_view person;
    std::string_view from;
    std::string_view to;    // no longer in force on this day
    std::string_view kind;  // loc_plan_review.plan_kind
  };
  PlansInDate(const FactContext& context, const Fields& fields, const Notes& notes);

  // Spans of the person's plans, by their first day; they may overlap.
  std::vector<Span> open(std::int32_t person) const;
  std::vector<Span> in_date(std::int32_t person) const;

 private:
  Span plan(std::int32_t row) const {
    return {{from_[static_cast<std::size_t>(row)]}, {to_[static_cast<std::size_t>(row)]}};
  }
  void add_in_date(const Span& plan, Date start_or_review, std::vector<Span>& spans) const;

  std::span<const std::int32_t> from_, to_, review_on_;
  ByChild plans_;    // usable plans by person
  ByChild reviews_;  // dated reviews of the kind by row of the plan
  DatedParameter validity_;
};

}  // namespace waymark
