// Definitions in words, for the measure pages.
#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.h"

namespace waymark {

std::string format_in_words(const Measure& measure);  // "percent, 1 decimal"
std::string kind_in_words(const Measure& measure);    // "rolling 12 months to the month end"
std::string ytd_in_words(const Measure& measure);
std::string locality_in_words(const Measure& measure, const Catalogue& catalogue);
std::string validity_in_words(const Measure& measure);  // "from 1 January 2010"

// One side of a measure, as a Markdown paragraph and a list of what its columns mean.
std::string side_in_words(const Side& side, const Measure& measure, const Catalogue& catalogue);

// The values of a parameter: "20 working days until 30 June 2017, then 10 working days".
std::string values_in_words(const Parameter& parameter);

// The parameters that a measure's conditions and facts name, by name.
std::vector<const Parameter*> parameters_of(const Measure& measure, const Catalogue& catalogue);

}  // namespace waymark
