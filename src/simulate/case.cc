// Draws the course of a case. The tables at the top are what tunes the county: they were set by
// counting what came out (docs/simulated-county.md).
#include "simulate/case.h"

#include <algorithm>
#include <array>

namespace waymark::simulation {
namespace {

constexpr std::array<int, 3> kReferralOutcomes = {95, 160, 745};  // no action, other, assessed
// Working days from the referral to the authorised assessment.
constexpr Spread kAssessmentDays = {2, 11, 20, 28, 34, 39, 42, 45, 52, 62, 95};
constexpr int kAbandoned = 18;
constexpr int kEnquiryAtStart = 250;  // of assessed cases, at average severity
constexpr int kEnquiryLater = 230;    // of cases that stay open
// Outcome of an assessment without a protection plan: ongoing, step down, closed, not recorded.
constexpr std::array<int, 4> kOutcomes = {225, 228, 545, 2};
constexpr Spread kInNeedDays = {20, 42, 65, 84, 104, 125, 148, 176, 220, 295, 560};
constexpr Spread kDisabilityDays = {120, 260, 400, 520, 640, 760, 900, 1040, 1200, 1400, 1700};
constexpr Spread kPlanWaitDays = {0, 0, 0, 1, 3, 5, 7, 10, 15, 25, 60};
constexpr int kTransferIn = 9;       // of assessed cases
constexpr int kDisabledCases = 120;  // of cases with a disabled child
constexpr Spread kAfterPlanDays = {10, 35, 60, 75, 90, 105, 120, 140, 170, 220, 330};
constexpr Spread kReassessmentGap = {120, 170, 200, 225, 245, 265, 290, 320, 350, 400, 500};

constexpr std::array<std::string_view, 9> kNeeds = {"N1", "N2", "N3", "N4", "N5",
                                                    "N6", "N7", "N8", "N0"};
constexpr std::array<int, 9> kNeedWeights = {560, 30, 40, 120, 170, 30, 4, 16, 30};

enum Part : std::uint64_t { kCase = 201 };

bool any_disabled(const Family& family, ChildSet children) {
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    if (holds(children, i) && family.children[i].disabled) return true;
  }
  return false;
}

// How much slower or faster assessments were in a month: up to five working days either way.
int drift_in(const World& world, Month month) {
  Random random = world.random.fork(77, static_cast<std::uint64_t>(month.index / 2));
  return random.between(-4, 4);
}

void close_without_assessment(Random& random, Case& opened) {
  const bool no_action = opened.outcome == ReferralOutcome::no_action;
  const int days = no_action ? random.below(3) : random.between(2, 24);
  opened.close = opened.event(random, later(opened.referral.on, days), kClosingLag);
  opened.close_reason = no_action ? "RC8" : random.chance(500) ? "RC8" : "RC7";
}

// A case that is closed after its assessment, or was never assessed to the end.
void close_after_assessment(Random& random, Case& opened) {
  const Assessment& first = opened.assessments.front();
  const bool abandoned = first.authorised.on.missing();
  const Date from = abandoned ? later(first.start.on, random.between(10, 60)) : first.authorised.on;
  opened.close = opened.event(random, later(from, random.between(0, 16)));
  opened.close.known = std::max(opened.close.known, first.authorised.known);
  opened.close_reason = first.outcome == AssessmentOutcome::step_down ? "RC9" : "RC8";
}

// Later enquiries and assessments of a case that stays open; returns when it may close.
Date live_on(const World& world, const Family& family, Random& random, Case& opened, Date until) {
  const Date from = opened.assessments.front().authorised.on;
  if (!opened.disability && random.chance(kEnquiryLater) && until.days - from.days > 40) {
    const Date start =
        world.working_day(later(from, random.between(15, until.days - from.days - 15)));
    Assessment again{.start = opened.event(random, start),
                     .authorised = {},
                     .outcome = AssessmentOutcome::ongoing,
                     .enquiry = true};
    again.authorised =
        opened.event(random, world.working_days.nth(start, random.between(12, 46)), kRecordingLag);
    const bool on_plan = !opened.plans.empty() && start <= opened.plans.back().end.on;
    const auto course = on_plan ? EnquiryCourse::no_conference : EnquiryCourse::open;
    if (const auto plan = add_enquiry(world, family, random, opened, start, course)) {
      until = std::max(until, later(opened.plans[*plan].end.on, random.draw(kAfterPlanDays)));
    }
    opened.assessments.push_back(again);
    until = std::max(until, later(again.authorised.on, 5));
  }
  for (Date next = later(from, random.draw(kReassessmentGap)); next.days + 70 < until.days;
       next = later(next, random.draw(kReassessmentGap))) {
    const Date start = world.working_day(next);
    opened.assessments.push_back(
        {.start = opened.event(random, start),
         .authorised = opened.event(random, world.working_days.nth(start, random.between(15, 47))),
         .outcome = AssessmentOutcome::ongoing});
  }
  return until;
}

void stay_open(const World& world, const Family& family, Random& random, Case& opened) {
  const Date from = opened.assessments.front().authorised.on;
  const bool planned = !opened.plans.empty();
  const Date plan_from = planned ? opened.plans.front().start.on : Date{};
  const Date plan_until = planned ? opened.plans.front().end.on : Date{};
  Date until = later(from, random.draw(opened.disability ? kDisabilityDays : kInNeedDays));
  if (planned) until = later(std::max(from, plan_until), random.draw(kAfterPlanDays));
  until = live_on(world, family, random, opened, until);
  const TeamKind kind = opened.disability   ? TeamKind::disability
                        : random.chance(40) ? TeamKind::newly_qualified
                                            : TeamKind::family_intervention;
  const Date handed_over = planned ? std::min(from, later(plan_from, 3)) : from;
  allocate(world, family, random, opened, kind, later(handed_over, random.below(8)));
  if (!planned || random.chance(700)) {
    const Date begun =
        planned ? later(plan_until, random.below(15)) : later(from, random.draw(kPlanWaitDays));
    if (begun < until && random.chance(930)) {
      opened.plan_start = opened.event(random, begun);
      opened.plan_end = opened.event(random, until, kClosingLag);
    }
  }
  opened.close = opened.event(random, until, kClosingLag);
  opened.close_reason = random.chance(170) ? "RC9" : "RC7";
}

}  // namespace

