#include "facts/care_reviews.h"

#include <algorithm>

#include "base/check.h"
#include "facts/by_child.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

constexpr std::string_view kTable = "ssd_cla_reviews";

// Rows of ssd_cla_reviews that were held, by the id of their period of care; kMissing for others.
std::vector<std::int32_t> held_by_id(const Extract& extract) {
  const auto ids = extract.column(kTable, "clar_cla_id");
  const auto cancelled = extract.column(kTable, "clar_cla_review_cancelled");
  const auto days = extract.column(kTable, "clar_cla_review_date");
  std::vector<std::int32_t> held(ids.begin(), ids.end());
  for (std::size_t row = 0; row < held.size(); ++row) {
    if (cancelled[row] == 1 || days[row] == kMissing) held[row] = kMissing;
  }
  return held;
}

}  // namespace

Date next_care_review_due(Date held, bool was_first) { return add_months(held, was_first ? 3 : 6); }

CareReviews::CareReviews(const FactContext& context, const Notes& notes)
    : periods_(context.care_periods) {
  const Extract& extract = context.extract;
  const auto days = extract.column(kTable, "clar_cla_review_date");
  const ByChild by_id(held_by_id(extract), id_count(extract, "cla_id"));
  first_.reserve(periods_->all().size() + 1);
  first_.push_back(0);
  for (const CarePeriod& period : periods_->all()) {
    if (period.cla_id != kMissing) {
      for (std::int32_t row : by_id.of(period.cla_id)) {
        const Date day{days[static_cast<std::size_t>(row)]};
        if (day >= period.start) held_.push_back(day);
      }
      std::sort(held_.begin() + first_.back(), held_.end());
      held_.erase(std::unique(held_.begin() + first_.back(), held_.end()), held_.end());
    }
    first_.push_back(static_cast<std::uint32_t>(held_.size()));
  }
  find_periods(context, notes);
}

std::span<const Date> CareReviews::held_in(const CarePeriod& period) const {
  const auto at = static_cast<std::size_t>(&period - periods_->all().data());
  CHECK_THAT(at + 1 < first_.size(), "the period is one of the context's");
  return std::span(held_).subspan(first_[at], first_[at + 1] - first_[at]);
}

void CareReviews::find_periods(const FactContext& context, const Notes& notes) {
  const Extract& extract = context.extract;
  const auto ids = extract.column(kTable, "clar_cla_id");
  const auto days = extract.column(kTable, "clar_cla_review_date");
  const auto cancelled = extract.column(kTable, "clar_cla_review_cancelled");
  const auto all = periods_->all();
  std::vector<std::int32_t> id_of_period;
  for (const CarePeriod& period : all) id_of_period.push_back(period.cla_id);
  const ByChild periods_of_id(id_of_period, id_count(extract, "cla_id"));
  const KeyOrder episodes(extract, "ssd_cla_episodes", "clae_cla_episode_id");
  period_of_row_.assign(ids.size(), nullptr);
  for (std::size_t row = 0; row < ids.size(); ++row) {
    if (cancelled[row] == 1) continue;
    const auto number = static_cast<std::int32_t>(row);
    if (days[row] == kMissing) {
      notes.add("review-undated", kTable, number,
                "The review has no date: it is not counted as held.");
      continue;
    }
    if (ids[row] == kMissing) continue;
    const Date day{days[row]};
    const auto candidates = periods_of_id.of(ids[row]);
    const CarePeriod*& found = period_of_row_[row];
    for (std::int32_t candidate : candidates) {
      const CarePeriod& period = all[static_cast<std::size_t>(candidate)];
      if (day < period.start || (!period.end.missing() && day > period.end)) continue;
      if (found == nullptr || episodes.before(period.first_episode, found->first_episode)) {
        found = &period;
      }
    }
    if (found == nullptr && !candidates.empty()) {
      notes.add("review-outside-care", kTable, number,
                "The review is dated outside its period of care: it is not among the reviews of a "
                "month.");
    }
  }
}

}  // namespace waymark
