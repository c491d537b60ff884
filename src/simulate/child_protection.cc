// Enquiries, conferences, protection plans, their reviews and visits: drawn, then written.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "simulate/case.h"

namespace waymark::simulation {
namespace {

// Continuing risk, no continuing risk, not substantiated, not recorded.
constexpr std::array<int, 4> kEnquiryOutcomes = {365, 120, 507, 8};
constexpr int kPlanOfConference = 790;
constexpr int kChildOfPlan = 960;
constexpr Spread kEnquiryWorkingDays = {1, 3, 5, 6, 8, 9, 10, 11, 13, 15, 32};
constexpr Spread kConferenceWorkingDays = {3, 8, 10, 11, 12, 13, 13, 14, 15, 17, 34};
constexpr int kConferenceTarget = 15;  // working days
// Reviews held by the end of a plan, 1 to 5: three months, then every six.
constexpr std::array<int, 5> kReviewsOfPlan = {345, 440, 148, 40, 27};
constexpr std::array<std::string_view, 5> kCategories = {"NEG", "EMO", "PHY", "SAB", "MUL"};
constexpr std::array<int, 5> kCategoryWeights = {470, 350, 80, 40, 60};
// Days between visits, before and after the standard went from twenty working days to ten.
constexpr Spread kVisitGapBefore = {6, 14, 18, 21, 23, 26, 29, 33, 39, 49, 75};
constexpr int kMostVisits = 200;  // to a child on one plan
constexpr Spread kVisitGap = {3, 7, 9, 11, 13, 14, 16, 18, 22, 30, 56};

enum Part : std::uint64_t { kVisits = 301, kEarlier = 302 };

Date stricter_visits_from() { return make_date(2017, 7, 1); }

Conference draw_conference(const World& world, Random& random, const Case& opened,
                           const Enquiry& enquiry) {
  Conference conference;
  const Date from = enquiry.start.on;
  conference.target = world.working_days.nth(from, kConferenceTarget);
  Date on = world.working_days.nth(from, random.draw(kConferenceWorkingDays));
  if (random.chance(32)) {
    conference.first_date = opened.event(random, on);
    conference.first_status = random.chance(800) ? "STOODDOWN" : "INQUORATE";
    on = world.working_days.nth(on, random.between(4, 11));
  }
  conference.held = opened.event(random, on);
  if (enquiry.transfer_in) conference.notified = from;
  return conference;
}

// Reviews of a plan: the first due after three months, each later one after six; mostly a little
// early. The plan ends with the last.
void draw_reviews(const World& world, Random& random, const Case& opened, ProtectionPlan& plan) {
  const std::size_t count = random.pick(kReviewsOfPlan) + 1;
  Date before = plan.start.on;
  for (std::size_t i = 0; i < count; ++i) {
    ProtectionPlan::Review review;
    review.due = add_months(before, i == 0 ? 3 : 6);
    const int days = random.chance(945) ? -random.below(22) : random.between(1, 24);
    Date on = world.working_day(later(review.due, days));
    if (days < 0 && on > review.due) on = later(review.due, -3);
    if (random.chance(15)) {
      review.stood_down = opened.event(random, later(on, -random.between(3, 9)));
    }
    review.held = opened.event(random, on);
    review.continues = i + 1 < count;
    plan.reviews.push_back(review);
    before = on;
  }
  Date end = plan.reviews.back().held.on;
  if (random.chance(120)) {  // between two reviews: moved away, came into care
    plan.reviews.pop_back();
    end = std::max(later(end, -random.between(10, 80)), later(plan.start.on, 7));
  }
  plan.end = opened.event(random, end, kClosingLag);
}

ProtectionPlan draw_plan(const World& world, const Family& family, Random& random,
                         const Case& opened) {
  ProtectionPlan plan;
  plan.enquiry = opened.enquiries.size() - 1;
  plan.start = opened.enquiries.back().conference->held;
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    if (holds(opened.children, i) && random.chance(kChildOfPlan)) plan.children |= 1U << i;
  }
  if (plan.children == 0) plan.children = opened.children;
  plan.category = kCategories[random.pick(kCategoryWeights)];
  plan.latest_category =
      random.chance(70) ? kCategories[random.pick(kCategoryWeights)] : plan.category;
  plan.restarted = random.chance(8);
  draw_reviews(world, random, opened, plan);
  return plan;
}

Key plan_key(const CaseOfChild& of, std::size_t plan) {
  return {'U', of.row(static_cast<int>(plan)) * 10};
}
Key enquiry_key(const CaseOfChild& of, std::size_t enquiry) {
  return {'E', of.row(static_cast<int>(enquiry))};
}
// A conference may come to nothing on a first date: two rows an enquiry.
Key conference_key(const CaseOfChild& of, std::size_t enquiry, bool held) {
  return {'I', of.row(static_cast<int>(enquiry) * 2 + (held ? 1 : 0))};
}

bool shows_enquiry(const CaseOfChild& of, const Enquiry& enquiry) {
  return !enquiry.transfer_in && of.world.view.shows(enquiry.start) &&
         of.child().in_scope(enquiry.start.on);
}

void write_enquiry(const CaseOfChild& of, std::size_t place) {
  const Enquiry& enquiry = of.written.enquiries[place];
  if (!shows_enquiry(of, enquiry)) return;
  auto& row = of.world.tables.s47_enquiry;
  row.key(enquiry_key(of, place)).key(of.referral()).key(named(of.child()));
  row.date(enquiry.start.on).date(of.world.view.date(enquiry.end));
  if (!of.world.view.shows(enquiry.end)) {
    row.blank(4).end();
    return;
  }
  switch (enquiry.outcome) {
    case EnquiryOutcome::continuing:
      row.yes_no(false).outcomes({"CP_CONFERENCE_FLAG"});
      break;
    case EnquiryOutcome::not_continuing:
      row.yes_no(false).outcomes(
          {of.child().number % 3 == 0 ? "MONITOR_FLAG" : "PROV_OF_SERVICES_FLAG"});
      break;
    case EnquiryOutcome::not_substantiated:
      row.yes_no(true).outcomes({"NFA_FLAG"});
      break;
    case EnquiryOutcome::not_recorded:
      row.blank(2);
      break;
  }
  const Holder holder = holder_on(of.world, of.written, enquiry.end.on);
  row.key(holder.worker).key(holder.team).end();
}

// Where the plan stands that came from an enquiry and holds the child.
std::optional<std::size_t> plan_of(const CaseOfChild& of, std::size_t enquiry) {
  for (std::size_t i = 0; i < of.written.plans.size(); ++i) {
    const auto& plan = of.written.plans[i];
    if (plan.enquiry == enquiry && holds(plan.children, of.place)) return i;
  }
  return std::nullopt;
}

void write_conference_row(const CaseOfChild& of, std::size_t place, bool held) {
  const Enquiry& enquiry = of.written.enquiries[place];
  const Conference& conference = *enquiry.conference;
  const Date on = held ? conference.held.on : conference.first_date.on;
  const auto plan = held ? plan_of(of, place) : std::nullopt;
  const auto meeting = of.family.number * 10000 +
                       static_cast<std::uint64_t>(of.written.ordinal) * 100 + place * 2 +
                       (held ? 1 : 0);
  auto& row = of.world.tables.initial_cp_conference;
  row.key(conference_key(of, place, held)).key('M', meeting);
  row.key(shows_enquiry(of, enquiry) ? enquiry_key(of, place) : Key{}).key(named(of.child()));
  row.key(plan ? plan_key(of, *plan) : Key{}).key(of.referral()).yes_no(enquiry.transfer_in);
  row.date(conference.target).date(on).yes_no(plan.has_value());
  row.outcomes({plan ? "CP_FLAG" : "PROV_OF_SERVICES_FLAG"});
  const Holder holder = holder_on(of.world, of.written, on);
  row.key(holder.team).key(holder.worker).end();
}

void write_conference(const CaseOfChild& of, std::size_t place) {
  const auto& conference = of.written.enquiries[place].conference;
  if (!conference || !of.child().in_scope(conference->held.on)) return;
  auto& status = of.world.tables.conference;
  if (of.world.view.shows(conference->first_date)) {
    write_conference_row(of, place, false);
    status.code("ICPC")
        .key(conference_key(of, place, false))
        .code(conference->first_status)
        .blank()
        .end();
  }
  if (!of.world.view.shows(conference->held)) return;
  write_conference_row(of, place, true);
  if (!conference->notified.missing() || of.child().number % 4 == 0) {
    status.code("ICPC")
        .key(conference_key(of, place, true))
        .code("HELD")
        .date(conference->notified)
        .end();
  }
}

void write_plan_rows(const CaseOfChild& of, std::size_t place) {
  const ProtectionPlan& plan = of.written.plans[place];
  const Event end = of.limited(plan.end);
  const auto write = [&](int part, const Event& from, const Event& until) {
    if (!of.world.view.shows(from)) return;
    auto& row = of.world.tables.cp_plans;
    const Key key = plan_key(of, place);
    row.key(key.letter, key.number + static_cast<std::uint64_t>(part)).key(of.referral());
    row.key(conference_key(of, plan.enquiry, true)).key(named(of.child()));
    row.date(from.on).date(of.world.view.date(until)).code(plan.category).yes_no(false);
    row.code(plan.latest_category).end();
  };
  if (plan.restarted && plan.reviews.size() > 1 && plan.reviews.front().held.on < end.on) {
    const Event middle = plan.reviews.front().held;
    write(0, plan.start, middle);
    write(1, middle, end);
  } else {
    write(0, plan.start, end);
  }
}

void write_reviews(const CaseOfChild& of, std::size_t place) {
  constexpr std::array<std::string_view, 6> kParticipation = {"PN1", "PN2", "PN3",
                                                              "PN5", "PN6", "PN7"};
  const ProtectionPlan& plan = of.written.plans[place];
  const Child& child = of.child();
  const auto write = [&](int number, const ProtectionPlan::Review& review, const Event& on) {
    auto& row = of.world.tables.cp_reviews;
    row.key('G', of.row(static_cast<int>(place) * 40 + number)).key(person_key(child));
    row.key(plan_key(of, place)).date(review.due).date(on.on);
    row.key('M', of.family.number * 100000 + static_cast<std::uint64_t>(of.written.ordinal * 1000) +
                     place * 40 + static_cast<std::uint64_t>(number) + 200);
    row.yes_no(review.continues).yes_no(true);
    const bool small = age_at(child.born, on.on) < 4;
    row.code(small ? "PN0"
                   : kParticipation[(child.number + static_cast<std::uint64_t>(number)) % 6])
        .end();
  };
  int number = 0;
  for (const auto& review : plan.reviews) {
    if (review.held.on > of.limited(plan.end).on || review.held.on >= child.adult_on) break;
    if (of.world.view.shows(review.stood_down)) {
      write(number, review, review.stood_down);
      of.world.tables.conference.code("RCPC").key('G',
                                                  of.row(static_cast<int>(place) * 40 + number));
      of.world.tables.conference.code("STOODDOWN").blank().end();
    }
    if (of.world.view.shows(review.held)) write(number + 1, review, review.held);
    number += 2;
  }
}

// The questionnaire is given to few, and to those who can answer it.
void write_voice(const CaseOfChild& of, std::size_t place) {
  const Child& child = of.child();
  if (child.number % 9 != 0 || age_at(child.born, of.written.plans[place].start.on) < 6) return;
  auto& row = of.world.tables.voice_of_child;
  row.key('V', of.row(static_cast<int>(place))).key(person_key(child)).yes_no(true);
  row.yes_no(child.number % 2 == 0).yes_no(child.number % 4 != 0).yes_no(true).blank().end();
}

// Brothers and sisters are visited together; now and then one of them is not seen.
void write_plan_visits(const CaseOfChild& of, std::size_t place) {
  const ProtectionPlan& plan = of.written.plans[place];
  const Date until = std::min(of.limited(plan.end).on, of.world.view.extract_date);
  const Date from = add_months(of.world.view.window_from, -kVisitReach);
  Random random =
      of.family.random.fork(kVisits, static_cast<std::uint64_t>(of.written.ordinal), place);
  Random seen = random.fork(of.child().number);
  int number = 0;
  for (Date day = later(plan.start.on, random.below(9)); day <= until && number < kMostVisits;
       ++number) {
    const Event visit = recorded(random, of.world.working_day(day), kRecordingLag);
    const bool child_seen = seen.chance(950);
    const bool alone = seen.chance(640);
    if (visit.on >= from && visit.on <= until && of.world.view.shows(visit) &&
        of.child().is_born(visit.on)) {
      auto& row = of.world.tables.cp_visits;
      row.key('V', of.row(static_cast<int>(place) * kMostVisits + number) * 10 + 1)
          .key(person_key(of.child()));
      row.key(plan_key(of, place)).date(visit.on).yes_no(child_seen);
      row.yes_no(child_seen && alone).yes_no(seen.chance(420)).end();
    }
    day = later(visit.on,
                random.draw(visit.on < stricter_visits_from() ? kVisitGapBefore : kVisitGap));
  }
}

}  // namespace

