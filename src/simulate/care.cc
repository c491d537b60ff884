// Draws periods of care: how long, why they end, which placements and legal statuses follow each
// other.
#include "simulate/care.h"

#include <algorithm>
#include <array>

namespace waymark::simulation {
namespace {

// Home, adoption, guardianship, long term, by age at admission.
struct Courses {
  int below_age;
  std::array<int, 4> weights;
};
constexpr std::array<Courses, 5> kCourses = {{{1, {110, 600, 200, 90}},
                                              {5, {200, 360, 280, 160}},
                                              {10, {340, 20, 350, 290}},
                                              {16, {470, 0, 130, 400}},
                                              {99, {360, 0, 0, 640}}}};
constexpr Spread kHomeDays = {1, 6, 16, 38, 70, 115, 175, 260, 390, 600, 1200};
constexpr Spread kGuardianshipDays = {90, 170, 230, 280, 320, 360, 410, 480, 570, 740, 1300};
// From the admission to the adoption panel's decision, from there to the placement order, and so
// on.
constexpr Spread kDecisionDays = {40, 65, 80, 92, 102, 112, 122, 135, 155, 190, 300};
constexpr Spread kOrderDays = {5, 14, 20, 25, 29, 33, 38, 44, 54, 75, 140};
constexpr Spread kMatchDays = {5, 50, 85, 115, 145, 170, 200, 240, 295, 390, 650};
constexpr Spread kPlacedDays = {3, 6, 8, 10, 11, 12, 14, 16, 20, 27, 50};
constexpr Spread kAdoptionDays = {95, 125, 145, 165, 185, 205, 230, 265, 310, 400, 600};
constexpr Spread kFirstPlacementDays = {2, 10, 30, 65, 115, 180, 280, 430, 680, 1200, 3200};
constexpr Spread kPlacementDays = {4, 30, 80, 160, 280, 460, 740, 1200, 1900, 3000, 5500};
constexpr Spread kLongTermAfterDays = {150, 240, 320, 390, 450, 520, 600, 700, 850, 1100, 1800};
constexpr int kBreak = 45;  // of placements interrupted by some days elsewhere
constexpr int kHomes = 70;  // children's homes and the like that the county uses

struct Kind {
  std::string_view type;
  int infant, child, teenager, young_adult;  // weights by age under 3, 10, 16, and over
};
constexpr std::array<Kind, 13> kKinds = {{{"U6", 640, 640, 500, 290},
                                          {"U3", 170, 190, 90, 50},
                                          {"U5", 30, 10, 0, 0},
                                          {"P1", 60, 70, 40, 30},
                                          {"R3", 75, 0, 0, 10},
                                          {"K2", 0, 22, 205, 195},
                                          {"K1", 0, 0, 6, 8},
                                          {"S1", 0, 6, 12, 10},
                                          {"R1", 0, 0, 2, 3},
                                          {"R2", 2, 1, 2, 4},
                                          {"R5", 0, 0, 3, 9},
                                          {"H5", 0, 0, 0, 250},
                                          {"P2", 0, 0, 0, 40}}};

bool at_a_home(std::string_view type) { return type[0] == 'K' || type[0] == 'R' || type[0] == 'S'; }

std::string_view pick_type(Random& random, int age, CareCourse course) {
  std::array<int, kKinds.size()> weights{};
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    const Kind& kind = kKinds[i];
    weights[i] = age < 3    ? kind.infant
                 : age < 10 ? kind.child
                 : age < 16 ? kind.teenager
                            : kind.young_adult;
    const bool with_parents = kind.type == "P1";
    if (with_parents && course == CareCourse::adoption) weights[i] = 0;
    if (kind.type == "U3" && course == CareCourse::guardianship) weights[i] *= 4;
  }
  return kKinds[random.pick(weights)].type;
}

std::string_view pick_provider(Random& random, std::string_view type) {
  if (type == "P1") return "PR0";
  if (type == "U3" || type[0] == 'A') return "PR1";
  if (at_a_home(type)) return random.chance(300) ? "PR1" : random.chance(850) ? "PR4" : "PR5";
  return random.chance(640) ? "PR1" : random.chance(900) ? "PR4" : "PR5";
}

std::uint64_t pick_carer(Random& random, const Child& child, int number, std::string_view type) {
  if (at_a_home(type)) return static_cast<std::uint64_t>(random.below(kHomes)) + 1;
  return 1000 + child.number * 100 + static_cast<std::uint64_t>(number);
}

// Adds a placement; now and then it is interrupted by a stay elsewhere, after which it goes on.
void add_placement(Random& random, CarePeriod& period, Placement placement) {
  auto& placements = period.placements;
  const int days = placement.until.days - placement.from.days;
  if (days < 120 || !random.chance(kBreak)) {
    placements.push_back(placement);
    return;
  }
  const Date away = later(placement.from, random.between(40, days - 40));
  const Date back = later(away, random.between(2, 8));
  Placement before = placement;
  before.until = away;
  placements.push_back(before);
  placements.push_back({.from = away,
                        .until = back,
                        .type = random.chance(700) ? "T3" : "T1",
                        .provider = "PR1",
                        .carer = placement.carer + 50});
  placement.from = back;
  placements.push_back(placement);
}

// Placements one after another up to a day.
void place_until(Random& random, const Child& child, CarePeriod& period, Date until) {
  int number = period.number * 12;
  Date from = period.start.on;
  const Date settles = later(from, random.draw(kLongTermAfterDays));
  while (from < until) {
    Placement placement;
    placement.from = from;
    placement.type = pick_type(random, age_at(child.born, from), period.course);
    placement.provider = pick_provider(random, placement.type);
    placement.carer = pick_carer(random, child, ++number, placement.type);
    const Spread& days = number % 12 == 1 ? kFirstPlacementDays : kPlacementDays;
    placement.until = std::min(later(from, std::max(random.draw(days), 1)), until);
    if (number % 12 == 11 || until.days - placement.until.days < 10) placement.until = until;
    const bool foster = placement.type == "U6" || placement.type == "U3";
    from = placement.until;
    if (period.course == CareCourse::long_term && foster && settles > placement.from &&
        settles < placement.until && random.chance(740)) {
      // The carer stays, and is matched for good.
      Placement settled = placement;
      placement.until = settles;
      settled.from = settles;
      settled.type = placement.type == "U6" ? "U4" : "U1";
      settled.same_carer = true;
      settled.to_adulthood = true;
      if (random.chance(700)) settled.until = from = until;
      add_placement(random, period, placement);
      add_placement(random, period, settled);
    } else {
      add_placement(random, period, placement);
    }
  }
}

void draw_adoption(const World& world, Random& random, const Child& child, CarePeriod& period) {
  const Date start = period.start.on;
  const auto event = [&](Date on) {
    return recorded(random, world.working_day(on), kRecordingLag, period.start.known);
  };
  AdoptionCourse& adoption = period.adoption;
  adoption.decided = event(later(start, random.draw(kDecisionDays)));
  adoption.ordered = event(later(adoption.decided.on, random.draw(kOrderDays)));
  adoption.matched = event(later(adoption.ordered.on, random.draw(kMatchDays)));
  adoption.placed = event(later(adoption.matched.on, random.draw(kPlacedDays)));
  const Date end = world.working_day(later(adoption.placed.on, random.draw(kAdoptionDays)));
  period.end = recorded(random, end, kClosingLag);
  period.end_reason = random.chance(260) ? "E11" : "E12";
  place_until(random, child, period, adoption.placed.on);
  Placement with_adopters = period.placements.back();
  const bool by_carer = random.chance(110);
  with_adopters.from = adoption.placed.on;
  with_adopters.until = end;
  with_adopters.type = by_carer ? "A5" : "A6";
  with_adopters.provider = "PR1";
  with_adopters.same_carer = by_carer;
  with_adopters.to_adulthood = true;
  if (!by_carer) with_adopters.carer += 60;
  period.placements.push_back(with_adopters);
}

void draw_statuses(const World& world, Random& random, const Child& child, CarePeriod& period) {
  const Date start = period.start.on;
  const Date end = period.end.on;
  auto& statuses = period.statuses;
  Date from = start;
  const auto until = [&](Date day, std::string_view code) {
    day = std::min(day, end);
    if (day <= from) return;
    statuses.push_back({.from = from, .until = day, .code = code});
    from = day;
  };
  const int age = age_at(child.born, start);
  const bool voluntary =
      child.asylum_seeking || random.chance(period.course == CareCourse::home ? 780
                                            : age >= 14                       ? 560
                                                                              : 60);
  if (random.chance(110)) until(later(start, random.between(1, 3)), "L2");
  if (voluntary) {
    until(end, "V2");
    return;
  }
  if (random.chance(400)) until(later(start, random.between(8, 110)), "V2");
  const Date interim = from;
  if (period.course == CareCourse::adoption) {
    until(period.adoption.ordered.on, "C1");
    until(end, "E1");
    return;
  }
  until(world.working_day(later(interim, random.between(130, 260))), "C1");
  until(end, "C2");
}

void end_with(World const& world, Random& random, const Child& child, CarePeriod& period) {
  const Date start = period.start.on;
  switch (period.course) {
    case CareCourse::home:
    case CareCourse::respite:
      period.end.on = later(start, random.draw(kHomeDays));
      period.end_reason = random.chance(780) ? "E4A" : random.chance(600) ? "E4B" : "E13";
      break;
    case CareCourse::guardianship:
      period.end.on = world.working_day(later(start, random.draw(kGuardianshipDays)));
      period.end_reason = random.chance(380)   ? "E41"
                          : random.chance(550) ? "E45"
                          : random.chance(250) ? "E46"
                                               : "E47";
      break;
    case CareCourse::adoption:
      break;  // drawn by its own dates
    case CareCourse::long_term: {
      const bool leaves_early = random.chance(130);
      const Date sixteen = birthday(child.born, 16);
      period.end.on = child.adult_on;
      period.end_reason = random.chance(330) ? "E17" : random.chance(700) ? "E5" : "E6";
      if (leaves_early && start < sixteen) {
        period.end.on = later(sixteen, random.between(20, 690));
        period.end_reason = random.chance(700) ? "E4A" : "E5";
      }
      break;
    }
  }
}

}  // namespace

