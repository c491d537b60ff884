// One set of figures, with what a reader must know about it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "compute/figures.h"

namespace waymark {

struct FiguresJob {
  FigureRequest request;
  int threads = 1;
  int memory_mib =
      0;  // of a land: bounds what is held at once; 0: as authority.toml says, or kUsualMemory
  bool with_notes = false;    // also the rows that facts leave out or count in doubt
  bool from_records = false;  // of a land: facts that are kept are neither used nor made
};

struct FigureSet {
  std::vector<Figure> figures;
  std::vector<Breach> breaches;  // invariants that do not hold
  std::map<std::string, int>
      missing_tables;           // table that is not supplied -> figures missing for it
  std::vector<FactNote> notes;  // if asked for
  int not_computed = 0;         // measures registered, not computed yet
};

// Computes one authority's set. Refuses unknown measures and areas with a sentence.
Result<FigureSet> compute_figures(const Engine& engine, const Catalogue& catalogue,
                                  const FiguresJob& job);

struct LandFigures {
  std::size_t authorities = 0;
  int at_once = 1;                    // how many were at work at most
  std::vector<std::string> breaches;  // a sentence an invariant that does not hold
};

// Mebibytes for a land where nothing else is asked for.
inline constexpr int kUsualMemory = 1024;

// How a land's memory is shared out: what the database keeps of the file, and how many authorities
// are at work at once, never more than there are threads and always one.
struct LandMemory {
  int database_mib = 0;
  int authorities = 1;
};
LandMemory share_memory(int memory_mib, int threads, std::int64_t rows_of_largest);

// figures.csv of all authorities of a store with a first column `authority`, in code order, as
// known at a day (missing: now). Each is handed to `write` as soon as those before it are there, so
// that a land is never held whole. Refuses unknown measures, and areas that none of them has.
Result<LandFigures> land_figures(const std::filesystem::path& folder, const FiguresJob& job,
                                 Date known_at,
                                 const std::function<Status(std::string_view)>& write);

}  // namespace waymark
