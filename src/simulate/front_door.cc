#include "simulate/front_door.h"

#include <algorithm>
#include <array>

#include "simulate/care.h"
#include "simulate/sources.h"

namespace waymark::simulation {
namespace {

constexpr int kNewFamilies = 545'000;  // thousandths a month in a full county
constexpr int kLookBack = 96;    // months before the records begin, until the county is in balance
constexpr int kComesBack = 690;  // after each contact
constexpr int kComesBackAfterCase = 790;
// How much likelier a family that had a case gets another, per cent of the others' chance.
constexpr int kAcceptedUnknown = 59;
constexpr int kAcceptedKnown = 138;
constexpr int kSeverityAfterPlan = 380;
constexpr int kMostContacts = 60;
constexpr Spread kContactGap = {1, 4, 11, 23, 42, 72, 118, 190, 310, 540, 1300};
constexpr Spread kEldestAge = {-120, 150, 650, 1250, 1950, 2650, 3400, 4200, 4950, 5650, 6450};
constexpr std::array<int, 5> kFamilySizes = {430, 320, 160, 65, 25};
constexpr int kWeekend = 220;     // of contacts on a free day, those that come in all the same
constexpr int kChildNamed = 900;  // the chance of each other child to be part of a contact
constexpr int kBusiestMonth = 3800;
constexpr int kDisabilityFamilies = 2'600;

enum Part : std::uint64_t { kContacts = 501, kHelp = 502, kMonth = 503 };

ChildSet children_of(const Family& family, Random& random, Date day) {
  ChildSet children = 0;
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    if (!family.children[i].in_scope(day)) continue;
    if (children == 0 || random.chance(kChildNamed)) children |= 1U << i;
  }
  return children;
}

// The day a family comes back; fewer contacts come in the holidays.
Date next_contact(const World& world, Random& random, Date day) {
  for (int tries = 0; tries < 4; ++tries) {
    day = later(day, random.draw(kContactGap));
    if (!random.chance(kWeekend)) day = world.working_day(day);
    if (random.chance(contacts_in(month_number(month_of(day))) * 1000 / kBusiestMonth)) break;
  }
  return day;
}

int pick_locality(const World& world, Random& random) {
  std::array<int, kLocalities> weights{};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] =
        world.county.localities[i].population_share * world.county.localities[i].demand / 10;
  }
  return static_cast<int>(random.pick(weights));
}

std::string_view outcome_of(const FamilyCourse::Answered& answered) {
  if (answered.opened) return "NEW_REFERRAL_FLAG";
  if (answered.on_open_case) return "EXISTING_REFERRAL_FLAG";
  return answered.contact.ordinal % 3 == 0 ? "ADVICE_FLAG" : "NFA_FLAG";
}

}  // namespace

FamilyCourse draw_course(const World& world, const Family& family, Date first_contact) {
  Random random = family.random.fork(kContacts);
  FamilyCourse course;
  Date day = first_contact;
  for (int ordinal = 1; ordinal <= kMostContacts && day <= world.view.extract_date; ++ordinal) {
    FamilyCourse::Answered answered;
    Contact& contact = answered.contact;
    contact.ordinal = ordinal;
    contact.received = recorded(random, day, kRecordingLag);
    const int month = month_number(month_of(day));
    contact.source = pick_source(random, month);
    contact.children = children_of(family, random, day);
    if (contact.children == 0) break;  // grown up
    answered.on_open_case = !course.cases.empty() && course.cases.back().close.on > day;
    const bool known = !course.cases.empty();
    if (known && !course.cases.back().plans.empty()) contact.severity = kSeverityAfterPlan;
    const int usual = accepted_per_mille(contact.source, month);
    const bool accepted =
        family.long_disability
            ? ordinal == 1 || random.chance(300)
            : random.chance(usual * (known ? kAcceptedKnown : kAcceptedUnknown) / 100);
    if (accepted && !answered.on_open_case) {
      answered.opened = course.cases.size();
      course.cases.push_back(
          draw_case(world, family, contact, static_cast<int>(course.cases.size()) + 1));
    }
    course.contacts.push_back(answered);
    if (!random.chance(course.cases.empty() ? kComesBack : kComesBackAfterCase)) break;
    day = next_contact(world, random, day);
  }
  Random help = family.random.fork(kHelp);
  draw_help_beside(world, family, help, course.contacts.front().contact.received.on, course.cases,
                   course.help);
  return course;
}

