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

// Refuses unknown measures and areas with a sentence.
Result<FigureSet> compute_figures(const Extract& extract, const Catalogue& catalogue,
                                  const FiguresJob& job);

// All authorities of a store, one after the other in code order, each as figures.csv with a first
// column `authority`. Authorities are spread over the threads.
Result<std::string> land_figures_csv(const std::filesystem::path& folder, const FiguresJob& job);

}  // namespace waymark
