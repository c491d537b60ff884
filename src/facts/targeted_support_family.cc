#include <algorithm>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/cin_episodes.h"
#include "facts/people.h"
#include "facts/spans.h"

namespace waymark {
namespace {

// Time in which a record is open: a row of targeted support, or the episode of a child.
struct OpenRecord {
  std::int32_t row = kMissing;
  std::int32_t child = kMissing;
  Span span;
};

// Of the records open on a day the one that began first; on a tie the one `before` puts first.
template <typename Before>
const OpenRecord* first_open(Date day, const std::vector<OpenRecord>& records, Before before) {
  const OpenRecord* first = nullptr;
  for (const auto& each : records) {
    if (!each.span.holds(day)) continue;
    const bool earlier = first == nullptr || each.span.from < first->span.from ||
                         (each.span.from == first->span.from && before(each, *first));
    if (earlier) first = &each;
  }
  return first;
}

class TargetedSupportBuilder {
 public:
  TargetedSupportBuilder(const FactContext& context, const Notes& notes)
      : context_(context),
        notes_(notes),
        from_(context.extract.column("loc_targeted_support", "from_date")),
        to_(context.extract.column("loc_targeted_support", "to_date")),
        support_by_family_(context.extract.column("loc_targeted_support", "family_id"), families()),
        member_(context.people->rows_of(context.extract.column("ssd_family", "fami_person_id"))),
        members_by_family_(context.extract.column("ssd_family", "fami_family_id"), families()),
        episodes_(context),
        episodes_by_child_(episodes_.child(), context.people->count()),
        support_order_(context.extract, "loc_targeted_support", "support_id"),
        person_order_(context.extract, "ssd_person", "pers_person_id") {}

  FactTable build() {
    FactRows rows("targeted_support_family", from_.size());
    const auto count = static_cast<std::int32_t>(families());
    for (std::int32_t family = 0; family < count; ++family) add_family(family, rows);
    return std::move(rows).take();
  }

 private:
  std::size_t families() const { return id_count(context_.extract, "family_id"); }

  void add_family(std::int32_t family, FactRows& rows) const {
    const auto support = support_of(family);
    if (support.empty()) return;
    const auto episodes = episodes_of(family);
    std::vector<Date> borders;
    for (const auto* records : {&support, &episodes}) {
      for (const auto& each : *records) {
        borders.insert(borders.end(), {each.span.from, each.span.until});
      }
    }
    for (const Span& stretch : stretches_between(std::move(borders))) {
      const auto* supported = first_open(stretch.from, support, [&](const auto& a, const auto& b) {
        return support_order_.before(a.row, b.row);
      });
      const auto* qualifying = first_open(
          stretch.from, episodes,
          [&](const auto& a, const auto& b) { return person_order_.before(a.child, b.child); });
      if (supported == nullptr || qualifying == nullptr) continue;
      rows.add(qualifying->child, supported->row,
               {stretch.from.days, stretch.until.days, qualifying->span.from.days});
    }
  }

  std::vector<OpenRecord> support_of(std::int32_t family) const {
    std::vector<OpenRecord> support;
    for (const std::int32_t row : support_by_family_.of(family)) {
      const auto at = static_cast<std::size_t>(row);
      const Span span{Date{from_[at]}, Date{to_[at]}};
      if (span.from.missing() || (!span.open() && span.until < span.from)) {
        notes_.add("span-faulty", "loc_targeted_support", row,
                   "The support has no start date, or ended before it started: it is left out.");
      } else if (!span.empty()) {
        support.push_back({row, kMissing, span});
      }
    }
    return support;
  }

  // The open time of the episodes of the family's children, while they are children.
  std::vector<OpenRecord> episodes_of(std::int32_t family) const {
    std::vector<OpenRecord> open;
    for (const std::int32_t row : members_by_family_.of(family)) {
      const std::int32_t child = member_[static_cast<std::size_t>(row)];
      if (child == kMissing) continue;
      for (const std::int32_t episode : episodes_by_child_.of(child)) {
        if (episodes_.is_faulty(episode) || episodes_.no_further_action(episode)) continue;
        const Span span{
            episodes_.referred_on(episode),
            context_.people->ended_on(child, episodes_.closed_on(episode), context_.extract_date)};
        if (!span.empty()) open.push_back({episode, child, span});
      }
    }
    return open;
  }

  const FactContext& context_;
  const Notes& notes_;
  std::span<const std::int32_t> from_, to_;
  ByChild support_by_family_;
  std::vector<std::int32_t> member_;
  ByChild members_by_family_;
  CinEpisodes episodes_;
  ByChild episodes_by_child_;
  KeyOrder support_order_, person_order_;
};

}  // namespace

FactTable build_targeted_support_family(const FactContext& context, const Notes& notes) {
  return TargetedSupportBuilder(context, notes).build();
}

}  // namespace waymark
