// The authority's own fostering households and their approvals.
#pragma once

#include "simulate/world.h"

namespace waymark::simulation {

void write_fostering(World& world);

}  // namespace waymark::simulation
