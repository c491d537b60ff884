// Writes the statutory rows of a period of care: episodes, legal statuses, placements, reviews,
// visits and the care plan.
#include <algorithm>
#include <array>

#include "simulate/care.h"

namespace waymark::simulation {
namespace {

constexpr Spread kVisitGap = {9, 21, 27, 31, 34, 36, 38, 40, 41, 43, 72};
constexpr Spread kSettledVisitGap = {20, 45, 58, 66, 72, 77, 81, 85, 88, 91, 130};
constexpr int kInTime = 948;  // of reviews
constexpr std::array<std::string_view, 8> kParticipation = {"PN1", "PN2", "PN3", "PN4",
                                                            "PN5", "PN6", "PN7", ""};
constexpr std::array<int, 8> kParticipationWeights = {570, 70, 20, 15, 105, 180, 35, 5};
constexpr std::array<std::string_view, 6> kChangeReasons = {"CARPL", "CREQB", "CREQO",
                                                            "CHILD", "LAREQ", "OTHER"};
constexpr std::array<int, 6> kChangeWeights = {440, 220, 110, 60, 110, 60};

enum Part : std::uint64_t { kReviews = 701, kVisits = 702, kPlaces = 703, kPlan = 704 };

Key placement_key(const CareOfChild& of, std::size_t place) {
  return {'O', of.row(static_cast<int>(place))};
}

// The row of a placement, legal status or episode is entered with a day's delay at most; its end is
// known when the next one begins, or with the end of the period.
Date shown_end(const CareOfChild& of, Date until) {
  const View& view = of.world.view;
  return until >= of.period.end.on ? view.date(of.period.end) : view.date(until);
}

void write_placements(const CareOfChild& of) {
  Random random = of.random(kPlaces);
  const auto& placements = of.period.placements;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    const Placement& placement = placements[i];
    const bool outside = random.chance(180);
    const int postcode = outside
                             ? kLocalities * kPostcodesPerLocality + random.below(kPostcodesOutside)
                             : of.world.county.pick_postcode(random, random.below(kLocalities));
    const int distance = outside ? random.between(2000, 9000) : random.between(50, 3500);
    const auto reason = kChangeReasons[random.pick(kChangeWeights)];
    if (!of.world.view.shows(placement.from)) break;
    const Date end = shown_end(of, placement.until);
    const bool home =
        placement.type[0] == 'K' || placement.type[0] == 'R' || placement.type[0] == 'S';
    auto& row = of.world.tables.cla_placement;
    row.key(placement_key(of, i)).date(placement.from).code(placement.type);
    home ? row.key('S', 100000 + placement.carer) : row.blank();
    row.hundredths(placement.type == "P1" ? 0 : distance).key(of.care()).code(placement.provider);
    row.code(of.world.county.postcode(postcode)).date(end);
    row.code(end.missing()          ? ""
             : placement.same_carer ? "PLACE"
                                    : reason)
        .key(named(of.child()))
        .end();
    auto& carer = of.world.tables.placement_carer;
    carer.key(placement_key(of, i)).key('Q', placement.carer).yes_no(placement.to_adulthood).end();
  }
}

void write_statuses(const CareOfChild& of) {
  int number = 0;
  for (const LegalStatus& status : of.period.statuses) {
    if (!of.world.view.shows(status.from)) break;
    auto& row = of.world.tables.legal_status;
    row.key('L', of.row(number++)).key(person_key(of.child())).code(status.code);
    // The last day of a status is the day before the next one begins.
    const Date end = shown_end(of, status.until);
    const bool last = status.until >= of.period.end.on;
    row.date(status.from)
        .date(end.missing() || last ? end : std::max(later(end, -1), status.from))
        .end();
  }
}

std::string_view start_reason(bool first, bool placed, bool legal, bool same_carer) {
  if (first) return "S";
  if (placed && legal) return same_carer ? "U" : "B";
  if (placed) return same_carer ? "T" : "P";
  return "L";
}

// An episode for every stretch of one placement and one legal status.
void write_episodes(const CareOfChild& of) {
  const CarePeriod& period = of.period;
  std::size_t placement = 0;
  std::size_t status = 0;
  Date from = period.start.on;
  for (int number = 0; from < period.end.on && of.world.view.shows(from); ++number) {
    const bool placed = period.placements[placement].from == from;
    const bool legal = period.statuses[status].from == from;
    const Date until = std::min(period.placements[placement].until, period.statuses[status].until);
    const bool last = until >= period.end.on;
    const Date end = shown_end(of, until);
    const bool same_carer = period.placements[placement].same_carer;
    auto& row = of.world.tables.cla_episodes;
    row.key('B', of.row(number)).key(named(of.child())).date(from);
    row.code(start_reason(number == 0, placed, legal, same_carer)).code(period.need).date(end);
    row.code(end.missing() ? std::string_view() : last ? period.end_reason : "X1").key(of.care());
    row.key(of.referral).key(placement_key(of, placement)).date(period.start.on);
    row.date(of.world.view.date(later(from, 30))).end();
    if (period.placements[placement].until == until) ++placement;
    if (period.statuses[status].until == until) ++status;
    from = until;
  }
}

}  // namespace

