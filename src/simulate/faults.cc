#include "simulate/faults.h"

#include <utility>

#include "simulate/people.h"

namespace waymark::simulation {
namespace {

constexpr int kPlace = 19'999;  // of the family among those of its month: no other is that late
constexpr std::uint64_t kNobody = 7;  // the number of a person who is not in the extract

// Plants rows about a child, and keeps the list of what was planted.
class Planter {
 public:
  Planter(World& world, Family& family)
      : tables_(world.tables),
        child_(family.children.front()),
        day_(later(world.view.extract_date, -20)) {}

  std::vector<Planted> plant(bool csv) {
    plant_people();
    plant_keys();
    plant_values();
    plant_spans();
    if (csv) plant_lines();
    return std::move(planted_);
  }

 private:
  Key key(char letter, int row) { return {letter, row_number(child_, 90, row)}; }
  Key person() { return named(child_); }

  void note(const char* rule, const TableWriter& table, const char* what, int count = 1) {
    planted_.push_back({.rule = rule, .table = table.schema().name, .what = what, .count = count});
  }

  void contact(Key key, Key person, Date on) {
    tables_.contacts.key(key)
        .key(person)
        .date(on)
        .code("6")
        .text("Police")
        .flags({"NFA_FLAG"})
        .end();
  }

  void plant_people() {
    contact(key('C', 1), {'P', kNobody}, day_);
    contact(key('C', 2), {}, day_);
    note("held-out-person", tables_.contacts,
         "A contact about somebody who is not in ssd_person, and one about nobody.", 2);
    tables_.cin_visits.key(key('X', 1))
        .key('P', kNobody)
        .date(day_)
        .yes_no(true)
        .yes_no(false)
        .blank()
        .end();
    note("held-out-person", tables_.cin_visits, "A visit to somebody who is not in ssd_person.");
  }

  void plant_keys() {
    contact(key('C', 3), person(), day_);
    contact(key('C', 3), person(), later(day_, 1));
    note("duplicate-key", tables_.contacts, "A contact with the key of the one before it.");
    tables_.disability.key(person()).blank().code("LD").end();
    note("missing-key", tables_.disability, "A disability without the key of its row.");
    tables_.plan_review.key(key('N', 1)).blank().key(key('N', 1)).date(day_).end();
    note("missing-required", tables_.plan_review, "A review without its kind of plan.");
    auto& enquiry = tables_.s47_enquiry;
    enquiry.key(key('E', 1)).key('R', kNobody).key(person()).date(day_).blank(5).end();
    note("orphan", enquiry, "An enquiry whose referral is not in the extract.");
  }

  void plant_values() {
    auto& contacts = tables_.contacts;
    contacts.key(key('C', 4))
        .key(person())
        .code("31/02/2017")
        .code("6")
        .text("Police")
        .flags({"NFA_FLAG"})
        .end();
    note("unreadable-date", contacts, "A contact on a day that does not exist.");
    contacts.key(key('C', 5))
        .key(person())
        .date(day_)
        .code("6")
        .text("Police")
        .text("no object")
        .end();
    note("unreadable-json", contacts, "A contact whose outcome is no JSON object.");
    contacts.key(key('C', 6))
        .key(person())
        .date(day_)
        .code("6")
        .text("Police")
        .flags({"PASSED_ON_FLAG"})
        .end();
    note("unknown-key", contacts, "A contact with an outcome that no list has.");
    tables_.cin_visits.key(key('X', 2)).key(person()).date(day_).code("maybe").blank(2).end();
    note("unreadable-boolean", tables_.cin_visits,
         "A visit that says neither yes nor no to whether the child was seen.");
    auto& placement = tables_.cla_placement;
    placement.key(key('O', 1))
        .date(day_)
        .code("U6")
        .blank()
        .code("far away")
        .blank()
        .code("PR1")
        .blank(3)
        .key(person())
        .end();
    note("unreadable-number", placement, "A placement whose distance is no number.");
  }

  void referral(int number, Date from, Date until, const char* reason) {
    auto& row = tables_.cin_episodes;
    row.key(key('R', number)).key(person()).date(from).code("N1").code("6").text("Police");
    row.flags({"NFA_FLAG"}).yes_no(true).code(reason).date(until).blank(2).end();
  }

  void plant_spans() {
    referral(1, day_, later(day_, -30), "RC8");
    note("end-before-start", tables_.cin_episodes, "A case that closed before it was referred.");
    referral(2, later(day_, -60), later(day_, -55), "RC99");
    note("unknown-code", tables_.cin_episodes, "A case closed for a reason that no list has.");
  }

  void plant_lines() {
    tables_.address.raw_line("A1,,P1");
    note("wrong-field-count", tables_.address, "A line of three fields.");
    tables_.address.raw_line("A2,{},P1,HOME,2017-01-01,,ZZ\xff");
    note("not-utf-8", tables_.address, "A line with a byte that is no UTF-8.");
  }

  Tables& tables_;
  Child& child_;
  Date day_;
  std::vector<Planted> planted_;
};

}  // namespace

std::vector<Planted> plant_faults(World& world, bool csv) {
  const Month month = month_of(world.view.extract_date);
  Family family = make_family(world, {Stream::disability, month, kPlace}, first_day(month), 0);
  // At home in the first locality all along, so that what the rows do to its figures is known as
  // well.
  family.postcode = 0;
  family.moved_on = {};
  Random random = family.random.fork(991);
  add_children(family, random, first_day(month), 3000, 1);
  auto planted = Planter(world, family).plant(csv);
  write_people(world, family);
  return planted;
}

}  // namespace waymark::simulation