std::optional<std::size_t> add_enquiry(const World& world, const Family& family, Random& random,
                                       Case& opened, Date start, EnquiryCourse course) {
  Enquiry enquiry;
  enquiry.transfer_in = course == EnquiryCourse::transfer_in;
  enquiry.start = opened.event(random, start);
  enquiry.end =
      opened.event(random, world.working_days.nth(start, random.draw(kEnquiryWorkingDays)));
  enquiry.outcome = static_cast<EnquiryOutcome>(random.pick(kEnquiryOutcomes));
  const bool certain = course == EnquiryCourse::certain_plan || enquiry.transfer_in;
  if (certain) enquiry.outcome = EnquiryOutcome::continuing;
  if (course == EnquiryCourse::no_conference && enquiry.outcome == EnquiryOutcome::continuing) {
    enquiry.outcome = EnquiryOutcome::not_continuing;
  }
  if (enquiry.outcome == EnquiryOutcome::continuing) {
    enquiry.conference = draw_conference(world, random, opened, enquiry);
  }
  opened.enquiries.push_back(enquiry);
  if (!enquiry.conference || !(random.chance(kPlanOfConference) || certain)) return std::nullopt;
  opened.plans.push_back(draw_plan(world, family, random, opened));
  return opened.plans.size() - 1;
}

