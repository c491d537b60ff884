// Plans that are in date (care plans, and other plans reviewed in loc_plan_review): open on the day,
// and their latest of start and reviews within the parameter plan_validity_months before it. The
// parameter is read on the day asked about.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/dated_parameter.h"
#include "facts/spans.h"

namespace waymark {

class PlansInDate {
 public:
  struct Fields {
    std::string_view table;
    std::string_view key;
    std::string_view person;
    std::string_view from;
    std::string_view to;
    std::string_view review_kind;  // plan_kind of loc_plan_review
  };
  // `notes`: plans without a start, or that end before it, which are left out.
  PlansInDate(const FactContext& context, const Fields& fields, const Notes& notes);

  // The days on which any plan of the child is in date, ascending by `from`; spans may overlap.
  std::vector<Span> of(std::int32_t child) const;

 private:
  void add_plan(std::int32_t row, std::vector<Span>& spans) const;
  std::vector<Date> starts_and_reviews(std::int32_t row) const;
  std::span<const std::int32_t> key_, from_, to_, review_day_;
  ByChild plans_;
  ByChild reviews_;  // by number of the plan's id
  DatedParameter months_;
};

}  // namespace waymark
