#include "simulate/lapses.h"

#include <string_view>

#include "simulate/people.h"

namespace waymark::simulation {
namespace {

constexpr std::uint64_t kFirstNumber = 19'990;  // of the families among those of their month

// One child of its own family. Days are told as months before that of the extract and a day.
class Lapse {
 public:
  Lapse(World& world, int place)
      : world_(world), tables_(world.tables), month_(month_of(world.view.extract_date)) {
    Family family =
        make_family(world, {Stream::disability, month_, static_cast<int>(kFirstNumber) + place},
                    first_day(month_), 0);
    child_.number = family.number * 10;
    family_ = family.key();
  }

  // Who the child is, and that it always lived in the first locality.
  void lives(Date born) {
    const Key person = this->person();
    tables_.person.key(person).text("Lapse").text("Invented").code("F").code("02").code("WBRI");
    tables_.person.date(born)
        .blank(3)
        .yes_no(false)
        .date(born)
        .blank()
        .yes_no(false)
        .text("British")
        .end();
    tables_.family.key('Y', child_.number).key(family_).key(person).end();
    tables_.address.key('A', row_number(child_, 0, 1)).text("{}").key(person).code("HOME");
    tables_.address.date(make_date(1990, 1, 1)).blank().code(world_.county.postcode(0)).end();
  }

  Date on(int months_before, int day) const {
    return later(first_day(month_ - months_before), day - 1);
  }
  Date born(int years, int months_before) const { return on(years * 12 + months_before, 10); }
  Key person() const { return person_key(child_); }
  Key family() const { return family_; }
  Key key(char letter, int row = 1) const { return {letter, row_number(child_, 95, row)}; }
  Tables& tables() { return tables_; }
  std::string_view home() const { return world_.county.postcode_inside(0); }

  void referral(Date day, std::string_view source) {
    auto& row = tables_.cin_episodes;
    row.key(key('R')).key(person()).date(day).code("N1").code(source).text("Source");
    row.flags({"SINGLE_ASSESSMENT_FLAG"}).yes_no(false).blank(4).end();
  }

