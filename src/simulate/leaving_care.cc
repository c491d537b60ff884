#include "simulate/leaving_care.h"

#include <algorithm>
#include <array>
#include <optional>

namespace waymark::simulation {
namespace {

constexpr int kDaysInCare = 91;
constexpr int kReach = 12;  // months before the records begin
constexpr int kSuitable = 925;
constexpr int kInTouch = 950;
constexpr int kBusy = 620;  // in education, employment or training
constexpr Spread kStatusDays = {30, 80, 120, 150, 180, 210, 250, 300, 360, 440, 700};
constexpr Spread kReviewGap = {110, 145, 160, 168, 173, 177, 180, 183, 188, 205, 330};
constexpr std::array<std::string_view, 8> kBusyKinds = {"F2", "F5", "P5", "F1",
                                                        "F4", "P2", "P4", "P1"};
constexpr std::array<int, 8> kBusyWeights = {380, 260, 120, 70, 80, 60, 20, 10};
constexpr std::array<std::string_view, 3> kNotBusy = {"G5", "G4", "G6"};
constexpr std::array<int, 3> kNotBusyWeights = {560, 230, 210};
constexpr std::array<std::string_view, 7> kHomes = {"U", "Z", "D", "B", "E", "T", "K"};
constexpr std::array<int, 7> kHomeWeights = {340, 180, 170, 140, 80, 60, 30};
constexpr std::array<std::string_view, 4> kBadHomes = {"X", "S", "W", "R"};

enum Part : std::uint64_t { kStatus = 901, kPathway = 902, kAdviser = 903 };

struct Leaving {
  Date eligible;   // first day as an eligible child
  Date left;       // last day in care
  bool to_family;  // went home before adulthood
  Date until;      // support ends
};

std::optional<Leaving> leaving_of(const World& world, const Family& family, const Child& child,
                                  const std::vector<CarePeriod>& periods) {
  const Date fourteen = birthday(child.born, 14);
  const Date sixteen = birthday(child.born, 16);
  int days = 0;
  Leaving leaving{};
  for (const CarePeriod& period : periods) {
    if (period.course == CareCourse::respite || !world.view.shows(period.start)) continue;
    const Date from = std::max(period.start.on, fourteen);
    if (period.end.on <= from || period.end.on <= sixteen) continue;
    const Date counted = later(from, std::max(kDaysInCare - days, 0));
    days += period.end.on.days - from.days;
    if (days < kDaysInCare) continue;
    if (leaving.eligible.missing()) leaving.eligible = std::max(sixteen, counted);
    leaving.left = period.end.on;
    leaving.to_family = period.end_reason.starts_with("E4");
  }
  if (leaving.eligible.missing() || leaving.eligible >= child.adult_on) return std::nullopt;
  Random random = family.random.fork(kStatus, child.number, 2);
  leaving.until =
      random.chance(180) ? birthday(child.born, random.between(22, 24)) : birthday(child.born, 21);
  return leaving;
}

struct Status {
  Event from;
  Event until;
  std::string_view eligibility, in_touch, suitable, activity, home;
};

std::vector<Status> draw_statuses(const Child& child, const Leaving& leaving, Random random) {
  std::vector<Status> statuses;
  const bool able = random.chance(kBusy);
  for (Date from = leaving.eligible; from < leaving.until;) {
    Status status;
    const Date change = from < leaving.left     ? leaving.left
                        : from < child.adult_on ? child.adult_on
                                                : leaving.until;
    const Date until = std::min(later(from, random.draw(kStatusDays)), change);
    status.eligibility = from < leaving.left     ? "Eligible"
                         : from < child.adult_on ? (leaving.to_family ? "Qualifying" : "Relevant")
                                                 : "Former Relevant";
    status.from = recorded(random, from, kRecordingLag);
    status.until = {until, later(until, random.draw(kRecordingLag))};
    const bool in_touch = random.chance(kInTouch);
    status.in_touch = in_touch             ? "YES"
                      : leaving.to_family  ? "RHOM"
                      : random.chance(700) ? "NO"
                                           : "REFU";
    const bool suitable = random.chance(in_touch ? kSuitable + 35 : 600);
    status.suitable = suitable ? "1" : in_touch ? "2" : "";
    const bool busy = random.chance(able ? 860 : 240);
    status.activity = !in_touch && random.chance(600) ? ""
                      : busy                          ? kBusyKinds[random.pick(kBusyWeights)]
                                                      : kNotBusy[random.pick(kNotBusyWeights)];
    status.home = suitable ? kHomes[random.pick(kHomeWeights)]
                           : kBadHomes[static_cast<std::size_t>(random.below(4))];
    statuses.push_back(status);
    from = until;
  }
  return statuses;
}

struct Adviser {
  Key worker;
  Key team;
};

Adviser adviser_on(World& world, int post, Date day) {
  const std::size_t at = world.workforce.holder(post, day);
  return {world.workforce.name(at), world.workforce.team_key(at)};
}

// The one row of today's state; returns nothing shown if support is over.
void write_today(World& world, Child& child, const Status& status, Date reviewed,
                 const Adviser& adviser) {
  auto& row = world.tables.care_leavers;
  row.key('L', row_number(child, 0, 1))
      .key(named(child))
      .code(status.eligibility)
      .code(status.in_touch);
  row.date(status.in_touch == "YES" ? std::max(later(world.view.extract_date, -40), status.from.on)
                                    : Date{});
  row.code(status.home).code(status.suitable).code(status.activity).date(reviewed);
  row.blank().key(adviser.team).key(adviser.worker).end();
}

// Pathway plans: one until adulthood, a new one from then on. Returns the day of the last review.
Date write_plans(World& world, Child& child, const Leaving& leaving, Random random) {
  const View& view = world.view;
  Date reviewed;
  const Date first = later(leaving.eligible, random.between(10, 110));
  const Date second = std::max(later(child.adult_on, random.between(0, 25)), later(first, 1));
  const bool planned = random.chance(970);
  const auto write = [&](int number, Date from, Date until) {
    if (!view.shows(from) || !planned || from >= until) return;
    const Key plan{'W', row_number(child, 98, number)};
    if (!within_reach(view, until, kReach)) return;
    world.tables.pathway_plan.key(plan).key(named(child)).date(from).date(view.date(until)).end();
    int review = 0;
    for (Date day = later(from, random.draw(kReviewGap)); day < until && view.shows(day);
         day = later(day, random.draw(kReviewGap))) {
      const Event held = recorded(random, world.working_day(day), kRecordingLag);
      if (!view.shows(held) || held.on >= until) continue;
      reviewed = held.on;
      auto& row = world.tables.plan_review;
      row.key('W', row_number(child, 98, number * 100 + ++review))
          .code("PATHWAY")
          .key(plan)
          .date(held.on)
          .end();
    }
  };
  write(1, first, second);
  write(2, second, leaving.until);
  return reviewed;
}

void write_adviser(World& world, Child& child, const Leaving& leaving, int post) {
  Date from = leaving.left >= child.adult_on ? later(child.adult_on, -180) : leaving.left;
  from = std::max(from, leaving.eligible);
  std::size_t at = world.workforce.holder(post, from);
  const View& view = world.view;
  for (int number = 0; number < 20 && from < leaving.until && view.shows(from); ++number, ++at) {
    const Worker& worker = world.workforce.worker(at);
    const bool last = leaving.until < worker.until;
    const Date end = last ? leaving.until : later(worker.until, -1);
    if (within_reach(view, end, 1)) {
      auto& row = world.tables.involvements;
      row.key('J', row_number(child, 98, number))
          .key(world.workforce.name(at))
          .code("PERSONAL ADVISER");
      row.key(world.workforce.team_key(at)).date(from).date(view.date(end));
      row.code(number > 0 ? "LEFTRL" : "TSPROC").key(named(child)).blank().end();
    }
    from = worker.until;
    if (last) break;
  }
}

}  // namespace

void write_leaving_care(World& world, Family& family, Child& child,
                        const std::vector<CarePeriod>& periods) {
  const auto leaving = leaving_of(world, family, child, periods);
  const View& view = world.view;
  if (!leaving || !view.shows(leaving->eligible) || !within_reach(view, leaving->until, kReach))
    return;
  int number = 0;
  const Status* today = nullptr;
  const auto statuses =
      draw_statuses(child, *leaving, family.random.fork(kStatus, child.number, 1));
  for (const Status& status : statuses) {
    ++number;
    if (!view.shows(status.from)) break;
    // A status ends when the next one is entered.
    const Date until = view.date(status.until);
    if (until.missing()) today = &status;
    if (!within_reach(view, status.until.on, kReach)) continue;
    auto& row = world.tables.care_leaver_status;
    row.key('S', row_number(child, 98, number)).key(named(child)).date(status.from.on).date(until);
    row.code(status.eligibility)
        .code(status.in_touch)
        .code(status.suitable)
        .code(status.activity)
        .end();
  }
  Random random = family.random.fork(kAdviser, child.number);
  const int post = world.workforce.pick_post(random, TeamKind::leaving_care, family.locality);
  const Date reviewed =
      write_plans(world, child, *leaving, family.random.fork(kPathway, child.number));
  write_adviser(world, child, *leaving, post);
  if (today != nullptr)
    write_today(world, child, *today, reviewed, adviser_on(world, post, view.extract_date));
}

}  // namespace waymark::simulation
