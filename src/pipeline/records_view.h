// The records that a command works on: one authority as at one load, with the authority folder's own
// tables where the extract lacks them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "compute/own_facts.h"
#include "pipeline/authority.h"

namespace waymark {

struct RecordsView {
  std::optional<LoadInfo> load;  // nothing was loaded yet: every table is "not supplied"
  Extract extract;
  Findings own_findings;  // what is odd in the authority folder's own tables that are used
  std::shared_ptr<const OwnFacts> own_facts;  // facts of the authority's own, run on these records
};

struct ViewRequest {
  std::string authority_code;  // empty: the only one in the store
  Date known_at;               // missing: the latest load
  bool with_texts = false;     // lists need texts, figures do not
};

// Reads the tables that the catalogue's measures need, and runs the facts of the authority's own.
Result<RecordsView> read_records(const Authority& authority, const Store& store,
                                 const Catalogue& catalogue, const ViewRequest& request);

}  // namespace waymark
