// Invented names, put together from syllables so that no real person or place is meant.
#pragma once

#include <string>

#include "simulate/random.h"

namespace waymark::simulation {

std::string invented_forename(Random& random, bool girl);
std::string invented_surname(Random& random);
std::string invented_place(Random& random);
std::string invented_street(Random& random);

}  // namespace waymark::simulation
