// Families whose children come into care: the case that leads there, the periods of care of each
// child, and what follows.
#include <algorithm>
#include <array>

#include "simulate/care.h"
#include "simulate/front_door.h"
#include "simulate/leaving_care.h"
#include "simulate/sources.h"

namespace waymark::simulation {
namespace {

constexpr int kFirstYear =
    1994;  // so that the longest periods of care are there from the beginning
constexpr int kNewFamilies = 23'500;  // thousandths a month in a full county
constexpr int kAlone = 38;            // of them: a young person who came to the country alone
constexpr int kComesBack = 170;       // of children who went home
constexpr int kWithPlan = 330;        // of families: a protection plan came first
constexpr int kAtOnce = 430;          // of the others: within days
constexpr int kRespite = 160;         // of families with a child known for disability
constexpr Spread kAgeAtAdmission = {1, 15, 150, 620, 1350, 2250, 3250, 4300, 5100, 5650, 6400};
constexpr Spread kWaitDays = {20, 50, 80, 120, 160, 210, 270, 340, 430, 560, 900};
constexpr Spread kAwayDays = {30, 80, 140, 210, 300, 400, 520, 680, 900, 1300, 2200};
constexpr std::array<int, 4> kChildrenOfFamily = {640, 220, 100, 40};
constexpr std::array<int, 12> kSeason = {1000, 940, 1050, 850,  960,  980,
                                         980,  860, 1000, 1080, 1320, 980};

enum Part : std::uint64_t {
  kMonth = 951,
  kCourse = 952,
  kPeriods = 953,
  kStays = 954,
  kBaby = 955
};

int pick_locality(const World& world, Random& random) {
  std::array<int, kLocalities> weights{};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = world.county.localities[i].population_share * world.county.localities[i].care / 10;
  }
  return static_cast<int>(random.pick(weights));
}

Assessment assessment_before_care(const World& world, const Family& family, Random& random,
                                  const Case& opened) {
  Assessment first = draw_assessment(world, family, random, opened);
  first.outcome = AssessmentOutcome::ongoing;
  first.care = true;
  return first;
}

// The case up to the first admission; returns the day of it.
Date draw_way_into_care(const World& world, const Family& family, Random& random, Case& opened) {
  const Date referred = opened.referral.on;
  allocate(world, family, random, opened, TeamKind::assessment, later(referred, random.below(3)));
  opened.assessments.push_back(assessment_before_care(world, family, random, opened));
  const bool alone = family.children.front().asylum_seeking;
  if (!alone && random.chance(kWithPlan)) {
    opened.assessments.back().enquiry = true;
    const Date start = world.working_day(later(referred, random.below(7)));
    if (const auto plan =
            add_enquiry(world, family, random, opened, start, EnquiryCourse::certain_plan)) {
      const Date from = opened.plans[*plan].start.on;
      allocate(world, family, random, opened, TeamKind::family_intervention,
               later(from, random.below(10)));
      return later(opened.plans[*plan].end.on, random.below(5));
    }
  }
  if (alone || random.chance(kAtOnce)) return later(referred, random.below(9));
  const Date from = opened.assessments.back().authorised.on;
  const Date start = later(from, random.draw(kWaitDays));
  allocate(world, family, random, opened, TeamKind::family_intervention,
           later(from, random.below(8)));
  opened.plan_start = opened.event(random, later(from, random.below(10)));
  opened.plan_end = opened.event(random, start, kClosingLag);
  return start;
}

std::string_view close_reason_after(const CarePeriod& period) {
  if (period.to_adoption()) return "RC1";
  if (period.end_reason == "E41") return "RC3";
  if (period.end_reason.starts_with("E4") && period.course == CareCourse::guardianship)
    return "RC4";
  return "RC7";
}

void not_known_before(CarePeriod& period, Date day) {
  period.start.known = std::max(period.start.known, day);
  period.end.known = std::max(period.end.known, period.start.known);
}

// Periods of care of a child, one after another.
// None is recorded before the referral of the case was.
std::vector<CarePeriod> draw_periods(const World& world, const Family& family, const Child& child,
                                     Date start, const Case& opened) {
  std::vector<CarePeriod> periods;
  Random random = family.random.fork(kPeriods, child.number);
  for (int number = 0; number < 5 && start < child.adult_on && child.is_born(start); ++number) {
    periods.push_back(draw_care(world, child, random.fork(static_cast<std::uint64_t>(number)),
                                start, number, opened.need));
    CarePeriod& last = periods.back();
    not_known_before(last, opened.referral.known);
    if (last.course != CareCourse::home || !random.chance(kComesBack)) break;
    start = later(last.end.on, random.draw(kAwayDays));
  }
  return periods;
}

void write_mother(World& world, Family& family) {
  Child& mother = family.children.front();
  if (!mother.mother || !mother.shown) return;
  Child& baby = family.children.back();
  world.tables.mother.key('M', row_number(mother, 0, 1))
      .key(named(mother))
      .key(named(baby))
      .date(baby.born)
      .end();
}

void write_care_family(World& world, Family& family, Date first_contact) {
  Random random = family.random.fork(kCourse);
  FamilyCourse course;
  FamilyCourse::Answered answered;
  answered.contact.ordinal = 1;
  answered.contact.received = recorded(random, first_contact, kRecordingLag);
  answered.contact.source = family.children.front().asylum_seeking
                                ? "6"
                                : pick_source(random, month_number(month_of(first_contact)));
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    if (family.children[i].in_scope(first_contact)) answered.contact.children |= 1U << i;
  }
  answered.opened = 0;
  Case opened = begin_case(world, family, answered.contact, 1);
  const Date start = draw_way_into_care(world, family, random, opened);
  allocate(world, family, random, opened, TeamKind::looked_after,
           later(start, random.between(5, 40)));
  opened.close = {start, start};
  opened.close_reason = "RC7";
  opened.care_from.resize(family.children.size());
  std::vector<std::vector<CarePeriod>> periods(family.children.size());
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    Child& child = family.children[i];
    if (!holds(opened.children, i)) continue;
    // A baby on the way comes into care at birth.
    periods[i] = draw_periods(world, family, child, std::max(start, child.born), opened);
    if (periods[i].empty()) continue;
    const CarePeriod& last = periods[i].back();
    const bool home = last.course == CareCourse::home;
    opened.care_from[i] = periods[i].front().start.on;
    opened.child_close[i] = opened.event(
        random, later(last.end.on, home ? random.between(20, 200) : random.below(15)), kClosingLag);
    opened.child_close_reason[i] = close_reason_after(last);
    opened.close.on = std::max(opened.close.on, opened.child_close[i].on);
    opened.close.known = std::max(opened.close.known, opened.child_close[i].known);
  }
  course.contacts.push_back(answered);
  course.cases.push_back(std::move(opened));
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    for (const CarePeriod& period : periods[i]) {
      write_care({world, family, i, period,
                  CaseOfChild{world, family, course.cases.front(), i}.referral()});
    }
    write_leaving_care(world, family, family.children[i], periods[i]);
  }
  write_mother(world, family);
  write_course(world, family, course);
}

