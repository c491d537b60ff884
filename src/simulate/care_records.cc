// Writes what is kept about a looked-after child beside the statutory rows: health, schooling,
// permanence, and incidents.
#include <algorithm>
#include <array>

#include "simulate/care.h"

namespace waymark::simulation {
namespace {

constexpr int kFirstInTime = 600;  // first health assessments within twenty working days
constexpr Spread kYearlyGap = {250, 330, 356, 366, 376, 392, 420, 465, 530, 640, 850};
constexpr Spread kHalfYearlyGap = {110, 150, 165, 171, 175, 178, 182, 190, 208, 245, 400};
constexpr Spread kDentalGap = {120, 230, 300, 345, 366, 385, 415, 460, 520, 620, 850};
constexpr int kPlanOfTerm = 760;  // of personal education plans, completed in their term
constexpr std::array<std::string_view, 4> kNotHeld = {"Planned", "Refused", "Cancelled", "Refused"};

enum Part : std::uint64_t {
  kHealth = 801,
  kSchool = 802,
  kPermanence = 803,
  kIncidents = 804,
  kDental = 805
};

void write_check(const CareOfChild& of, int number, std::string_view type, Date on,
                 std::string_view status) {
  auto& row = of.world.tables.cla_health;
  row.key('Q', of.row(number)).key(person_key(of.child())).code(type).date(on).code(status).end();
}

// Checks of one type, one after another; a check that did not take place leaves a row as well.
void write_checks(const CareOfChild& of, std::string_view type, int first_row, Date day,
                  Random random) {
  const View& view = of.world.view;
  const Date reach = add_months(view.window_from, -kCareReach);
  for (int number = first_row;
       day <= of.period.end.on && day <= view.extract_date && number < first_row + 80;
       number += 2) {
    const Event check =
        recorded(random, of.world.working_day(day), kRecordingLag, of.period.start.known);
    const bool tried = random.chance(60);
    const auto not_held = kNotHeld[static_cast<std::size_t>(random.below(4))];
    if (of.shows(check) && check.on >= reach) {
      if (tried)
        write_check(of, number, type, std::max(later(check.on, -12), of.period.start.on), not_held);
      write_check(of, number + 1, type, check.on, "Completed");
    }
    const bool small = age_at(of.child().born, check.on) < 5;
    const bool dental = type == "Dental Check";
    day = later(check.on, random.draw(dental ? kDentalGap : small ? kHalfYearlyGap : kYearlyGap));
  }
}

struct Term {
  Date from;
  Date until;
};
// The terms that write_terms() writes, of one calendar year.
std::array<Term, 3> terms_of(int year) {
  return {{{make_date(year, 1, 4), make_date(year, 3, 29)},
           {make_date(year, 4, 16), make_date(year, 7, 21)},
           {make_date(year, 9, 4), make_date(year, 12, 20)}}};
}

void write_education_plans(const CareOfChild& of) {
  Random random = of.random(kSchool);
  const View& view = of.world.view;
  const int last = split(view.extract_date).year;
  int number = 0;
  for (int year = split(of.period.start.on).year; year <= last; ++year) {
    for (const Term& term : terms_of(year)) {
      const bool made = random.chance(kPlanOfTerm);
      const int days = term.until.days - term.from.days;
      const Event completed =
          recorded(random, of.world.working_day(later(term.from, random.between(7, days - 5))),
                   kRecordingLag);
      ++number;
      const Date from = std::max(of.period.start.on, term.from);
      const int age = age_at(of.child().born, term.from);
      if (from > std::min(term.until, of.period.end.on) || age < 3 || age > 16) continue;
      if (!within_reach(view, term.until, kCareReach) || !view.shows(term.from)) continue;
      const bool late = completed.on < from;
      if (made && (late || !of.shows(completed))) continue;
      auto& row = of.world.tables.pep;
      row.key('E', of.row(number))
          .key(person_key(of.child()))
          .date(made ? completed.on : Date{})
          .end();
    }
  }
}

void write_questionnaires(const CareOfChild& of) {
  Random random = of.random(kSchool + 100);
  const View& view = of.world.view;
  int number = 0;
  for (Date day = later(of.period.start.on, random.between(60, 400));
       day <= view.extract_date && of.shows(Event{day, day});
       day = later(day, random.between(300, 420))) {
    ++number;
    const int age = age_at(of.child().born, day);
    const bool scored = age >= 4 && age < 17 && random.chance(760);
    const int score = random.between(2, 32);
    if (!within_reach(view, day, kCareReach)) continue;
    auto& row = of.world.tables.sdq_scores;
    row.key('Z', of.row(number)).key(person_key(of.child())).date(day);
    row.code(scored ? "" : age < 4 || age >= 17 ? "SDQ1" : number % 2 == 0 ? "SDQ2" : "SDQ5");
    scored ? row.number(score) : row.blank();
    row.end();
  }
}

std::string_view order_type(const CarePeriod& period) {
  if (period.to_adoption()) return "Adoption";
  return period.end_reason == "E41" ? "Child Arrangements Order/Residence Order"
                                    : "Special Guardianship";
}

}  // namespace

void write_care_health(const CareOfChild& of) {
  Random random = of.random(kHealth);
  const bool in_time = random.chance(kFirstInTime);
  const Date first =
      later(of.period.start.on, in_time ? random.between(4, 26) : random.between(32, 110));
  write_checks(of, "Health Assessment", 0, first, random.fork(1));
  write_checks(of, "Dental Check", 100, later(of.period.start.on, random.between(15, 200)),
               random.fork(2));
  if (of.period.number > 0) return;
  const View& view = of.world.view;
  auto& tables = of.world.tables;
  const Date immunised = later(of.period.start.on, random.between(20, 200));
  const bool up_to_date = random.chance(870);
  if (of.shows(Event{immunised, immunised})) {
    tables.cla_immunisations.key(person_key(of.child())).yes_no(up_to_date).date(immunised).end();
  }
  const bool misuse = random.chance(45);
  const Date found = later(of.period.start.on, random.between(60, 500));
  if (misuse && age_at(of.child().born, found) >= 11 && of.shows(Event{found, found}) &&
      within_reach(view, found, 12)) {
    tables.cla_substance_misuse.key('U', of.row(0)).key(person_key(of.child())).date(found);
    tables.cla_substance_misuse.yes_no(true).yes_no(random.chance(600)).end();
  }
}

void write_care_schooling(const CareOfChild& of) {
  write_education_plans(of);
  write_questionnaires(of);
}

void write_permanence(const CareOfChild& of) {
  Random random = of.random(kPermanence);
  const CarePeriod& period = of.period;
  const View& view = of.world.view;
  auto& row = of.world.tables.permanence;
  if (period.number == 0) {
    const bool before = random.chance(25);
    auto& earlier = of.world.tables.cla_previous_permanence;
    earlier.key('P', of.row(0)).key(person_key(of.child()));
    earlier.code(before ? to_string(later(period.start.on, -random.between(400, 1500))) : "");
    earlier.code(!before              ? "Z1"
                 : random.chance(500) ? "P2"
                                      : "P1")
        .text(before ? "Another authority" : "")
        .end();
  }
  const bool ended = of.shows(period.end);
  const int post = of.world.workforce.pick_post(random, TeamKind::fostering, of.family.locality);
  const auto worker = [&](Date day) {
    return of.world.workforce.name(of.world.workforce.holder(post, day));
  };
  if (period.to_adoption()) {
    const AdoptionCourse& adoption = period.adoption;
    if (!view.shows(adoption.decided)) return;
    const bool by_carer = period.placements.back().type == "A5";
    const bool placed = view.shows(adoption.placed);
    row.key('R', of.row(0))
        .key(person_key(of.child()))
        .key(of.care())
        .date(adoption.decided.on)
        .blank();
    row.date(view.date(adoption.ordered))
        .date(view.date(adoption.placed))
        .date(view.date(adoption.matched));
    placed ? row.yes_no(by_carer) : row.blank();
    row.blank(2).date(placed && by_carer ? period.placements[period.placements.size() - 2].from
                                         : Date{});
    const bool siblings = of.family.children.size() > 1;
    row.code(siblings ? "1" : "0").number(0).number(0).blank(2);
    row.date(ended ? period.end.on : Date{})
        .code(ended ? order_type(period) : "")
        .key(worker(adoption.decided.on));
    row.code(placed ? "MF" : "").code(placed ? "L11" : "").code(placed ? "2" : "").end();
  } else if (period.course == CareCourse::guardianship && ended &&
             period.end_reason.starts_with("E4")) {
    row.key('R', of.row(0)).key(person_key(of.child())).key(of.care()).blank(14);
    row.date(period.end.on).code(order_type(period)).key(worker(period.end.on)).blank(3).end();
  } else if (period.course == CareCourse::long_term && random.chance(60) &&
             age_at(of.child().born, period.start.on) < 7) {
    // A plan for adoption that was given up.
    const Date decided = later(period.start.on, random.between(90, 200));
    const Date reversed = later(decided, random.between(200, 700));
    if (!view.shows(decided) || decided > period.end.on) return;
    row.key('R', of.row(0)).key(person_key(of.child())).key(of.care()).date(decided).blank(6);
    row.date(view.date(reversed))
        .blank()
        .code("0")
        .blank(3)
        .code(view.shows(reversed) ? "RD3" : "");
    row.blank(2).key(worker(decided)).blank(3).end();
  }
}

void write_care_incidents(const CareOfChild& of) {
  Random random = of.random(kIncidents);
  const View& view = of.world.view;
  auto& tables = of.world.tables;
  const int runs_away =
      random.chance(90) ? random.between(200, 900) : random.between(0, 12);  // per mille a quarter
  int number = 0;
  for (Date day = later(of.period.start.on, random.between(3, 90));
       day < of.period.end.on && day <= view.extract_date;
       day = later(day, random.between(40, 140))) {
    ++number;
    if (!random.chance(runs_away) || age_at(of.child().born, day) < 11) continue;
    const Event back = recorded(random, later(day, random.below(4)), kRecordingLag);
    if (!view.shows(day) || !within_reach(view, day, 3) || back.on > of.period.end.on) continue;
    const bool returned = view.shows(back);
    tables.missing.key('M', of.row(number)).key(person_key(of.child())).date(day);
    tables.missing.code(random.chance(700) ? "Missing" : "Away").date(view.date(back));
    tables.missing.code(returned ? "Y" : "NA")
        .code(!returned            ? "NA"
              : random.chance(620) ? "Y"
                                   : "N")
        .end();
  }
  const Date convicted = later(of.period.start.on, random.between(100, 900));
  if (random.chance(30) && age_at(of.child().born, convicted) >= 12 &&
      of.shows(Event{convicted, convicted}) && within_reach(view, convicted, 12)) {
    tables.cla_convictions.key('V', of.row(0))
        .key(person_key(of.child()))
        .date(convicted)
        .text("Theft")
        .end();
  }
}

}  // namespace waymark::simulation