Event Case::close_of(const Family& family, std::size_t child) const {
  Event end =
      child < child_close.size() && !child_close[child].on.missing() ? child_close[child] : close;
  const Child& who = family.children[child];
  for (const Date limit : {who.adult_on, who.died}) {
    if (!limit.missing() && (end.on.missing() || limit < end.on)) end = {limit, later(limit, 1)};
  }
  return end;
}

void allocate(const World& world, const Family& family, Random& random, Case& opened, TeamKind kind,
              Date from) {
  // Some families are held by another locality's team, as when they have moved.
  const int locality = random.chance(970) ? family.locality : random.below(kLocalities);
  if (!opened.allocations.empty()) from = std::max(from, later(opened.allocations.back().from, 1));
  opened.allocations.push_back(
      {.from = from, .kind = kind, .post = world.workforce.pick_post(random, kind, locality)});
}

Case begin_case(const World& world, const Family& family, const Contact& contact, int ordinal) {
  Random random = family.random.fork(kCase, static_cast<std::uint64_t>(ordinal), 1);
  Case opened;
  opened.ordinal = ordinal;
  opened.contact = contact;
  opened.children = contact.children;
  const Date on = random.chance(700)
                      ? contact.received.on
                      : world.working_day(later(contact.received.on, random.between(1, 3)));
  opened.referral = recorded(random, on, kRecordingLag, contact.received.known);
  if (random.chance(6))
    opened.referral_mended_on = later(opened.referral.known, random.between(10, 70));
  opened.need = kNeeds[random.pick(kNeedWeights)];
  opened.child_close.resize(family.children.size());
  opened.child_close_reason.resize(family.children.size());
  return opened;
}

