#include "simulate/people.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "simulate/education.h"
#include "simulate/names.h"

namespace waymark::simulation {
namespace {

// Days between brothers and sisters.
constexpr Spread kSiblingGap = {330, 450, 560, 650, 760, 880, 1020, 1200, 1500, 2000, 3400};

constexpr std::array<std::string_view, 20> kEthnicities = {
    "WBRI", "WIRI", "WOTH", "WIRT", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND",
    "APKN", "ABAN", "CNHE", "AOTH", "BCRB", "BAFR", "BOTH", "OOTH", "REFU", "NOBT"};
constexpr std::array<int, 20> kEthnicityWeights = {810, 3, 52, 2, 6, 8, 9, 9, 14, 5,
                                                   3,   4, 2,  8, 3, 8, 4, 9, 6,  35};
constexpr std::array<std::string_view, 6> kDisabilities = {"LD",   "AUT", "MOB",
                                                           "COMM", "BEH", "DDA"};
constexpr std::array<int, 6> kDisabilityWeights = {30, 28, 14, 12, 12, 4};

// Fork numbers of the parts of a child.
enum Part : std::uint64_t { kIdentity = 101, kHome = 102, kRecord = 103 };

Random child_random(const Family& family, const Child& child, Part part) {
  return family.random.fork(part, child.number);
}

void write_person(World& world, const Family& family, const Child& child) {
  Random random = child_random(family, child, kIdentity);
  Random surname_random = family.random.fork(kIdentity);
  const std::string forename = invented_forename(random, child.girl);
  const std::string surname = invented_surname(surname_random);
  const auto ethnicity = kEthnicities[surname_random.pick(kEthnicityWeights)];
  // A birth is entered some days later; a date of birth now and then wrong at first.
  const Event birth = recorded(random, child.born, kClosingLag);
  const bool born = world.view.shows(birth);
  const bool mistyped = random.chance(4);
  const Date mended_on = later(child.born, random.between(200, 6000));
  const bool wrong = mistyped && mended_on > world.view.seen_on;
  const int age = age_at(child.born, world.view.extract_date);
  auto& row = world.tables.person;
  row.key(person_key(child)).text(born ? forename : "Unborn").text(surname);
  row.code(!born ? "U" : child.girl ? "F" : "M").code(!born ? "00" : child.girl ? "02" : "01");
  row.code(child.asylum_seeking ? "OOTH" : ethnicity);
  row.date(!born ? Date{} : wrong ? later(child.born, -1) : child.born);
  row.blank(2).code(age >= 0 && age < 4 ? "UN1" : "");
  row.yes_no(has_education_plan(family, child)).date(born ? Date{} : child.due);
  row.date(world.view.date(child.died)).yes_no(child.mother);
  row.text(child.asylum_seeking ? "Not stated" : "British").end();
}

void write_address(World& world, Family& family, const Child& child) {
  Random random = child_random(family, child, kHome);
  Random street = family.random.fork(kHome);
  const auto address = [&](int part, Date from, Date until, int postcode) {
    if (!world.view.shows(from)) return;
    const std::string json = fmt::format(R"({{"HOUSE":"{}","STREET":"{}"}})",
                                         street.between(1, 180), invented_street(street));
    world.tables.address.key('A', row_number(child, 0, part)).text(json).key(person_key(child));
    world.tables.address.code("HOME").date(from).date(world.view.date(until));
    world.tables.address.code(world.county.postcode(postcode)).end();
  };
  if (random.chance(9)) return;  // no address on record
  const Date from = std::max(family.settled_on, later(child.born, -280));
  if (family.moved_on.missing() || family.moved_on <= from) {
    address(1, from, {}, family.postcode_on(from));
  } else {
    address(1, from, later(family.moved_on, -1), family.postcode);
    address(2, family.moved_on, {}, family.postcode_after);
  }
}

void write_circumstances(World& world, Family& family, Child& child) {
  Random random = child_random(family, child, kRecord);
  auto& tables = world.tables;
  if (child.disabled) {
    tables.disability.key(person_key(child)).key('D', row_number(child, 0, 1));
    tables.disability.code(kDisabilities[random.pick(kDisabilityWeights)]).end();
  } else if (random.chance(300)) {
    tables.disability.key(person_key(child)).key('D', row_number(child, 0, 1)).code("NONE").end();
  }
  if (child.asylum_seeking) {
    const Date from = later(child.adult_on, -random.between(200, 1000));
    if (!world.view.shows(from)) return;
    tables.immigration_status.key(person_key(child)).key('I', row_number(child, 0, 1));
    tables.immigration_status.code("UASC").date(from).blank().end();
  }
}

}  // namespace

Family make_family(const World& world, const FamilyKey& key, Date known_on, int locality) {
  Family family;
  const auto stream = static_cast<std::uint64_t>(key.stream);
  const auto month = static_cast<std::uint64_t>(key.month - make_month(1985, 1));
  const auto place = static_cast<std::uint64_t>(key.place);
  family.number = (month * 4 + stream - 1) * 20'000 + place;
  family.random = world.random.fork(stream, month, place);
  Random random = family.random.fork(1);
  family.locality = locality;
  family.postcode = world.county.pick_postcode(random, locality);
  family.settled_on = later(known_on, -random.between(200, 5000));
  if (random.chance(12)) {
    family.postcode = kNoPostcode;
  } else if (random.chance(9)) {
    family.postcode = kLocalities * kPostcodesPerLocality + random.below(kPostcodesOutside);
  } else if (random.chance(180)) {
    family.moved_on = later(known_on, random.between(20, 1000));
    const int new_locality = random.chance(880) ? locality : random.below(kLocalities);
    family.postcode_after = world.county.pick_postcode(random, new_locality);
  }
  return family;
}

void add_children(Family& family, Random& random, Date day, int age_in_days, int count) {
  Date born = later(day, -age_in_days);
  for (int i = 0; i < count; ++i) {
    if (i > 0) born = later(born, (random.chance(550) ? 1 : -1) * random.draw(kSiblingGap));
    Child child;
    child.number = family.number * 10 + family.children.size();
    child.born = born;
    child.due = later(born, random.between(-9, 12));
    child.adult_on = birthday(born, 18);
    child.girl = random.chance(488);
    child.disabled = random.chance(45);
    if (child.in_scope(day) || i == 0) family.children.push_back(child);
  }
}

void write_people(World& world, Family& family) {
  for (Child& child : family.children) {
    if (!child.shown) continue;
    write_person(world, family, child);
    world.tables.family.key('Y', child.number).key(family.key()).key(person_key(child)).end();
    write_address(world, family, child);
    write_circumstances(world, family, child);
    write_education(world, family, child);
  }
}

}  // namespace waymark::simulation
