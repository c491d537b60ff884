#include "facts/cin_episodes.h"

#include "facts/people.h"

namespace waymark {

CinEpisodes::CinEpisodes(const FactContext& context)
    : child_(context.people->rows_of(context.extract.column("ssd_cin_episodes", "cine_person_id"))),
      rows_(context.extract, "ssd_cin_episodes", "cine_referral_id", child_),
      referred_(context.extract.column("ssd_cin_episodes", "cine_referral_date")),
      closed_(context.extract.column("ssd_cin_episodes", "cine_close_date")),
      reason_(context.extract.column("ssd_cin_episodes", "cine_close_reason")),
      nfa_(context.extract.column("ssd_cin_episodes", "cine_referral_nfa")) {}

bool CinEpisodes::is_faulty(std::int32_t row) const {
  const std::int32_t from = referred_[at(row)];
  const std::int32_t to = closed_[at(row)];
  return from == kMissing || (to != kMissing && to < from);
}

}  // namespace waymark
