// One set of figures, with what a reader must know about it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "compute/figures.h"

namespace waymark {

struct FiguresJob {
  FigureRequest request;
  int threads = 1;
  std::shared_ptr<const OwnFacts> own_facts = {};  // of the view
  bool with_notes = false;  // also the rows that facts leave out or count in doubt
};

struct FigureSet {
  std::vector<Figure> figures;
  std::vector<Breach> breaches;              // invariants that do not hold
  std::map<std::string, int> missing_tables; // table that is not supplied -> figures missing for it
  std::vector<FactNote> notes;               // if asked for
  int not_computed = 0;                      // measures registered, not computed yet
};

// The same with an engine that is asked more than this.
Result<FigureSet> compute_figures(const Engine& engine, const Catalogue& catalogue,
                                  const FiguresJob& job);

// Computes one authority's set. Refuses unknown measures and areas with a sentence.
Result<FigureSet> compute_figures(const Extract& extract, const Catalogue& catalogue,
                                  const FiguresJob& job);

struct LandFigures {
  std::string csv;                  // figures.csv of each with a first column `authority`
  std::vector<std::string> breaches;  // a sentence an invariant that does not hold
};

// All authorities of a store, one after the other in code order, as known at a day (missing: now).
// Authorities are spread over the threads. Refuses unknown measures, and areas that none of them has.
Result<LandFigures> land_figures(const std::filesystem::path& folder, const FiguresJob& job,
                                 Date known_at);

}  // namespace waymark
