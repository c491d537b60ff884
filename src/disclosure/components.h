// Splits what readers do not know into parts that have nothing to do with each other.
#pragma once

#include <vector>

#include "disclosure/linked_table.h"

namespace waymark {

struct Component {
  std::vector<int> cells;      // not known, in the table's order
  std::vector<int> relations;  // that readers know and that name one of the cells
};

// Whether readers know the relation while these items are shown.
bool is_told(const Relation& relation, const Shown& shown);

// Cells that no relation names are in no component: nothing limits them.
std::vector<Component> components_of(const LinkedTable& table, const Shown& shown,
                                     const std::vector<bool>& known);

}  // namespace waymark
