// Schemas of facts that stand in files of their own, for fact_schemas.cc alone.
#pragma once

#include <vector>

#include "model/fact.h"

namespace waymark {

// Early help, the caseloads of workers, and fostering households.
void add_support_schemas(std::vector<FactSchema>& schemas);

}  // namespace waymark
