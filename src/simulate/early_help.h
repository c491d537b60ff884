// Early help: requests for support, the family cases they lead to, and support beside social work.
#pragma once

#include <string_view>
#include <vector>

#include "simulate/case.h"

namespace waymark::simulation {

struct HelpCase {
  int ordinal = 0;  // of the family
  Event request;    // never, for a case that was opened without one
  std::string_view source;
  Event opened;  // never: the request was refused
  Event closed;
  std::string_view open_source;
  std::string_view close_reason;
  ChildSet children = 0;
  int post = 0;
};

// Early help of a family that social work knows: after a case that was stepped down, now and then
// before the first contact.
void draw_help_beside(const World& world, const Family& family, Random& random, Date first_contact,
                      const std::vector<Case>& cases, std::vector<HelpCase>& help);

// Writes what the extract sees of it, and marks the children.
void write_help(World& world, Family& family, const std::vector<HelpCase>& help);
// loc_targeted_support for a family with an open plan for a child in need.
void write_targeted_support(World& world, Family& family, const std::vector<Case>& cases);

// Families who come to early help by a request and not by the front door.
void write_early_help(World& world);

}  // namespace waymark::simulation
