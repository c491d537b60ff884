// The tables in an authority's own folder: small reference tables (localities, populations,
// targets, benchmarks, standards, code maps), used only where the load did not bring them. A table
// of headers only counts as absent.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "ingest/intake.h"
#include "pipeline/authority.h"
#include "quality/quality.h"

namespace waymark {

// Whether a table may stand in the folder: a local table about no person. All others are records,
// which come with a load.
bool may_be_kept_by_hand(const Table& table);

// Reads the folder's tables, with all that is odd in them; none where there is no such folder.
Result<Intake> read_own_tables(const Authority& authority);

// Puts the tables that `extract` lacks into it. Tables of headers only are left out.
void add_missing_tables(Extract& extract, const Extract& more);

// What is odd in those of the folder's tables that are used beside the tables of a load:
// `extract` holds both. Files are named as seen from the authority's folder.
Findings findings_of_own_tables(const Extract& extract, const std::vector<std::string>& of_the_load,
                                const Intake& own, const Catalogue& catalogue);
// The same as at a load, for `waymark check`.
Result<Findings> findings_of_own_tables(const Authority& authority, const Store& store,
                                        const Catalogue& catalogue, const LoadInfo& load);

// The polarity of each measure, with which targets are compared.
Polarities polarities_of(const Catalogue& catalogue);

}  // namespace waymark