// A young mother in care: the baby belongs to the family, and is no part of the case.
void maybe_add_baby(World& world, Family& family, Random random) {
  Child& mother = family.children.front();
  if (!mother.girl || !random.chance(30) || age_at(mother.born, world.view.extract_date) < 17)
    return;
  Child baby;
  baby.number = family.number * 10 + family.children.size();
  baby.born = later(mother.adult_on, -random.between(10, 600));
  baby.due = later(baby.born, random.between(-9, 12));
  baby.adult_on = birthday(baby.born, 18);
  baby.girl = random.chance(488);
  mother.mother = world.view.shows(baby.born);
  family.children.push_back(baby);
}

}  // namespace

void write_looked_after(World& world) {
  for (Month month = make_month(kFirstYear, 1); month <= month_of(world.view.extract_date);
       ++month) {
    Random arriving = world.random.fork(kMonth, static_cast<std::uint64_t>(month.index));
    const std::int64_t season = kSeason[static_cast<std::size_t>(month_number(month) - 1)];
    const int families =
        world.arrivals(arriving, kNewFamilies * season * demand_level(month) / 1'000'000);
    for (int place = 0; place < families; ++place) {
      Random meeting = arriving.fork(static_cast<std::uint64_t>(place));
      const Date day = world.pick_day(meeting, month, 150);
      Family family =
          make_family(world, {Stream::care, month, place}, day, pick_locality(world, meeting));
      const bool alone = meeting.chance(kAlone);
      const int age = alone ? meeting.between(5550, 6450) : meeting.draw(kAgeAtAdmission);
      add_children(family, meeting, day, age,
                   alone ? 1 : static_cast<int>(meeting.pick(kChildrenOfFamily)) + 1);
      family.children.front().asylum_seeking = alone;
      maybe_add_baby(world, family, family.random.fork(kBaby));
      write_care_family(world, family, day);
    }
  }
}

void write_short_breaks(World& world, Family& family, const Case& opened) {
  Random random = family.random.fork(kStays);
  if (!random.chance(kRespite)) return;
  const Child& child = family.children.front();
  Date day = later(opened.referral.on, random.between(60, 250));
  for (int number = 0;
       number < 16 && day < opened.close_of(family, 0).on && day < later(child.adult_on, -20);
       ++number) {
    CarePeriod stay =
        draw_respite(world, child, random.fork(static_cast<std::uint64_t>(number)), day, number);
    not_known_before(stay, opened.referral.known);
    write_care({world, family, 0, stay, CaseOfChild{world, family, opened, 0}.referral()});
    day = later(stay.end.on, random.between(20, 60));
  }
}

}  // namespace waymark::simulation
