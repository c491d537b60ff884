// A publication of made-up figures for all measures of the summary, for tests of the written page:
// every kind of value, reason, colour and direction is in it. No figure is of a real child.
#pragma once

#include <filesystem>

#include "report/inputs.h"

namespace waymark {

// `data` is tests/data/norfolk-2017-11: titles, polarities, targets, benchmarks, published figures.
PublicationInputs made_up_inputs(const std::filesystem::path& data);

}  // namespace waymark
