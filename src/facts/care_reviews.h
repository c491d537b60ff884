// Reviews held of looked-after children: which period of care each row of ssd_cla_reviews belongs
// to, and the days on which each period was reviewed (measures, section 7). Cancelled reviews are
// none.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "facts/builders.h"
#include "facts/care_periods.h"

namespace waymark {

// First due on day 20, then three months after the first review, then six months after the one
// before (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33).
inline constexpr std::int32_t kWorkingDaysToFirstReview = 20;
Date next_care_review_due(Date held, bool was_first);

class CareReviews {
 public:
  CareReviews(const FactContext& context, const Notes& notes);

  // The different days, from the start of the period on, on which a review with the period's id was
  // held. Days after the period's end are among them.
  std::span<const Date> held_in(const CarePeriod& period) const;

  // The period of a review row: the one with the review's id in which its day lies, the first and
  // the last day included; null if there is none, or no review was held. Noted where a date is
  // missing or lies outside. Of the periods of several children with one id the one with the lowest
  // first episode is taken.
  const CarePeriod* period_of(std::int32_t review) const {
    return period_of_row_[static_cast<std::size_t>(review)];
  }

 private:
  void find_periods(const FactContext& context, const Notes& notes);

  std::shared_ptr<const CarePeriods> periods_;
  std::vector<Date> held_;
  std::vector<std::uint32_t> first_;  // by place of the period in all(); one more at the end
  std::vector<const CarePeriod*> period_of_row_;
};

}  // namespace waymark
