#include "simulate/education.h"

#include <array>
#include <string_view>

namespace waymark::simulation {
namespace {

constexpr int kWithoutDisability = 35;  // of the other children
constexpr std::array<std::string_view, 8> kNeeds = {"ASD",  "SLCN", "MLD", "SLD",
                                                    "SPLD", "PD",   "HI",  "OTH"};
constexpr std::array<int, 8> kNeedWeights = {300, 210, 170, 110, 80, 60, 25, 45};

enum Part : std::uint64_t { kEducation = 111 };

Random random_of(const Family& family, const Child& child) {
  return family.random.fork(kEducation, child.number);
}

}  // namespace

bool has_education_plan(const Family& family, const Child& child) {
  Random random = random_of(family, child);
  const Date requested = later(birthday(child.born, 3), random.below(2500));
  return (child.disabled || random.chance(kWithoutDisability)) && requested < child.adult_on;
}

void write_education(World& world, const Family& family, const Child& child) {
  const View& view = world.view;
  Random random = random_of(family, child);
  const Date requested = later(birthday(child.born, 3), random.below(2500));
  if (!has_education_plan(family, child) || !view.shows(requested)) return;
  Tables& tables = world.tables;
  const Key send{'S', row_number(child, 0, 1)};
  const Key request{'S', row_number(child, 0, 2)};
  const Key assessment{'S', row_number(child, 0, 3)};
  const Key plan{'S', row_number(child, 0, 4)};
  const Date agreed = later(requested, random.between(25, 42));
  const Date assessed = later(agreed, random.between(60, 120));
  const Date issued = later(assessed, random.between(10, 60));
  tables.send.key(send).blank(2).code("UN8").key(person_key(child)).end();
  auto& requests = tables.ehcp_requests;
  requests.key(request)
      .key(send)
      .date(requested)
      .date(view.date(agreed))
      .code(view.shows(agreed) ? "Y" : "A")
      .end();
  if (!view.shows(agreed)) return;
  auto& assessments = tables.ehcp_assessment;
  assessments.key(assessment)
      .key(request)
      .date(view.date(assessed))
      .code(view.shows(assessed) ? "Y" : "A");
  assessments.code("0").end();
  if (!view.shows(issued)) return;
  tables.ehcp_named_plan.key(plan).key(assessment).date(issued).blank(2).end();
  const Date reviewed = later(issued, 365 * ((view.extract_date.days - issued.days) / 365));
  tables.ehcp_active_plans.key(plan)
      .key(request)
      .date(reviewed == issued ? Date{} : reviewed)
      .end();
  auto& needs = tables.sen_need;
  needs.key('S', row_number(child, 0, 5))
      .key(plan)
      .code(kNeeds[random.pick(kNeedWeights)])
      .code("1")
      .end();
}

}  // namespace waymark::simulation
