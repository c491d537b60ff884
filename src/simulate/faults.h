// Plants odd rows into an extract, each with the finding that a load must report for it.
#pragma once

#include <vector>

#include "simulate/simulate.h"
#include "simulate/world.h"

namespace waymark::simulation {

// All about one invented child. `csv`: with the faults that only a CSV file can have.
std::vector<Planted> plant_faults(World& world, bool csv);

}  // namespace waymark::simulation
