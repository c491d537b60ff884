#include "simulate/early_help.h"

#include <algorithm>
#include <array>

namespace waymark::simulation {
namespace {

constexpr int kLookBack = 48;
constexpr int kRequestingFamilies = 136'000;  // thousandths a month in a full county
constexpr int kAllocated = 420;               // of requests
constexpr int kAllocatedAgain = 560;          // of requests of a family that came before
constexpr int kAfterStepDown = 380;           // of cases closed to early help
constexpr int kBeforeContact = 22;            // of families, before their first contact
constexpr int kComesBack = 310;
constexpr int kTargeted = 100;  // of families with a plan for a child in need
constexpr Spread kCaseDays = {20, 45, 70, 90, 110, 130, 150, 175, 205, 250, 420};
constexpr Spread kBackAfterDays = {15, 35, 60, 90, 125, 165, 215, 285, 390, 600, 1400};
constexpr Spread kEldestAge = {60, 700, 1400, 2100, 2700, 3300, 3900, 4500, 5100, 5700, 6400};
constexpr std::array<int, 5> kFamilySizes = {150, 330, 290, 150, 80};
constexpr std::array<std::string_view, 7> kSources = {"SCHOOL",  "HEALTH",    "PARENT", "POLICE",
                                                      "SETTING", "COMMUNITY", "HOUSING"};
constexpr std::array<int, 7> kSourceWeights = {430, 210, 150, 60, 70, 50, 30};
// Requests by month of the year, per mille: schools are shut in August.
constexpr std::array<int, 12> kSeason = {1050, 950, 1120, 820,  1080, 1020,
                                         1010, 740, 900,  1080, 1330, 900};
constexpr std::array<std::string_view, 4> kCloseReasons = {"OUTCOMES_MET", "DISENGAGED",
                                                           "STEPPED_UP", "OTHER"};
constexpr std::array<int, 4> kCloseWeights = {640, 190, 90, 80};
constexpr std::array<std::string_view, 5> kReasons = {"PARENTING", "BEHAVIOUR", "ATTENDANCE",
                                                      "HEALTH", "HOUSING"};

enum Part : std::uint64_t { kMonth = 601, kCourse = 602, kSupport = 603 };

ChildSet children_on(const Family& family, Date day) {
  ChildSet children = 0;
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    if (family.children[i].in_scope(day)) children |= 1U << i;
  }
  return children;
}

void open_case(const World& world, const Family& family, Random& random, HelpCase& help, Date on) {
  help.opened = recorded(random, on, kRecordingLag, help.request.known);
  help.closed = recorded(random, world.working_day(later(on, random.draw(kCaseDays))), kClosingLag,
                         help.opened.known);
  help.close_reason = kCloseReasons[random.pick(kCloseWeights)];
  help.children = children_on(family, on);
  help.post = world.workforce.pick_post(random, TeamKind::early_help, family.locality);
}

HelpCase draw_request(const World& world, const Family& family, Random& random, int ordinal,
                      Date day) {
  HelpCase help;
  help.ordinal = ordinal;
  help.request = recorded(random, world.working_day(day), kRecordingLag);
  help.source = kSources[random.pick(kSourceWeights)];
  help.open_source = "REQUEST";
  help.children = children_on(family, day);
  if (random.chance(ordinal == 1 ? kAllocated : kAllocatedAgain)) {
    const Date on = world.working_days.nth(help.request.on, random.between(1, 7));
    if (children_on(family, on) != 0) open_case(world, family, random, help, on);
  }
  return help;
}

Key help_key(const Family& family, const HelpCase& help) {
  return {'H', family.number * 100 + static_cast<std::uint64_t>(help.ordinal)};
}

void write_request(World& world, const Family& family, const HelpCase& help) {
  if (!world.view.shows(help.request) || help.request.on < world.view.window_from) return;
  auto& row = world.tables.eh_request;
  row.key('H', family.number * 100 + static_cast<std::uint64_t>(help.ordinal)).key(family.key());
  row.date(help.request.on).code(help.source);
  row.key(world.view.shows(help.opened) ? help_key(family, help) : Key{});
  row.code(world.county.postcode_inside(family.postcode_on(help.request.on))).end();
}

void write_child_help(World& world, Child& child, const HelpCase& help, Key key,
                      std::size_t worker) {
  const View& view = world.view;
  Event end = help.closed;
  if (child.adult_on < end.on) end = {child.adult_on, child.adult_on};
  // Now and then a child joins or leaves the case on its own.
  const Date joined = child.number % 41 == 0 ? later(help.opened.on, 14) : Date{};
  auto& row = world.tables.eh_case_child;
  row.key(key)
      .key(named(child))
      .date(joined < end.on ? view.date(joined) : Date{})
      .date(view.date(end))
      .end();
  auto& episode = world.tables.early_help_episodes;
  episode.key('H', row_number(child, help.ordinal, 0)).key(person_key(child)).date(help.opened.on);
  episode.date(view.date(end)).code(kReasons[child.number % kReasons.size()]);
  episode.code(view.shows(end) ? help.close_reason : "").text("Early Help");
  episode.key(world.workforce.name(worker)).end();
}

void write_help_case(World& world, Family& family, const HelpCase& help) {
  const View& view = world.view;
  if (!view.shows(help.opened) || !within_reach(view, help.closed.on, 24)) return;
  const std::size_t worker = world.workforce.holder(help.post, help.opened.on);
  const Key key = help_key(family, help);
  auto& row = world.tables.eh_case;
  row.key(key).key(family.key()).key(world.workforce.team_key(worker));
  row.code(world.county.postcode_inside(family.postcode_on(help.opened.on))).date(help.opened.on);
  row.code(help.open_source).date(view.date(help.closed));
  row.code(view.shows(help.closed) ? help.close_reason : "").end();
  for (std::size_t i = 0; i < family.children.size(); ++i) {
    if (holds(help.children, i)) write_child_help(world, family.children[i], help, key, worker);
  }
}

}  // namespace

