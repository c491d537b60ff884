// Review conferences held about a child, each with the spell it belongs to and the day it was due
// (measures, section 6).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "facts/cp_spells.h"

namespace waymark {

// One child-review: the reviews of one child on one day are one.
struct HeldReview {
  std::int32_t child = kMissing;
  std::int32_t record = kMissing;  // row of ssd_cp_reviews
  Date held;
  Date due;                        // missing without a spell, or before its start
  const CpSpell* spell = nullptr;  // null without a spell
};

// First due three months after the spell's start, then six months after the review before
// (Working Together to Safeguard Children, review conferences).
Date first_review_due(Date spell_start);
Date next_review_due(Date held);

class CpHeldReviews {
 public:
  // `spells` must outlive it.
  CpHeldReviews(const FactContext& context, const CpSpells& spells, const Notes& notes);

  // By child, each child's by day.
  std::span<const HeldReview> all() const { return reviews_; }
  std::span<const HeldReview> of(std::int32_t child) const;

 private:
  std::vector<HeldReview> reviews_;
  std::vector<std::uint32_t> first_;  // by child; one more at the end
};

}  // namespace waymark