 private:
  World& world_;
  Tables& tables_;
  Month month_;
  Child child_;
  Key family_;
};

// Referred by the police in the fourth month before; the assessment was never finished.
void assessment_never_finished(World& world) {
  Lapse lapse(world, 0);
  lapse.lives(lapse.born(8, 8));
  lapse.referral(lapse.on(4, 10), "6");
  auto& row = lapse.tables().cin_assessments;
  row.key(lapse.key('A'))
      .key(lapse.person())
      .key(lapse.key('R'))
      .date(lapse.on(4, 10))
      .yes_no(true)
      .blank(5)
      .end();
}

// The assessment took over 45 working days; the plan that came of it was never reviewed.
void plan_never_reviewed(World& world) {
  Lapse lapse(world, 1);
  lapse.lives(lapse.born(8, 8));
  lapse.referral(lapse.on(9, 6), "1A");
  auto& row = lapse.tables().cin_assessments;
  row.key(lapse.key('A')).key(lapse.person()).key(lapse.key('R')).date(lapse.on(9, 6)).yes_no(true);
  row.date(lapse.on(7, 24)).outcomes({"PROV_OF_SERVICES_FLAG"}).yes_no(false).blank(2).end();
  auto& plan = lapse.tables().cin_plans;
  plan.key(lapse.key('N'))
      .key(lapse.key('R'))
      .key(lapse.person())
      .date(lapse.on(7, 25))
      .blank(3)
      .end();
}

// A late conference, a late review, and after the first visit none at which the child was seen.
void protected_and_not_seen(World& world) {
  Lapse lapse(world, 2);
  lapse.lives(lapse.born(8, 8));
  const Date begun = lapse.on(6, 30);
  auto& tables = lapse.tables();
  tables.s47_enquiry.key(lapse.key('E'))
      .blank()
      .key(lapse.person())
      .date(lapse.on(6, 2))
      .date(lapse.on(6, 19));
  tables.s47_enquiry.yes_no(false).outcomes({"CP_CONFERENCE_FLAG"}).blank(2).end();
  auto& conference = tables.initial_cp_conference;
  conference.key(lapse.key('C'))
      .key(lapse.key('M'))
      .key(lapse.key('E'))
      .key(lapse.person())
      .key(lapse.key('P'));
  conference.blank()
      .yes_no(false)
      .date(lapse.on(6, 23))
      .date(begun)
      .yes_no(true)
      .outcomes({"CP_FLAG"})
      .blank(2)
      .end();
  auto& plan = tables.cp_plans;
  plan.key(lapse.key('P'))
      .blank()
      .key(lapse.key('C'))
      .key(lapse.person())
      .date(begun)
      .blank()
      .code("NEG")
      .yes_no(false);
  plan.code("NEG").end();
  auto& review = tables.cp_reviews;
  review.key(lapse.key('G'))
      .key(lapse.person())
      .key(lapse.key('P'))
      .date(lapse.on(3, 30))
      .date(lapse.on(2, 14));
  review.key(lapse.key('M', 2)).yes_no(true).yes_no(true).code("PN1").end();
  auto& visit = tables.cp_visits;
  visit.key(lapse.key('V', 1)).key(lapse.person()).key(lapse.key('P')).date(lapse.on(5, 7));
  visit.yes_no(true).yes_no(true).yes_no(true).end();
  visit.key(lapse.key('V', 2)).key(lapse.person()).key(lapse.key('P')).date(lapse.on(1, 25));
  visit.yes_no(false).yes_no(false).yes_no(false).end();
}

void care_episode(Lapse& lapse, int number, Date from, Date until, std::string_view end_reason,
                  Date entered) {
  auto& row = lapse.tables().cla_episodes;
  row.key(lapse.key('B', number))
      .key(lapse.person())
      .date(from)
      .code(number == 1 ? "S" : "P")
      .code("N1")
      .date(until);
  row.code(end_reason)
      .key(lapse.key('K'))
      .blank()
      .key(lapse.key('O', number))
      .date(entered)
      .blank()
      .end();
}

void placed(Lapse& lapse, int number, Date from, Date until, std::string_view type) {
  auto& row = lapse.tables().cla_placement;
  row.key(lapse.key('O', number))
      .date(from)
      .code(type)
      .blank()
      .hundredths(1250)
      .key(lapse.key('K'))
      .code("PR1");
  row.code(lapse.home()).date(until).code(until.missing() ? "" : "CARPL").key(lapse.person()).end();
}

void reviewed_in_care(Lapse& lapse, int number, Date due, Date held, std::string_view took_part) {
  auto& row = lapse.tables().cla_reviews;
  row.key(lapse.key('G', number))
      .key(lapse.key('K'))
      .date(due)
      .date(held)
      .yes_no(false)
      .code(took_part)
      .end();
}

// Looked after for a year, moved twice, seen once; no health assessment, education plan or care
// plan; the first review was late, and the third never came.
void moved_and_forgotten(World& world) {
  Lapse lapse(world, 3);
  lapse.lives(lapse.born(8, 8));
  const Date start = lapse.on(11, 5);
  lapse.tables()
      .legal_status.key(lapse.key('L'))
      .key(lapse.person())
      .code("C2")
      .date(start)
      .blank()
      .end();
  care_episode(lapse, 1, start, lapse.on(8, 1), "X1", start);
  care_episode(lapse, 2, lapse.on(8, 1), lapse.on(3, 1), "X1", start);
  care_episode(lapse, 3, lapse.on(3, 1), {}, "", start);
  placed(lapse, 1, start, lapse.on(8, 1), "U6");
  placed(lapse, 2, lapse.on(8, 1), lapse.on(3, 1), "U6");
  placed(lapse, 3, lapse.on(3, 1), {}, "K2");
  reviewed_in_care(lapse, 1, lapse.on(10, 5), lapse.on(10, 12), "PN1");
  reviewed_in_care(lapse, 2, lapse.on(7, 12), lapse.on(7, 10), "PN7");
  auto& visit = lapse.tables().cla_visits;
  visit.key(lapse.key('V'))
      .key(lapse.key('K'))
      .key(lapse.person())
      .date(lapse.on(11, 9))
      .yes_no(true)
      .yes_no(true)
      .end();
}

// Adopted more than two years after coming into care, and sixteen months after the decision.
void adopted_late(World& world) {
  Lapse lapse(world, 4);
  lapse.lives(lapse.born(3, 8));
  const Date start = lapse.on(29, 1);
  const Date moved = lapse.on(7, 3);
  const Date adopted = lapse.on(1, 20);
  lapse.tables()
      .legal_status.key(lapse.key('L'))
      .key(lapse.person())
      .code("E1")
      .date(start)
      .date(adopted)
      .end();
  care_episode(lapse, 1, start, moved, "X1", start);
  care_episode(lapse, 2, moved, adopted, "E12", start);
  placed(lapse, 1, start, moved, "U6");
  placed(lapse, 2, moved, adopted, "A6");
  auto& row = lapse.tables().permanence;
  row.key(lapse.key('R')).key(lapse.person()).key(lapse.key('K')).date(lapse.on(17, 1)).blank();
  row.date(lapse.on(16, 1))
      .date(moved)
      .date(lapse.on(8, 1))
      .yes_no(false)
      .blank(3)
      .code("0")
      .number(0)
      .number(0);
  row.blank(2).date(adopted).code("Adoption").blank(4).end();
}

// Eighteen, in unsuitable accommodation, without occupation and without a pathway plan.
void left_care_alone(World& world) {
  Lapse lapse(world, 5);
  lapse.lives(lapse.born(18, 9));
  auto& row = lapse.tables().care_leaver_status;
  row.key(lapse.key('T'))
      .key(lapse.person())
      .date(lapse.on(8, 1))
      .blank()
      .code("Former Relevant")
      .code("YES");
  row.code("2").code("G5").end();
}

// Helped early, closed, and back again within four months.
void came_back(World& world) {
  Lapse lapse(world, 6);
  lapse.lives(lapse.born(8, 8));
  auto& tables = lapse.tables();
  const auto help = [&](int number, Date from, Date until) {
    tables.eh_case.key(lapse.key('H', number))
        .key(lapse.family())
        .blank()
        .code(lapse.home())
        .date(from);
    tables.eh_case.code("REQUEST").date(until).blank().end();
    tables.eh_case_child.key(lapse.key('H', number))
        .key(lapse.person())
        .date(from)
        .date(until)
        .end();
  };
  help(1, lapse.on(9, 1), lapse.on(6, 31));
  help(2, lapse.on(2, 11), {});
  tables.eh_request.key(lapse.key('Q'))
      .key(lapse.family())
      .date(lapse.on(2, 5))
      .code("SCHOOL")
      .key(lapse.key('H', 2));
  tables.eh_request.code(lapse.home()).end();
}

// A foster household that gave up six weeks after it was approved.
void carers_gave_up(World& world) {
  Lapse lapse(world, 7);
  const Key household = lapse.key('U');
  lapse.tables().foster_household.key(household).code(lapse.home()).end();
  auto& row = lapse.tables().foster_approval;
  row.key(lapse.key('F')).key(household).code("TASK_CENTRED").yes_no(false).date(lapse.on(1, 10));
  row.date(lapse.on(0, 20)).code("RESIGNED").end();
}

}  // namespace

void plant_lapses(World& world) {
  assessment_never_finished(world);
  plan_never_reviewed(world);
  protected_and_not_seen(world);
  moved_and_forgotten(world);
  adopted_late(world);
  left_care_alone(world);
  came_back(world);
  carers_gave_up(world);
}

}  // namespace waymark::simulation
