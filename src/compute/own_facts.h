// Facts that an authority writes as queries: the store runs them, and here their rows find the
// people and records of the extract, so that they are counted and listed as the program's own are.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "model/fact.h"
#include "model/records.h"
#include "store/store.h"

namespace waymark {

// By schema, as measures point at it.
using OwnFacts = std::map<const FactSchema*, FactTable>;

// Runs every fact of the catalogue's own that a measure counts on the records of an authority as at
// a load, which `extract` holds with the authority's own tables beside them. An error names file
// and line.
Result<std::shared_ptr<const OwnFacts>> read_own_facts(const Store& store,
                                                       const std::string& authority,
                                                       std::int32_t load,
                                                       const Catalogue& catalogue,
                                                       const Extract& extract);

// The rows of a query as a fact. An error where a row names a child, record or area that is not
// there.
Result<FactTable> own_fact_table(const SqlFact& fact, SqlFactRows rows, const Extract& extract);

}  // namespace waymark