void draw_help_beside(const World& world, const Family& family, Random& random, Date first_contact,
                      const std::vector<Case>& cases, std::vector<HelpCase>& help) {
  if (random.chance(kBeforeContact)) {
    const Date day = later(first_contact, -random.between(20, 400));
    if (children_on(family, day) != 0) help.push_back(draw_request(world, family, random, 1, day));
  }
  for (const Case& known : cases) {
    if (known.close_reason != "RC9" || !random.chance(kAfterStepDown)) continue;
    HelpCase after;
    after.ordinal = static_cast<int>(help.size()) + 1;
    after.open_source = random.chance(940) ? "STEPDOWN" : "OTHER";
    open_case(world, family, random, after,
              world.working_day(later(known.close.on, random.below(12))));
    if (after.children != 0) help.push_back(after);
  }
}

void write_help(World& world, Family& family, const std::vector<HelpCase>& help) {
  for (const HelpCase& known : help) {
    if (world.view.shows(known.request) && known.request.on >= world.view.window_from) {
      for (std::size_t i = 0; i < family.children.size(); ++i) {
        if (holds(known.children, i)) named(family.children[i]);
      }
    }
    write_request(world, family, known);
    write_help_case(world, family, known);
  }
}

void write_targeted_support(World& world, Family& family, const std::vector<Case>& cases) {
  for (const Case& known : cases) {
    Random random = family.random.fork(kSupport, static_cast<std::uint64_t>(known.ordinal));
    if (!world.view.shows(known.plan_start) || !random.chance(kTargeted)) continue;
    if (!within_reach(world.view, family, known)) continue;
    const Date from = later(known.plan_start.on, random.between(5, 40));
    const Date until = std::min(later(from, random.between(60, 240)), known.close.on);
    if (from >= until || !world.view.shows(from)) continue;
    auto& row = world.tables.targeted_support;
    row.key('Z', family.number * 100 + static_cast<std::uint64_t>(known.ordinal)).key(family.key());
    row.date(from).date(world.view.date(until)).end();
  }
}

void write_early_help(World& world) {
  const Month first = month_of(world.view.window_from) - kLookBack;
  std::array<int, kLocalities> weights{};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] =
        world.county.localities[i].population_share * world.county.localities[i].demand / 10;
  }
  for (Month month = first; month <= month_of(world.view.extract_date); ++month) {
    Random arriving = world.random.fork(kMonth, static_cast<std::uint64_t>(month.index));
    const std::int64_t season = kSeason[static_cast<std::size_t>(month_number(month) - 1)];
    const int families = world.arrivals(arriving, kRequestingFamilies * season / 1000);
    for (int place = 0; place < families; ++place) {
      Random meeting = arriving.fork(static_cast<std::uint64_t>(place));
      Date day = world.pick_day(meeting, month, 0);
      const int locality = static_cast<int>(meeting.pick(weights));
      Family family = make_family(world, {Stream::early_help, month, place}, day, locality);
      add_children(family, meeting, day, meeting.draw(kEldestAge),
                   static_cast<int>(meeting.pick(kFamilySizes)) + 1);
      Random course = family.random.fork(kCourse);
      std::vector<HelpCase> help;
      for (int ordinal = 1; ordinal < 20 && day <= world.view.extract_date; ++ordinal) {
        if (children_on(family, day) == 0) break;
        help.push_back(draw_request(world, family, course, ordinal, day));
        if (!course.chance(kComesBack)) break;
        const Date from = help.back().opened.on.missing() ? day : help.back().closed.on;
        day = world.working_day(later(from, course.draw(kBackAfterDays)));
      }
      write_help(world, family, help);
      write_people(world, family);
    }
  }
}

}  // namespace waymark::simulation
