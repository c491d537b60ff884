// Writes the rows of a case other than those about protection: referral, assessments, the plan for
// a child in need, visits, and who held the case.
#include <algorithm>
#include <array>

#include "simulate/case.h"
#include "simulate/sources.h"

namespace waymark::simulation {
namespace {

constexpr Spread kInNeedVisitGap = {8, 15, 20, 23, 26, 28, 30, 33, 38, 47, 80};
constexpr Spread kInNeedReviewGap = {40, 60, 75, 82, 88, 92, 97, 105, 120, 150, 260};
constexpr int kMostVisits = 900;

constexpr std::array<std::string_view, 14> kFactors = {
    "3B", "4B", "2B", "1B", "16A", "17A", "3A", "4A", "18C", "15A", "11A", "10A", "7A", "5A"};
constexpr std::array<int, 14> kFactorWeights = {210, 150, 90, 80, 100, 110, 50,
                                                70,  50,  30, 20, 20,  15,  25};

enum Part : std::uint64_t { kFactorRows = 401, kVisits = 402, kReviews = 403, kSecondWorker = 404 };

void write_referral(const CaseOfChild& of) {
  const Case& written = of.written;
  const View& view = of.world.view;
  const bool assessed = written.outcome == ReferralOutcome::assessed;
  const bool wrong =
      !written.referral_mended_on.missing() && written.referral_mended_on > view.seen_on;
  auto& row = of.world.tables.cin_episodes;
  row.key(of.referral()).key(named(of.child()));
  row.date(wrong ? later(written.referral.on, -1) : written.referral.on).code(written.need);
  row.code(written.contact.source).text(source_description(written.contact.source));
  switch (written.outcome) {
    case ReferralOutcome::assessed:
      row.flags({"SINGLE_ASSESSMENT_FLAG",
                 written.enquiries.empty() ? std::string_view() : "STRATEGY_DISCUSSION_FLAG"});
      break;
    case ReferralOutcome::no_action:
      row.flags({"NFA_FLAG"});
      break;
    case ReferralOutcome::other:
      row.flags({"OTHER_OUTCOMES_EXIST_FLAG"});
      break;
  }
  row.yes_no(written.outcome == ReferralOutcome::no_action);
  const Event close = of.close();
  row.code(view.shows(close) ? written.close_reason_of(of.place) : "").date(view.date(close));
  if (assessed) {
    const Holder holder = holder_on(of.world, written, written.referral.on);
    row.key(holder.team).key(holder.worker).end();
  } else {
    row.blank(2).end();
  }
}

void write_outcome(TableWriter& row, const Assessment& assessment, const Child& child) {
  switch (assessment.outcome) {
    case AssessmentOutcome::ongoing:
      row.outcomes({assessment.enquiry ? "STRATEGY_DISCUSSION_FLAG" : std::string_view(),
                    assessment.care ? "CLA_REQUEST_FLAG" : "PROV_OF_SERVICES_FLAG"});
      row.yes_no(false);
      break;
    case AssessmentOutcome::step_down:
      row.outcomes({"REFERRAL_TO_OTHER_AGENCY_FLAG"}).yes_no(false);
      break;
    case AssessmentOutcome::closed: {
      const bool other_agency = child.number % 9 == 0;
      row.outcomes({other_agency ? "REFERRAL_TO_OTHER_AGENCY_FLAG" : "NFA_FLAG"})
          .yes_no(!other_agency);
      break;
    }
    case AssessmentOutcome::not_recorded:
      row.outcomes({}).blank();
      break;
  }
}

void write_factors(const CaseOfChild& of, std::size_t place) {
  Random random =
      of.family.random.fork(kFactorRows, static_cast<std::uint64_t>(of.written.ordinal), place);
  const std::size_t first = random.pick(kFactorWeights);
  const std::size_t second = random.pick(kFactorWeights);
  auto& row = of.world.tables.assessment_factors;
  row.key('F', of.row(static_cast<int>(place))).key('A', of.row(static_cast<int>(place)));
  row.flags({kFactors[first], first == second ? std::string_view() : kFactors[second]}).end();
}

void write_assessment(const CaseOfChild& of, std::size_t place) {
  const Assessment& assessment = of.written.assessments[place];
  const View& view = of.world.view;
  const Event close = of.close();
  if (!view.shows(assessment.start) || assessment.start.on > close.on) return;
  const bool authorised = view.shows(assessment.authorised) && assessment.authorised.on <= close.on;
  auto& row = of.world.tables.cin_assessments;
  row.key('A', of.row(static_cast<int>(place))).key(named(of.child())).key(of.referral());
  row.date(assessment.start.on).yes_no(of.child().is_born(assessment.start.on));
  if (authorised) {
    row.date(assessment.authorised.on);
    write_outcome(row, assessment, of.child());
  } else {
    row.blank(3);
  }
  const Holder holder = holder_on(of.world, of.written, assessment.start.on);
  row.key(holder.team).key(holder.worker).end();
  if (authorised) write_factors(of, place);
}

// Plan for a child in need and its reviews; the reviews of a family's children are held together.
void write_in_need_plan(const CaseOfChild& of) {
  const Case& written = of.written;
  const View& view = of.world.view;
  const Event end = of.limited(written.plan_end);
  if (!view.shows(written.plan_start) || !of.child().in_scope(written.plan_start.on)) return;
  const Key plan{'N', of.row(0)};
  auto& row = of.world.tables.cin_plans;
  row.key(plan).key(of.referral()).key(named(of.child()));
  row.date(written.plan_start.on).date(view.date(end));
  const Holder holder = holder_on(of.world, written, written.plan_start.on);
  row.key(holder.team).key(holder.worker).end();
  Random random = of.family.random.fork(kReviews, static_cast<std::uint64_t>(written.ordinal));
  int number = 0;
  for (Date day = later(written.plan_start.on, random.draw(kInNeedReviewGap));
       day < end.on && day <= view.extract_date; day = later(day, random.draw(kInNeedReviewGap))) {
    const Event review =
        recorded(random, of.world.working_day(day), kRecordingLag, written.plan_start.known);
    if (!view.shows(review)) continue;
    auto& table = of.world.tables.plan_review;
    table.key('N', of.row(++number)).code("CIN").key(plan).date(review.on).end();
  }
}

bool on_plan(const CaseOfChild& of, Date day) {
  return std::any_of(of.written.plans.begin(), of.written.plans.end(), [&](const auto& plan) {
    return holds(plan.children, of.place) && plan.start.on <= day && day < plan.end.on;
  });
}

// Visits to a child in need, from the start of the assessment on, while it is on no protection
// plan.
void write_in_need_visits(const CaseOfChild& of) {
  const Case& written = of.written;
  const View& view = of.world.view;
  Date until = std::min(of.close().on, view.extract_date);
  if (of.place < written.care_from.size() && !written.care_from[of.place].missing()) {
    until = std::min(until, later(written.care_from[of.place], -1));
  }
  const Date from = add_months(view.window_from, -kVisitReach);
  Random random = of.family.random.fork(kVisits, static_cast<std::uint64_t>(written.ordinal));
  Random seen = random.fork(of.child().number);
  Date day = later(written.assessments.front().start.on, random.below(8));
  for (int number = 0; day <= until && number < kMostVisits; ++number) {
    const Event visit =
        recorded(random, of.world.working_day(day), kRecordingLag, written.referral.known);
    const bool child_seen = seen.chance(930);
    const bool alone = seen.chance(600);
    if (visit.on >= from && visit.on <= until && view.shows(visit) &&
        of.child().is_born(visit.on) && !on_plan(of, visit.on)) {
      auto& row = of.world.tables.cin_visits;
      row.key('X', of.row(number)).key(named(of.child())).date(visit.on).yes_no(child_seen);
      row.yes_no(child_seen && alone).yes_no(seen.chance(300)).end();
    }
    day = later(visit.on, random.draw(kInNeedVisitGap));
  }
}

void write_holders(const CaseOfChild& of) {
  const auto& holders = of.written.allocations;
  const Event close = of.close();
  for (std::size_t i = 0; i < holders.size(); ++i) {
    const bool last = i + 1 == holders.size() || holders[i + 1].from >= close.on;
    const Event until = last ? close : Event{holders[i + 1].from, holders[i + 1].from};
    if (holders[i].from > close.on) break;
    write_involvements(of, holders[i], until, static_cast<int>(i));
    if (last) break;
  }
}

void write_case_of_child(const CaseOfChild& of) {
  if (!of.child().in_scope(of.written.referral.on)) return;
  write_referral(of);
  for (std::size_t i = 0; i < of.written.assessments.size(); ++i) write_assessment(of, i);
  write_protection(of);
  write_in_need_plan(of);
  if (!of.written.assessments.empty()) write_in_need_visits(of);
  write_holders(of);
}

}  // namespace

void write_involvements(const CaseOfChild& of, const Allocation& held, const Event& until,
                        int part) {
  const View& view = of.world.view;
  Workforce& workforce = of.world.workforce;
  Date from = held.from;
  std::size_t at = workforce.holder(held.post, from);
  for (int number = 0; number < 20 && view.shows(from); ++number, ++at) {
    const Worker& worker = workforce.worker(at);
    const bool last = until.on < worker.until;
    const Date end = last ? view.date(until) : view.date(later(worker.until, -1));
    const Date true_end = last ? until.on : later(worker.until, -1);
    if (within_reach(view, true_end, 1)) {
      auto& row = of.world.tables.involvements;
      row.key('J', of.row(part * 20 + number))
          .key(workforce.name(at))
          .code("ALLOCATED CASE WORKER");
      row.key(workforce.team_key(at)).date(from).date(end);
      row.code(number > 0 ? "LEFTRL" : part > 0 ? "TSPROC" : "FCONTA");
      row.key(named(of.child())).key(of.referral()).end();
      if (end.missing()) workforce.count_case(at);
    }
    if (last) break;
    from = worker.until;
  }
}

void write_case(World& world, Family& family, const Case& written) {
  if (!world.view.shows(written.referral) || !within_reach(world.view, family, written)) return;
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    if (holds(written.children, i)) write_case_of_child({world, family, written, i});
  }
}

}  // namespace waymark::simulation
