// The front door: families become known by a contact, come back again and again, and some of their
// contacts open a case.
#pragma once

#include <optional>
#include <vector>

#include "simulate/case.h"
#include "simulate/early_help.h"

namespace waymark::simulation {

// What is known of a family: its contacts in order, and the cases that some of them opened.
struct FamilyCourse {
  struct Answered {
    Contact contact;
    std::optional<std::size_t> opened;  // the case it opened
    bool on_open_case = false;
  };
  std::vector<Answered> contacts;
  std::vector<Case> cases;
  std::vector<HelpCase> help;
};

// Draws the contacts and cases of a family from its first contact on.
FamilyCourse draw_course(const World& world, const Family& family, Date first_contact);

// Writes what the extract sees of them: ssd_contacts, loc_contact_referral, the cases, early help
// and, last, the people.
void write_course(World& world, Family& family, const FamilyCourse& course);
void write_contact(World& world, Family& family, const FamilyCourse& course, std::size_t place);

// All families that become known at the front door, month after month.
void write_front_door(World& world);
// Families with a disabled child who are known to the service for children with disabilities.
void write_disability_service(World& world);

}  // namespace waymark::simulation
