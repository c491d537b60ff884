// Education, health and care plans of children with special educational needs.
#pragma once

#include "simulate/people.h"

namespace waymark::simulation {

// Whether a plan is recorded for the child, or on its way.
bool has_education_plan(const Family& family, const Child& child);
// ssd_send and the tables about requests, assessments, plans and needs that hang on it.
void write_education(World& world, const Family& family, const Child& child);

}  // namespace waymark::simulation