CarePeriod draw_care(const World& world, const Child& child, Random random, Date start, int number,
                     std::string_view need) {
  CarePeriod period;
  period.number = number;
  period.need = need == "N0" ? "N1" : need;  // the list for looked-after children has no N0
  period.start = recorded(random, start, kRecordingLag);
  const int age = age_at(child.born, start);
  const auto* courses = std::find_if(kCourses.begin(), kCourses.end(),
                                     [&](const Courses& group) { return age < group.below_age; });
  period.course = child.asylum_seeking ? CareCourse::long_term
                                       : static_cast<CareCourse>(random.pick(courses->weights));
  if (period.to_adoption()) {
    draw_adoption(world, random, child, period);
  } else {
    end_with(world, random, child, period);
    // A child who comes of age leaves care on that day, whatever the course was.
    if (period.end.on >= child.adult_on) {
      period.end.on = child.adult_on;
      period.end_reason = "E17";
    }
    period.end = recorded(random, period.end.on, kClosingLag, period.start.known);
    place_until(random, child, period, period.end.on);
  }
  draw_statuses(world, random, child, period);
  return period;
}

CarePeriod draw_respite(const World& world, const Child& child, Random random, Date start,
                        int number) {
  CarePeriod period;
  period.number = number;
  period.course = CareCourse::respite;
  period.need = "N2";
  period.start = recorded(random, world.working_day(start), kRecordingLag);
  const Date end = later(period.start.on, random.between(1, 3));
  period.end = recorded(random, end, kRecordingLag, period.start.known);
  period.end_reason = "E4A";
  period.placements.push_back({.from = period.start.on,
                               .until = end,
                               .type = "K2",
                               .provider = "PR1",
                               .carer = 1 + child.number % kHomes});
  period.statuses.push_back({.from = period.start.on, .until = end, .code = "V4"});
  return period;
}

}  // namespace waymark::simulation
