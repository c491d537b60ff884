// Reviews held in periods of care, and how the child took part (measures, section 7).
#include <fmt/format.h>

#include "facts/builders.h"
#include "facts/care_reviews.h"
#include "facts/people.h"
#include "facts/record_keys.h"

namespace waymark {
namespace {

constexpr int kParticipationCodes = 8;  // PN0 to PN7

}  // namespace

FactTable build_cla_review(const FactContext& context, const Notes& notes) {
  constexpr std::string_view table = "ssd_cla_reviews";
  const Extract& extract = context.extract;
  const auto days = extract.column(table, "clar_cla_review_date");
  const auto participation = extract.column(table, "clar_cla_review_participation");
  // By code number: place in the words of participation.
  std::vector<std::int32_t> word_of(static_cast<std::size_t>(extract.codes.size()),
                                    kParticipationCodes);
  for (int i = 0; i < kParticipationCodes; ++i) {
    const std::int32_t code = extract.code(fmt::format("PN{}", i));
    if (code != kMissing) word_of[static_cast<std::size_t>(code)] = i;
  }
  const CareReviews reviews(context, notes);
  FactRows rows("cla_review", days.size());
  for (std::size_t row = 0; row < days.size(); ++row) {
    const auto number = static_cast<std::int32_t>(row);
    const CarePeriod* period = reviews.period_of(number);
    if (period == nullptr) continue;
    const std::int32_t code = participation[row];
    if (code == kMissing) {
      notes.add("participation-missing", table, number,
                "How the child took part is not recorded: the review is in no share.");
    }
    rows.add(period->child, number,
             {days[row], age_at(context.people->born(period->child), {days[row]}),
              code == kMissing ? kMissing : word_of[static_cast<std::size_t>(code)]});
  }
  return std::move(rows).take();
}

}  // namespace waymark