std::vector<Event> reviews_held(const CareOfChild& of) {
  Random random = of.random(kReviews);
  std::vector<Event> held;
  const WorkingDays& days = of.world.working_days;
  Date due = days.nth(of.period.start.on, 20);
  for (int number = 1;
       due < later(of.period.end.on, 60) && due <= later(of.world.view.extract_date, 60);
       ++number) {
    const int early =
        random.chance(kInTime) ? -random.below(number == 1 ? 9 : 20) : random.between(1, 40);
    Date on = of.world.working_day(later(due, early));
    if (early <= 0 && on > due) on = later(due, -3);
    held.push_back(recorded(random, on, kRecordingLag, of.period.start.known));
    due = add_months(on, number == 1 ? 3 : 6);
  }
  return held;
}

void write_care_reviews(const CareOfChild& of) {
  Random random = of.random(kReviews).fork(2);
  const auto held = reviews_held(of);
  Date due = of.world.working_days.nth(of.period.start.on, 20);
  for (std::size_t i = 0; i < held.size(); ++i) {
    const auto write = [&](int row_of_review, Date on, bool cancelled, std::string_view code) {
      auto& row = of.world.tables.cla_reviews;
      row.key('G', of.row(row_of_review))
          .key(of.care())
          .date(due)
          .date(on)
          .yes_no(cancelled)
          .code(code)
          .end();
    };
    const bool small = age_at(of.child().born, held[i].on) < 4;
    const auto code =
        small ? std::string_view("PN0") : kParticipation[random.pick(kParticipationWeights)];
    const bool called_off = random.chance(18);
    const int number = static_cast<int>(i) * 2;
    if (!of.shows(held[i])) break;
    if (called_off) write(number, later(held[i].on, -4), true, "");
    write(number + 1, held[i].on, false, code);
    due = add_months(held[i].on, i == 0 ? 3 : 6);
  }
}

// A visit in the first week of a placement, then at the pace the placement asks for.
void write_care_visits(const CareOfChild& of) {
  Random random = of.random(kVisits);
  const View& view = of.world.view;
  const Date reach = add_months(view.window_from, -6);
  int number = 0;
  for (const Placement& placement : of.period.placements) {
    const Date until = std::min({placement.until, of.period.end.on, view.extract_date});
    Date day = later(placement.from, random.below(6));
    while (day <= until && number < 900) {
      const Event visit =
          recorded(random, of.world.working_day(day), kRecordingLag, of.period.start.known);
      const bool seen = random.chance(975);
      const bool alone = random.chance(720);
      if (visit.on >= reach && visit.on <= until && view.shows(visit)) {
        auto& row = of.world.tables.cla_visits;
        row.key('V', of.row(number)).key(of.care()).key(person_key(of.child())).date(visit.on);
        row.yes_no(seen).yes_no(seen && alone).end();
      }
      ++number;
      const bool settled = placement.to_adulthood && visit.on > add_months(placement.from, 12);
      day = later(visit.on, random.draw(settled ? kSettledVisitGap : kVisitGap));
    }
  }
}

// The care plan, renewed when the course becomes clear, and reviewed with the child's reviews.
void write_care_plan(const CareOfChild& of) {
  Random random = of.random(kPlan);
  const View& view = of.world.view;
  const Date first = of.world.working_days.nth(of.period.start.on, random.between(0, 11));
  const Date settled = later(first, random.between(110, 260));
  const auto aim = [&]() -> std::string_view {
    switch (of.period.course) {
      case CareCourse::adoption:
        return "ADOPTION";
      case CareCourse::guardianship:
        return "LTRELFR";
      case CareCourse::long_term:
        return age_at(of.child().born, settled) >= 16 ? "SUPPLIV" : "LTFOST18";
      default:
        return "RETURNEV";
    }
  }();
  const bool renewed = settled < of.period.end.on;
  const auto write_plan = [&](int number, Date from, Date until, std::string_view code) {
    if (!view.shows(from) || from >= of.period.end.on) return;
    auto& row = of.world.tables.cla_care_plan;
    row.key('Y', of.row(number)).key(person_key(of.child())).date(from).date(shown_end(of, until));
    row.flags({code}).end();
  };
  write_plan(0, first, renewed ? settled : of.period.end.on,
             random.chance(500) ? "RETURN6M" : "OTHERPLN");
  if (renewed) write_plan(1, settled, of.period.end.on, aim);
  const Date reach = add_months(view.window_from, -8);
  int number = 0;
  for (const Event& review : reviews_held(of)) {
    ++number;
    const bool with_plan = random.chance(975);
    if (!of.shows(review) || review.on < first || review.on < reach || !with_plan) continue;
    const Key plan{'Y', of.row(renewed && review.on >= settled ? 1 : 0)};
    of.world.tables.plan_review.key('Y', of.row(number))
        .code("CARE")
        .key(plan)
        .date(review.on)
        .end();
  }
}

void write_care(const CareOfChild& of) {
  if (!of.world.view.shows(of.period.start) ||
      !within_reach(of.world.view, of.period.end.on, kCareReach)) {
    return;
  }
  write_placements(of);
  write_statuses(of);
  write_episodes(of);
  if (of.period.course == CareCourse::respite) return;
  write_care_reviews(of);
  write_care_visits(of);
  write_care_plan(of);
  write_care_health(of);
  write_care_schooling(of);
  write_permanence(of);
  write_care_incidents(of);
  write_proceedings(of);
}

}  // namespace waymark::simulation
