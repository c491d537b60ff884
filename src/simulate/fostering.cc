#include "simulate/fostering.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "simulate/case.h"

namespace waymark::simulation {
namespace {

constexpr int kFirstYear = 1996;
constexpr int kReach = 12;  // months before the records begin

struct CareType {
  std::string_view code;
  int before;  // households approved a year, in thousandths, until the county recruited fewer
  int after;
  Month fewer_from;
  Spread days;
};
const std::array<CareType, 3>& care_types() {
  static const std::array<CareType, 3> types = {{
      {"TASK_CENTRED",
       37'000,
       17'000,
       make_month(2013, 1),
       {200, 700, 1200, 1700, 2200, 2700, 3300, 4000, 4900, 6000, 8000}},
      {"KINSHIP",
       66'000,
       78'000,
       make_month(2015, 9),
       {60, 160, 250, 340, 440, 540, 660, 820, 1050, 1500, 4000}},
      {"SHORT_BREAK_OTHER",
       26'000,
       8'000,
       make_month(2014, 4),
       {200, 500, 800, 1100, 1400, 1700, 2000, 2400, 2900, 3600, 5000}},
  }};
  return types;
}

struct Approval {
  std::string_view type;
  Date from;
  Event until;
  std::string_view reason;
  bool temporary = false;
};

// A connected person is approved for some weeks first; now and then a household changes its type.
std::vector<Approval> draw_approvals(Random& random, const CareType& type, Date day) {
  std::vector<Approval> approvals;
  const bool kinship = type.code == "KINSHIP";
  if (kinship && random.chance(620)) {
    const Date from = later(day, -random.between(80, 168));
    approvals.push_back({type.code, from, {day, later(day, 2)}, "OTHER", true});
  }
  const Date end = later(day, random.draw(type.days));
  const bool changes = random.chance(kinship ? 25 : 40);
  const Date change = later(day, (end.days - day.days) / 2);
  const auto reason = random.chance(780) ? "RESIGNED" : random.chance(300) ? "TERMINATED" : "OTHER";
  const Event ends = recorded(random, end, kClosingLag);
  if (!changes) {
    approvals.push_back({type.code, day, ends, reason});
    return approvals;
  }
  approvals.push_back({type.code, day, {change, change}, "TYPE_CHANGE"});
  approvals.push_back({kinship ? "TASK_CENTRED" : "SHORT_BREAK_OTHER", change, ends, reason});
  return approvals;
}

void write_household(World& world, std::uint64_t number, Random& random,
                     const std::vector<Approval>& approvals) {
  const View& view = world.view;
  if (!view.shows(approvals.front().from) || !within_reach(view, approvals.back().until.on, kReach))
    return;
  const int postcode = random.chance(60)
                           ? kLocalities * kPostcodesPerLocality + random.below(kPostcodesOutside)
                           : world.county.pick_postcode(random, random.below(kLocalities));
  const Key household{'H', number};
  world.tables.foster_household.key(household).code(world.county.postcode_inside(postcode)).end();
  std::uint64_t place = 0;
  for (const Approval& approval : approvals) {
    ++place;
    if (!view.shows(approval.from)) break;
    const bool ended = view.shows(approval.until);
    auto& row = world.tables.foster_approval;
    row.key('A', number * 10 + place).key(household).code(approval.type).yes_no(approval.temporary);
    row.date(approval.from)
        .date(view.date(approval.until))
        .code(ended ? approval.reason : "")
        .end();
  }
}

}  // namespace

void write_fostering(World& world) {
  const Month first = make_month(kFirstYear, 1);
  std::uint64_t type_number = 0;
  for (const CareType& type : care_types()) {
    ++type_number;
    for (Month month = first; month <= month_of(world.view.extract_date); ++month) {
      Random arriving =
          world.random.fork(971, static_cast<std::uint64_t>(month.index), type_number);
      const int households =
          world.arrivals(arriving, (month < type.fewer_from ? type.before : type.after) / 12);
      for (int place = 0; place < households; ++place) {
        Random random = arriving.fork(static_cast<std::uint64_t>(place));
        const Date day = world.pick_day(random, month, 0);
        const auto months = static_cast<std::uint64_t>(month - first);
        const std::uint64_t number =
            (months * 4 + type_number) * 1000 + static_cast<std::uint64_t>(place);
        write_household(world, number, random, draw_approvals(random, type, day));
      }
    }
  }
}

}  // namespace waymark::simulation
