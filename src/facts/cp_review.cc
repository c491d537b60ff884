#include "facts/builders.h"
#include "facts/cp_held_reviews.h"

namespace waymark {

FactTable build_cp_review(const FactContext& context, const Notes& notes) {
  const CpSpells spells(context, Notes(nullptr));
  const CpHeldReviews reviews(context, spells, notes);
  FactRows rows("cp_review", reviews.all().size());
  for (const HeldReview& review : reviews.all()) {
    rows.add(review.child, review.record, {review.held.days, review.due.days});
  }
  return std::move(rows).take();
}

}  // namespace waymark
