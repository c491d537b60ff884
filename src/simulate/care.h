// Children looked after: how a period of care goes (drawn first, whatever the extract can see of
// it), and the rows that it leaves.
//
//   admission -> placements and legal statuses -> home | adoption | guardianship | adulthood
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "simulate/case.h"

namespace waymark::simulation {

enum class CareCourse : std::uint8_t { home, adoption, guardianship, long_term, respite };

struct Placement {
  Date from;
  Date until;
  std::string_view type;
  std::string_view provider;
  std::uint64_t carer = 0;
  bool same_carer = false;  // as in the placement before
  bool to_adulthood = false;
};

struct LegalStatus {
  Date from;
  Date until;
  std::string_view code;
};

struct AdoptionCourse {
  Event decided;
  Event ordered;
  Event matched;
  Event placed;
  Event reversed;  // mostly never
};

struct CarePeriod {
  int number = 0;  // of the child, from 0
  CareCourse course = CareCourse::home;
  Event start;
  Event end;  // always drawn: at the latest with adulthood
  std::string_view end_reason;
  std::string_view need;
  std::vector<Placement> placements;
  std::vector<LegalStatus> statuses;
  AdoptionCourse adoption;
  bool to_adoption() const { return course == CareCourse::adoption; }
};

// Draws a period of care from an admission on.
CarePeriod draw_care(const World& world, const Child& child, Random random, Date start, int number,
                     std::string_view need);
// A stay of some days, as part of short breaks.
CarePeriod draw_respite(const World& world, const Child& child, Random random, Date start,
                        int number);

// One period of care of a child, as the writers see it.
struct CareOfChild {
  World& world;
  Family& family;
  std::size_t place;
  const CarePeriod& period;
  Key referral;

  Child& child() const { return family.children[place]; }
  std::uint64_t row(int number) const { return row_number(child(), 60 + period.number, number); }
  Key care() const { return {'K', row(0)}; }
  Random random(std::uint64_t part) const {
    return family.random.fork(part, child().number, static_cast<std::uint64_t>(period.number));
  }
  // An event of the period that the extract shows.
  bool shows(const Event& event) const {
    return world.view.shows(event) && event.on <= period.end.on;
  }
};

// Writes what the extract sees of a period of care, and marks the child.
void write_care(const CareOfChild& of);
// The parts of it.
void write_care_reviews(const CareOfChild& of);
void write_care_visits(const CareOfChild& of);
void write_care_health(const CareOfChild& of);
void write_care_schooling(const CareOfChild& of);
void write_care_plan(const CareOfChild& of);
void write_permanence(const CareOfChild& of);
void write_care_incidents(const CareOfChild& of);
void write_proceedings(const CareOfChild& of);
// The days the reviews of a period were held, in order.
std::vector<Event> reviews_held(const CareOfChild& of);

// All families whose children come into care, month after month.
void write_looked_after(World& world);

// Short breaks of a family's disabled child, while a case is open. Before the people are written.
void write_short_breaks(World& world, Family& family, const Case& opened);

inline constexpr int kCareReach = 12;  // months before the records begin that care rows reach back

}  // namespace waymark::simulation
