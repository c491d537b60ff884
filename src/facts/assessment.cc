#include "facts/builders.h"
#include "facts/cin_episodes.h"
#include "facts/dated_parameter.h"
#include "facts/outcome_class.h"
#include "facts/people.h"

namespace waymark {
namespace {

// Days after authorisation in which a closure as step-down is the outcome of the assessment
// (measures, section 3, outcome class).
constexpr std::int32_t kStepDownDays = 28;

enum Outcome : std::int32_t { ongoing, step_down, close, none };  // in order of precedence

constexpr std::uint8_t bit(Outcome outcome) { return static_cast<std::uint8_t>(1U << outcome); }

class AssessmentBuilder {
 public:
  AssessmentBuilder(const FactContext& context, const Notes& notes)
      : context_(context),
        notes_(notes),
        episodes_(context),
        child_(context.people->rows_of(column("cina_person_id"))),
        referral_(column("cina_referral_id")),
        start_(column("cina_assessment_start_date")),
        authorised_(column("cina_assessment_auth_date")),
        outcome_(column("cina_assessment_outcome_json")),
        nfa_(column("cina_assessment_outcome_nfa")),
        clock_(context.parameters, "assessment_clock"),
        classes_(context.extract, {.table = "loc_assessment_outcome",
                                   .classes = {"ONGOING", "STEPDOWN", "CLOSE"},
                                   .defaults = context.default_codes.assessment_outcome,
                                   .never_keys = {"TOTAL_NO_OF_OUTCOMES", "COMMENTS"}}),
        stepped_down_(context.extract.code("RC9")),
        first_of_referral_(first_assessments()) {}

  FactTable build() {
    FactRows rows("assessment", child_.size());
    for (std::size_t at = 0; at < child_.size(); ++at) {
      if (child_[at] != kMissing) add(rows, at);
    }
    return std::move(rows).take();
  }

 private:
  std::span<const std::int32_t> column(std::string_view field) const {
    return context_.extract.column("ssd_cin_assessments", field);
  }

  // The first assessment of each referral id: by start date (missing last), then id. Abandoned ones
  // count.
  std::vector<std::int32_t> first_assessments() const {
    const KeyOrder order(context_.extract, "ssd_cin_assessments", "cina_assessment_id");
    std::vector<std::int32_t> first(id_count(context_.extract, "referral_id"), kMissing);
    for (std::size_t at = 0; at < child_.size(); ++at) {
      if (child_[at] == kMissing || referral_[at] == kMissing) continue;
      std::int32_t& best = first[static_cast<std::size_t>(referral_[at])];
      const auto row = static_cast<std::int32_t>(at);
      if (best == kMissing || starts_before(row, best, order)) best = row;
    }
    return first;
  }
  bool starts_before(std::int32_t a, std::int32_t b, const KeyOrder& order) const {
    const std::int32_t start_a = start_[static_cast<std::size_t>(a)];
    const std::int32_t start_b = start_[static_cast<std::size_t>(b)];
    if (start_a == start_b) return order.before(a, b);
    return start_b == kMissing || (start_a != kMissing && start_a < start_b);
  }

  void add(FactRows& rows, std::size_t at) {
    const std::int32_t episode = episodes_.find(referral_[at]);
    const Date authorised{authorised_[at]};
    const Date clock = clock_from(at, episode);
    Date episode_from;
    Date episode_until;
    if (episode != kMissing && !episodes_.is_faulty(episode) &&
        !episodes_.no_further_action(episode)) {
      episode_from = episodes_.referred_on(episode);
      episode_until = episodes_.closed_on(episode);
    }
    note(at, clock, episode);
    rows.add(
        child_[at], static_cast<std::int32_t>(at),
        {start_[at], authorised.days, clock.days, outcome(at, episode, authorised),
         episode_from.days, episode_until.days, context_.people->child_until(child_[at]).days});
  }

  Date clock_from(std::size_t at, std::int32_t episode) const {
    const Date start{start_[at]};
    if (episode == kMissing || episodes_.referred_on(episode).missing()) return start;
    const bool first = first_of_referral_[static_cast<std::size_t>(referral_[at])] ==
                       static_cast<std::int32_t>(at);
    return first && by_referral({authorised_[at]}) ? episodes_.referred_on(episode) : start;
  }

  // Whether the clock is the referral's, by the parameter's value on the day of authorisation; its
  // latest value while the assessment is open.
  bool by_referral(Date authorised) const {
    const auto& words =
        (authorised.missing() ? clock_.values().back() : clock_.on(authorised)).texts;
    return words.empty() || words.front() != "start";
  }

  std::int32_t outcome(std::size_t at, std::int32_t episode, Date authorised) {
    if (authorised.missing()) return none;
    const KeyClasses& keys = classes_.of(outcome_[at], authorised);
    std::uint8_t found = static_cast<std::uint8_t>(keys.by_row | keys.by_default);
    if (nfa_[at] == 1) found |= bit(close);
    if (closed_as_step_down(episode, authorised)) found |= bit(step_down);
    return first_class(found, none);
  }

  bool closed_as_step_down(std::int32_t episode, Date authorised) const {
    if (episode == kMissing || episodes_.is_faulty(episode)) return false;
    const Date closed = episodes_.closed_on(episode);
    return holds(episodes_.close_reason(episode), stepped_down_) && !closed.missing() &&
           authorised <= closed && closed.days <= authorised.days + kStepDownDays;
  }

  void note(std::size_t at, Date clock, std::int32_t episode) const {
    const auto row = static_cast<std::int32_t>(at);
    const Date authorised{authorised_[at]};
    if (authorised.missing()) {
      const bool left_open = start_[at] != kMissing && episode != kMissing &&
                             !episodes_.is_faulty(episode) &&
                             !episodes_.closed_on(episode).missing();
      if (left_open) {
        notes_.add("open-on-closed-episode", "ssd_cin_assessments", row,
                   "The assessment is left open although the episode of its referral has closed: "
                   "it no longer counts as open from that day.");
      }
      return;
    }
    if (clock.missing()) {
      notes_.add("clock-start-missing", "ssd_cin_assessments", row,
                 "Neither the referral nor the assessment says when the clock started: the "
                 "assessment counts as authorised, not as in time.");
    } else if (authorised < clock || (start_[at] != kMissing && authorised.days < start_[at])) {
      notes_.add("clock-backwards", "ssd_cin_assessments", row,
                 "The assessment was authorised before its clock or the assessment itself "
                 "started: it counts as authorised, not as in time.");
    }
  }

  const FactContext& context_;
  const Notes& notes_;
  CinEpisodes episodes_;
  std::vector<std::int32_t> child_;
  std::span<const std::int32_t> referral_, start_, authorised_, outcome_, nfa_;
  DatedParameter clock_;
  OutcomeClasses classes_;
  std::int32_t stepped_down_;
  std::vector<std::int32_t> first_of_referral_;
};

}  // namespace

FactTable build_assessment(const FactContext& context, const Notes& notes) {
  return AssessmentBuilder(context, notes).build();
}

}  // namespace waymark
