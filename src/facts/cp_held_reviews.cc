#include "facts/cp_held_reviews.h"

#include <algorithm>

#include "facts/by_child.h"
#include "facts/conference_status.h"
#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

constexpr int kFirstReviewMonths = 3;
constexpr int kNextReviewMonths = 6;

class ReviewReader {
 public:
  ReviewReader(const FactContext& context, const CpSpells& spells, const Notes& notes)
      : extract_(context.extract),
        spells_(spells),
        notes_(notes),
        plan_child_(context.people->rows_of(extract_.column("ssd_cp_plans", "cppl_person_id"))),
        plan_of_other_authority_(extract_.column("ssd_cp_plans", "cppl_cp_plan_ola")),
        plans_(extract_, "ssd_cp_plans", "cppl_cp_plan_id", plan_child_),
        review_id_(extract_.column("ssd_cp_reviews", "cppr_cp_review_id")),
        plan_id_(extract_.column("ssd_cp_reviews", "cppr_cp_plan_id")),
        day_(extract_.column("ssd_cp_reviews", "cppr_cp_review_date")),
        quorate_(extract_.column("ssd_cp_reviews", "cppr_cp_review_quorate")),
        order_(extract_, "ssd_cp_reviews", "cppr_cp_review_id"),
        status_(extract_, "RCPC"),
        reviews_(context.people->rows_of(extract_.column("ssd_cp_reviews", "cppr_person_id")),
                 context.people->count()) {}

  // The child-reviews of one child by day, added to `held`.
  void add_child(std::int32_t child, std::vector<HeldReview>& held) const {
    const auto begin = static_cast<std::ptrdiff_t>(held.size());
    for (std::int32_t row : reviews_.of(child)) add_if_held(child, row, held);
    std::sort(held.begin() + begin, held.end(), [this](const HeldReview& a, const HeldReview& b) {
      return a.held != b.held ? a.held < b.held : order_.before(a.record, b.record);
    });
    held.erase(
        std::unique(held.begin() + begin, held.end(),
                    [](const HeldReview& a, const HeldReview& b) { return a.held == b.held; }),
        held.end());
    set_due_days(std::span(held).subspan(static_cast<std::size_t>(begin)));
  }

 private:
  void add_if_held(std::int32_t child, std::int32_t row, std::vector<HeldReview>& held) const {
    const auto at = static_cast<std::size_t>(row);
    const Date day{day_[at]};
    if (day.missing() || quorate_[at] == 0 || !status_.held(review_id_[at])) return;
    const std::int32_t plan = plans_.find(plan_id_[at]);
    if (plan != kMissing && plan_of_other_authority_[static_cast<std::size_t>(plan)] == 1) return;
    const CpSpell* spell = spell_of(child, plan, day);
    if (spell != nullptr && !spell->end.missing() && day > spell->end) {
      notes_.add("review-after-plan", "ssd_cp_reviews", row,
                 "The review is dated after the end of its plan: it is left out.");
      return;
    }
    held.push_back({child, row, day, {}, spell});
  }

  // The spell of the plan that the review names; if it names none of the child's that counts, the
  // latest spell that the day lies in, its last day included.
  const CpSpell* spell_of(std::int32_t child, std::int32_t plan, Date day) const {
    if (plan != kMissing && plan_child_[static_cast<std::size_t>(plan)] == child) {
      if (const CpSpell* spell = spells_.of_plan(plan)) return spell;
    }
    const CpSpell* latest = nullptr;
    for (const CpSpell& spell : spells_.of(child)) {
      if (spell.start <= day && (spell.end.missing() || spell.end >= day)) latest = &spell;
    }
    return latest;
  }

  // Spells of a child follow each other without touching, so the reviews of one chain are side by
  // side once those before the start of their spell are passed over.
  void set_due_days(std::span<HeldReview> of_child) const {
    const HeldReview* before = nullptr;
    for (HeldReview& review : of_child) {
      if (review.spell == nullptr || review.held < review.spell->start) {
        notes_.add("review-without-plan", "ssd_cp_reviews", review.record,
                   "The review belongs to no protection plan of the child, or is dated before its "
                   "start: it counts as held, not as in time.");
        continue;
      }
      const bool first = before == nullptr || before->spell != review.spell;
      review.due = first ? first_review_due(review.spell->start) : next_review_due(before->held);
      before = &review;
    }
  }

  const Extract& extract_;
  const CpSpells& spells_;
  const Notes& notes_;
  std::vector<std::int32_t> plan_child_;
  std::span<const std::int32_t> plan_of_other_authority_;
  RowOfKey plans_;
  std::span<const std::int32_t> review_id_, plan_id_, day_, quorate_;
  KeyOrder order_;
  ConferenceStatus status_;
  ByChild reviews_;
};

}  // namespace

Date first_review_due(Date spell_start) { return add_months(spell_start, kFirstReviewMonths); }
Date next_review_due(Date held) { return add_months(held, kNextReviewMonths); }

CpHeldReviews::CpHeldReviews(const FactContext& context, const CpSpells& spells,
                             const Notes& notes) {
  const ReviewReader reader(context, spells, notes);
  first_.push_back(0);
  for (std::size_t child = 0; child < context.people->count(); ++child) {
    reader.add_child(static_cast<std::int32_t>(child), reviews_);
    first_.push_back(static_cast<std::uint32_t>(reviews_.size()));
  }
}

std::span<const HeldReview> CpHeldReviews::of(std::int32_t child) const {
  const auto at = static_cast<std::size_t>(child);
  return std::span(reviews_).subspan(first_[at], first_[at + 1] - first_[at]);
}

}  // namespace waymark
