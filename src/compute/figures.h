// Figures and lists of one authority. Equal inputs give equal figures for any number of threads.
//
//   Engine engine(extract, catalogue, {.threads = 2});
//   std::vector<Figure> figures = engine.figures({.last = month, .months = 13});
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "compute/cut.h"
#include "compute/own_facts.h"
#include "compute/why.h"
#include "facts/kept_facts.h"
#include "facts/localities.h"
#include "model/areas.h"
#include "model/figure.h"
#include "model/records.h"

namespace waymark {

struct MeasurePlan;  // compute/measure_plan.h
// What is counted for the measures of a catalogue, which must outlive it. Engines may share one.
std::shared_ptr<const MeasurePlan> make_plan(const Catalogue& catalogue);

struct EngineOptions {
  int threads = 1;
  // Facts of the authority's own, as read_own_facts() gives them; without it they have no rows.
  std::shared_ptr<const OwnFacts> own_facts = {};
  std::shared_ptr<const MeasurePlan> plan = {};  // of this catalogue; null: made anew
  // Facts of this extract that were kept; null, or where one is damaged: built from the records.
  std::shared_ptr<const KeptFacts> kept = {};
};

struct FigureRequest {
  Month last;                              // the latest month
  int months = 1;                          // how many months, ending with `last`
  std::vector<std::string> measures = {};  // refs; empty = all computed, without optional ones
  std::vector<std::string> extra = {};     // optional measures to add after the others
  std::vector<std::string> areas = {};     // empty = county, localities, unallocated
};

// Which rows of a cell a list gives.
enum class ListSide { numerator, denominator, missed };

struct ListRow {
  std::int32_t child = kMissing;   // row of ssd_person
  std::int32_t record = kMissing;  // row of `record_table`
  std::int32_t area = kMissing;
  LocalityStep step = LocalityStep::unallocated;
  std::int64_t amount = 1;         // sums to the cell
  std::vector<std::string> cells;  // as CellList::columns, texts for people
};

struct CellList {
  std::string unit;  // "child"
  std::string record_table;
  std::vector<std::string> columns;
  std::vector<ListRow> rows;  // in a fixed order: child id, then record key
};

// A breach of an invariant of the definitions, found in the figures themselves.
struct Breach {
  std::string rule;  // name in catalogue/invariants.toml, or "localities add up" ...
  std::string measure;
  std::string area;
  Month month;
  std::string message;  // one sentence with the numbers
};

// How a cell came about, for `waymark explain`.
struct Explanation {
  Figure figure;
  std::string text;  // definition, parameters in force, n and d, where the rest went
};

// The days between which figures can be given; missing = no limit.
struct FigureLimits {
  Date extract_date;
  Date history_from;
};

class Engine {
 public:
  struct State;  // compute/engine_state.h
  // Facts are built when a measure first needs them, and kept. Extract and catalogue must outlive
  // the engine; its questions may be asked from several threads.
  Engine(const Extract& extract, const Catalogue& catalogue, EngineOptions options = {});
  ~Engine();

  const Areas& areas() const;
  FigureLimits limits() const;
  // In the contract's order: measure, area, month. Measures that are not computed yet have no rows;
  // names that nobody knows are passed over.
  std::vector<Figure> figures(const FigureRequest& request) const;
  // The rows behind a cell: as many as its numerator or denominator says (amounts for sums). An
  // error where the cell has no such number, and for what is missed where the numerator is no part
  // of the denominator.
  Result<CellList> list(const std::string& measure, const std::string& area, Month month,
                        ListSide side) const;
  Result<Explanation> explain(const std::string& measure, const std::string& area,
                              Month month) const;
  // One measure cut by columns of its fact, from the rows that `list` gives. An error for names
  // that nobody knows.
  Result<Cut> cut(const CutRequest& request) const;
  // Why a figure moved between two months; an error where one of them has no figure.
  Result<Why> why(const WhyRequest& request) const;
  Result<std::vector<Why>> whys(const WhysRequest& request) const;
  // Whether `missed` means something for a measure.
  bool has_missed(const std::string& measure) const;
  // Checks every invariant on a set of figures (all measures and areas asked for). Equations are
  // checked where all their measures are in the set; the month before is computed where needed.
  std::vector<Breach> check_invariants(const std::vector<Figure>& figures) const;
  // Rows that facts left out or counted in doubt.
  const std::vector<FactNote>& notes() const;
  // The facts of the program, to be kept under a key, with bytes of the caller's own beside them
  // (facts/kept_facts.h).
  std::string facts_to_keep(std::string_view key, std::string_view beside = {}) const;

 private:
  std::unique_ptr<State> state_;
};

// The reason in words, for pages and `explain`; empty for none.
std::string reason_in_words(const Figure& figure, const FigureLimits& limits);

// figures.csv exactly by the records contract. Of many authorities: with the authority's code
// before each row, and the line of headers before the first authority's alone.
struct CsvOfMany {
  std::string authority;
  bool header = true;
};
std::string figures_csv(const std::vector<Figure>& figures,
                        const std::optional<CsvOfMany>& of_many = std::nullopt);
// The same rows as JSON objects, with the table that is missing.
std::string figures_json(const std::vector<Figure>& figures);

}  // namespace waymark
