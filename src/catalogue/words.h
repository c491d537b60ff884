// The closed lists of words that catalogue files choose from.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/measure.h"

namespace waymark {

const std::vector<std::pair<std::string, Polarity>>& polarity_words();
const std::vector<std::pair<std::string, Format>>& format_words();
const std::vector<std::pair<std::string, Kind>>& kind_words();
const std::vector<std::pair<std::string, Ytd>>& ytd_words();

// The tables of the records contract.
const std::vector<std::string>& table_names();

}  // namespace waymark