Holder holder_on(World& world, const Case& written, Date day) {
  CHECK_THAT(!written.allocations.empty(), "a case with an assessment is held by someone");
  int post = written.allocations.front().post;
  for (const Allocation& held : written.allocations) {
    if (held.from <= day) post = held.post;
  }
  const std::size_t at = world.workforce.holder(post, day);
  return {world.workforce.team_key(at), world.workforce.name(at)};
}

void write_protection(const CaseOfChild& of) {
  for (std::size_t i = 0; i < of.written.enquiries.size(); ++i) {
    write_enquiry(of, i);
    write_conference(of, i);
  }
  for (std::size_t i = 0; i < of.written.plans.size(); ++i) {
    const ProtectionPlan& plan = of.written.plans[i];
    if (!holds(plan.children, of.place) || !of.child().in_scope(plan.start.on) ||
        !of.world.view.shows(plan.start)) {
      continue;
    }
    write_plan_rows(of, i);
    write_voice(of, i);
    write_reviews(of, i);
    write_plan_visits(of, i);
  }
}

void write_previous_plans(World& world, const Family& family, const std::vector<Case>& cases) {
  constexpr int kOlderPlan = 230;  // of children on a plan, aged three or more when it began
  constexpr int kPlanElsewhere = 35;
  auto& table = world.tables.previous_cp_plan;
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    const Child& child = family.children[i];
    if (!child.shown) continue;
    int number = 0;
    const auto write = [&](bool own, Date from, Date until) {
      table.key('Q', row_number(child, 0, number++)).key(person_key(child));
      table.text(own ? std::string_view() : "Another authority")
          .yes_no(own)
          .date(from)
          .date(until)
          .end();
    };
    bool first = true;
    for (const Case& known : cases) {
      const bool kept = within_reach(world.view, family, known);
      for (const auto& plan : known.plans) {
        if (!holds(plan.children, i) || !child.in_scope(plan.start.on) ||
            !world.view.shows(plan.start)) {
          continue;
        }
        Random random = family.random.fork(kEarlier, child.number);
        if (first && age_at(child.born, plan.start.on) >= 3) {
          const Date until = later(plan.start.on, -random.between(740, 2600));
          const Date from = std::max(later(until, -random.between(90, 400)), child.born);
          if (from < until && random.chance(kOlderPlan)) write(true, from, until);
          if (from < until && random.chance(kPlanElsewhere)) write(false, from, until);
        }
        first = false;
        if (!kept) write(true, plan.start.on, plan.end.on);
      }
    }
  }
}

}  // namespace waymark::simulation
