// The areas of a fact's rows, written down with it: where the facts are kept, nobody has to ask
// again where a child belonged.
#pragma once

#include "facts/localities.h"
#include "model/fact.h"

namespace waymark {

// Fills `area` and `area_changes` of a fact whose rows do not carry their areas already: of each
// row from the first of its dates to the last, or without end while its span is open.
void write_areas(FactTable& table, const Localities& localities);

}  // namespace waymark
