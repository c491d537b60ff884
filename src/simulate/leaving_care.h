// Young people who leave care: their status, pathway plans and personal advisers.
#pragma once

#include <vector>

#include "simulate/care.h"

namespace waymark::simulation {

// Writes what the extract sees of it: of a child who was looked after for a quarter of a year
// since the fourteenth birthday and beyond the sixteenth.
void write_leaving_care(World& world, Family& family, Child& child,
                        const std::vector<CarePeriod>& periods);

}  // namespace waymark::simulation