Assessment draw_assessment(const World& world, const Family& family, Random& random,
                           const Case& opened) {
  const auto& locality = world.county.localities[static_cast<std::size_t>(family.locality)];
  Assessment first;
  first.start = opened.event(random, later(opened.referral.on, random.below(4)));
  const int days = random.draw(kAssessmentDays) + locality.lateness +
                   drift_in(world, month_of(opened.referral.on));
  const Date on = world.working_days.nth(opened.referral.on, std::max(days, 1));
  first.authorised = opened.event(random, std::max(on, first.start.on), kRecordingLag);
  return first;
}

Case draw_case(const World& world, const Family& family, const Contact& contact, int ordinal) {
  Case opened = begin_case(world, family, contact, ordinal);
  Random random = family.random.fork(kCase, static_cast<std::uint64_t>(ordinal), 2);
  opened.outcome = static_cast<ReferralOutcome>(random.pick(kReferralOutcomes));
  if (opened.outcome != ReferralOutcome::assessed) {
    if (opened.outcome == ReferralOutcome::other) {
      allocate(world, family, random, opened, TeamKind::front_door, opened.referral.on);
    }
    close_without_assessment(random, opened);
    return opened;
  }
  const auto& locality = world.county.localities[static_cast<std::size_t>(family.locality)];
  allocate(world, family, random, opened, TeamKind::assessment,
           later(opened.referral.on, random.below(3)));
  Assessment first = draw_assessment(world, family, random, opened);
  const bool abandoned = random.chance(kAbandoned);
  opened.disability = any_disabled(family, opened.children) &&
                      (random.chance(kDisabledCases) || family.long_disability);
  if (!opened.disability && !abandoned &&
      random.chance(kEnquiryAtStart * locality.severity / 100 * contact.severity / 100)) {
    first.enquiry = true;
    const Date start = world.working_day(later(opened.referral.on, random.below(7)));
    const auto course = random.chance(kTransferIn * 1000 / kEnquiryAtStart)
                            ? EnquiryCourse::transfer_in
                            : EnquiryCourse::open;
    add_enquiry(world, family, random, opened, start, course);
  }
  first.outcome = static_cast<AssessmentOutcome>(random.pick(kOutcomes));
  if (!opened.plans.empty() || opened.disability) first.outcome = AssessmentOutcome::ongoing;
  if (abandoned) first.authorised = {};
  opened.assessments.push_back(first);
  if (abandoned || first.outcome != AssessmentOutcome::ongoing) {
    close_after_assessment(random, opened);
  } else {
    stay_open(world, family, random, opened);
  }
  // Nothing of the case is left open when it closes.
  for (const Enquiry& enquiry : opened.enquiries) {
    opened.close.on = std::max(opened.close.on, enquiry.end.on);
    if (enquiry.conference)
      opened.close.on = std::max(opened.close.on, enquiry.conference->held.on);
  }
  opened.close.known = std::max(opened.close.known, opened.close.on);
  return opened;
}

bool within_reach(const View& view, Date ended_on, int months_before) {
  return ended_on.missing() || ended_on >= add_months(view.window_from, -months_before);
}

bool within_reach(const View& view, const Family& family, const Case& written) {
  for (const auto& plan : written.plans) {
    if (within_reach(view, plan.end.on, kPlanReach)) return true;
  }
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    if (holds(written.children, i) &&
        within_reach(view, written.close_of(family, i).on, kReferralReach)) {
      return true;
    }
  }
  return false;
}

Event CaseOfChild::limited(Event event) const {
  for (const Date limit : {child().adult_on, child().died}) {
    if (!limit.missing() && !event.on.missing() && limit < event.on)
      event = {limit, later(limit, 1)};
  }
  return event;
}

}  // namespace waymark::simulation
