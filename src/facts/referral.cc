#include <algorithm>

#include "facts/builders.h"
#include "facts/by_child.h"
#include "facts/cin_episodes.h"
#include "facts/people.h"
#include "facts/source_groups.h"

namespace waymark {
namespace {

// For each referral the child's latest referral on an earlier day, whatever became of it.
std::vector<std::int32_t> previous_referrals(const CinEpisodes& episodes, std::size_t children) {
  const ByChild by_child(episodes.child(), children);
  std::vector<std::int32_t> previous(episodes.child().size(), kMissing);
  std::vector<std::int32_t> rows;
  const auto earlier = [&](std::int32_t a, std::int32_t b) {
    return episodes.referred_on(a) < episodes.referred_on(b);
  };
  for (std::size_t child = 0; child < children; ++child) {
    const auto all = by_child.of(static_cast<std::int32_t>(child));
    if (all.size() < 2) continue;
    rows.assign(all.begin(), all.end());
    std::sort(rows.begin(), rows.end(), earlier);  // a missing date is before every other
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const bool same_day = episodes.referred_on(rows[i]) == episodes.referred_on(rows[i - 1]);
      const auto before = static_cast<std::size_t>(rows[i - 1]);
      previous[static_cast<std::size_t>(rows[i])] =
          same_day ? previous[before] : episodes.referred_on(rows[i - 1]).days;
    }
  }
  return previous;
}

// Referral ids on which an assessment had started by the day of the extract.
std::vector<bool> assessed_referrals(const FactContext& context) {
  const Extract& extract = context.extract;
  std::vector<bool> assessed(id_count(extract, "referral_id"));
  const auto child =
      context.people->rows_of(extract.column("ssd_cin_assessments", "cina_person_id"));
  const auto referral = extract.column("ssd_cin_assessments", "cina_referral_id");
  const auto start = extract.column("ssd_cin_assessments", "cina_assessment_start_date");
  for (std::size_t row = 0; row < child.size(); ++row) {
    if (child[row] == kMissing || referral[row] == kMissing || start[row] == kMissing) continue;
    if (!context.extract_date.missing() && start[row] > context.extract_date.days) continue;
    assessed[static_cast<std::size_t>(referral[row])] = true;
  }
  return assessed;
}

}  // namespace

FactTable build_referral(const FactContext& context, const Notes& notes) {
  const Extract& extract = context.extract;
  const CinEpisodes episodes(context);
  const auto id = extract.column("ssd_cin_episodes", "cine_referral_id");
  const auto source = extract.column("ssd_cin_episodes", "cine_referral_source_code");
  const auto outcome = extract.column("ssd_cin_episodes", "cine_referral_outcome_json");
  const std::int32_t single_assessment = extract.code("SINGLE_ASSESSMENT_FLAG");
  const SourceGroups groups(extract, context.default_codes, "referral");
  const auto previous = previous_referrals(episodes, context.people->count());
  const auto assessed = assessed_referrals(context);
  FactRows rows("referral", id.size());
  for (std::size_t at = 0; at < id.size(); ++at) {
    const auto row = static_cast<std::int32_t>(at);
    if (episodes.child()[at] == kMissing) continue;
    const Date day = episodes.referred_on(row);
    if (day.missing()) {
      notes.add("date-missing", "ssd_cin_episodes", row,
                "The referral has no date: it is in no month, and its episode is never open.");
      continue;
    }
    if (episodes.is_faulty(row)) {
      notes.add("span-faulty", "ssd_cin_episodes", row,
                "The episode closed before the referral: the referral counts, its episode is never "
                "open.");
    }
    const auto group = groups.of(source[at], day);
    if (!group.known) notes.add("source-unknown", "ssd_cin_episodes", row, kUnknownSource);
    const bool to_assessment = extract.has_key(outcome[at], single_assessment) ||
                               (id[at] != kMissing && assessed[static_cast<std::size_t>(id[at])]);
    rows.add(episodes.child()[at], row,
             {day.days, group.word, previous[at], to_assessment ? 1 : 0,
              episodes.no_further_action(row) ? 1 : 0});
  }
  return std::move(rows).take();
}

}  // namespace waymark
