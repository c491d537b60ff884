// A fact of an authority's own: a query over its records, and the shape of the rows it must give.
// catalogue reads it, store runs it, compute brings its rows to the people and records of an
// extract.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/fact.h"

namespace waymark {

struct SqlFact {
  FactSchema schema;
  std::string child = {};  // column with the person's id; empty if the unit is no child
  std::string record =
      {};                 // column with the key of the record behind a row; empty if there is none
  std::string area = {};  // column with the locality's id, for LocalityRule::own
  std::string sql = {};
  std::string file = {};  // of the query, for messages
};

// The rows of a query, in order of child, record and columns.
struct SqlFactRows {
  std::size_t rows = 0;
  std::vector<std::vector<std::int32_t>> columns;  // as schema.columns
  std::vector<std::string> child;                  // texts as the query gave them; empty = null
  std::vector<std::string> record;
  std::vector<std::string> area;
};

}  // namespace waymark