void write_contact(World& world, Family& family, const FamilyCourse& course, std::size_t place) {
  const FamilyCourse::Answered& answered = course.contacts[place];
  const Contact& contact = answered.contact;
  const View& view = world.view;
  if (!view.shows(contact.received) || contact.received.on < view.window_from) return;
  const Case* opened = answered.opened ? &course.cases[*answered.opened] : nullptr;
  // Until it is decided, the contact has neither an outcome nor a line to a referral.
  const bool decided = opened == nullptr || view.shows(opened->referral);
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    if (!holds(contact.children, i)) continue;
    Child& child = family.children[i];
    const Key key{'C', row_number(child, contact.ordinal, 0)};
    const bool led = opened != nullptr && decided && child.in_scope(opened->referral.on);
    auto& row = world.tables.contacts;
    row.key(key).key(named(child)).date(contact.received.on).code(contact.source);
    row.text(source_description(contact.source));
    decided ? row.flags({led || opened == nullptr ? outcome_of(answered) : "ADVICE_FLAG"})
            : row.blank();
    row.end();
    if (!decided) continue;
    world.tables.contact_referral.key(key)
        .key(led ? CaseOfChild{world, family, *opened, i}.referral() : Key{})
        .end();
  }
}

void write_course(World& world, Family& family, const FamilyCourse& course) {
  for (std::size_t i = 0; i < course.contacts.size(); ++i) write_contact(world, family, course, i);
  for (const Case& written : course.cases) write_case(world, family, written);
  write_help(world, family, course.help);
  write_targeted_support(world, family, course.cases);
  if (family.long_disability && !course.cases.empty())
    write_short_breaks(world, family, course.cases.front());
  write_previous_plans(world, family, course.cases);
  write_people(world, family);
}

void write_front_door(World& world) {
  const Month first = month_of(world.view.window_from) - kLookBack;
  for (Month month = first; month <= month_of(world.view.extract_date); ++month) {
    Random arriving = world.random.fork(kMonth, static_cast<std::uint64_t>(month.index));
    const std::int64_t season =
        contacts_in(month_number(month)) * std::int64_t{demand_level(month)};
    const int families =
        world.arrivals(arriving, kNewFamilies * season / (kContactsPerMonth * 1000));
    for (int place = 0; place < families; ++place) {
      Random meeting = arriving.fork(static_cast<std::uint64_t>(place));
      const Date day = world.pick_day(meeting, month, kWeekend);
      Family family = make_family(world, {Stream::front_door, month, place}, day,
                                  pick_locality(world, meeting));
      add_children(family, meeting, day, meeting.draw(kEldestAge),
                   static_cast<int>(meeting.pick(kFamilySizes)) + 1);
      write_course(world, family, draw_course(world, family, day));
    }
  }
}

void write_disability_service(World& world) {
  const Month first = month_of(world.view.window_from) - kLookBack;
  for (Month month = first; month <= month_of(world.view.extract_date); ++month) {
    Random arriving = world.random.fork(kMonth + 100, static_cast<std::uint64_t>(month.index));
    const int families = world.arrivals(arriving, kDisabilityFamilies);
    for (int place = 0; place < families; ++place) {
      Random meeting = arriving.fork(static_cast<std::uint64_t>(place));
      const Date day = world.pick_day(meeting, month, 0);
      Family family = make_family(world, {Stream::disability, month, place}, day,
                                  pick_locality(world, meeting));
      add_children(family, meeting, day, meeting.between(400, 5200), 1);
      family.long_disability = true;
      family.children.front().disabled = true;
      write_course(world, family, draw_course(world, family, day));
    }
  }
}

}  // namespace waymark::simulation
