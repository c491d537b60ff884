// Plants children with whom practice went wrong in known ways: no visit, a late conference, a plan
// that nobody reviewed. The records are in order; what each does to the figures is known beforehand
// (docs/simulated-county.md, tests/planted).
#pragma once

#include "simulate/world.h"

namespace waymark::simulation {

// Their homes are in the county's first locality; no worker is allocated to them.
void plant_lapses(World& world);

}  // namespace waymark::simulation
