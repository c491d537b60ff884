// Definitions name parameters where they would name a number, so that an authority that sets one
// reads its own: "authorised within {$assessment_wd} working days".
#pragma once

#include <string>
#include <string_view>

#include "catalogue/field_reader.h"
#include "model/parameters.h"

namespace waymark {

// The value as a text says it: "45", "45 (until 31 December 2016: 20)", the sentence of a choice.
std::string value_in_text(const Parameter& parameter);

// The text with every {$name} replaced by the parameter's value. A name that no parameter has is a
// fault at `key`.
std::string with_parameters(std::string_view text, const Parameters& parameters,
                            FieldReader& fields, std::string_view key);

}  // namespace waymark
