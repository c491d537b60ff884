// The facts kept in an authority's folder: made at the end of a load, used by `figures`, and made
// again by it where a changed definition or another program has made them old. They are a matter of
// speed alone: whoever deletes them loses nothing, and `figures --from-records` does without.
//
//   DIR/kept/<authority>.facts     facts of the latest load of an authority
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "facts/kept_facts.h"
#include "ingest/intake.h"
#include "model/record_bytes.h"
#include "pipeline/authority.h"
#include "pipeline/records_view.h"

namespace waymark {

// Stands for everything that facts of a load are made from: this very program, the loads of the
// store up to that one, the parameters and code maps in force and the authority's own tables. Empty
// where facts cannot be kept.
std::string facts_key(const std::vector<LoadInfo>& loads, const LoadInfo& load,
                      const Catalogue& catalogue, const Intake& own_tables);

// Those of this key, or null.
std::shared_ptr<const KeptFacts> read_kept_facts(const Authority& authority,
                                                 const std::string& authority_code,
                                                 const std::string& key);

// The small tables that were kept with facts, as figures read them beside those; null where they
// are damaged.
std::shared_ptr<const SomeRecords> records_beside(const KeptFacts& kept);

// Keeps the facts of a view that may be kept and are not, as `engine` builds them from its records.
// An error says what could not be written; figures are right without it.
Status keep_facts(const Authority& authority, const RecordsView& view, const Engine& engine);
// The same for the latest load of an authority.
Status keep_facts(const Authority& authority, const Store& store, const Catalogue& catalogue,
                  const std::string& authority_code);

}  // namespace waymark
