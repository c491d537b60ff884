// Inside the engine: the facts built so far, the plan of counts, and what figures need besides.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "compute/arithmetic.h"
#include "compute/counting.h"
#include "compute/figures.h"
#include "compute/hits.h"
#include "compute/measure_plan.h"
#include "compute/reference_rows.h"
#include "facts/facts.h"

namespace waymark {

// A measure, area and month that are known.
struct CellPlace {
  const PlannedMeasure* measure = nullptr;
  std::int32_t area = 0;  // of the cube
  Month month;
};

struct Engine::State {
  State(const Extract& extract, const Catalogue& catalogue, EngineOptions options);

  const FactTable& fact(const FactSchema& schema) const;
  FactTable make_fact(const FactSchema& schema) const;
  // What builds facts from the records, made when the first fact is not among those kept.
  const FactContext& context() const;
  CubeAreas cube_areas() const { return {.localities = frame.areas.unallocated()}; }
  // `localities`: null where nobody needs them.
  CountingScope scope(const MonthSlots& slots, const Localities* localities,
                      bool by_locality = true) const;
  // The rows of a count in the months, of an area. Facts that carry their areas do not know which
  // step decided a locality: who asks for it has people and addresses read.
  enum class Steps { asked, not_asked };
  std::vector<Hit> find(const BaseCount& count, const MonthSlots& slots, std::int32_t area,
                        Steps steps) const;
  // Those who know the localities of a fact's rows; null where the rows carry them.
  const Localities* localities_of(const FactTable& table) const;
  // Counts those of the plan's counts that are wanted, a fact a task.
  Cube count(const std::vector<bool>& wanted, MonthSpan months, bool by_locality) const;

  std::vector<const PlannedMeasure*> chosen(const FigureRequest& request) const;
  std::vector<std::int32_t> chosen_areas(const std::vector<std::string>& names) const;
  std::vector<Figure> figures(const FigureRequest& request) const;
  // The cell's place, or a sentence about what is not known.
  Result<CellPlace> place(const std::string& measure, const std::string& area, Month month) const;
  Figure figure(const CellPlace& place) const;
  // The hits of one count in the months of the measure's window that ends with the cell's month.
  std::vector<Hit> hits(const BaseCount& count, const CellPlace& place) const;

  Result<CellList> list(const CellPlace& place, ListSide side) const;
  Result<Cut> cut(const CutRequest& request) const;
  Result<Why> why(const WhyRequest& request) const;
  Result<std::vector<Why>> whys(const WhysRequest& request) const;
  Explanation explain(const CellPlace& place) const;
  std::vector<Breach> check_invariants(const std::vector<Figure>& figures) const;

  const Extract& extract;
  const Catalogue& catalogue;
  EngineOptions options;
  FactFrame frame;
  std::shared_ptr<const MeasurePlan> plan_held;
  const MeasurePlan& plan;
  ReferenceRows reference;

  struct LazyFact {
    std::once_flag built;
    FactTable table;
  };
  std::map<const FactSchema*, std::unique_ptr<LazyFact>> facts;
  mutable std::once_flag context_made;
  mutable std::optional<FactContext> context_held;
  std::once_flag noted;
  std::vector<FactNote> notes;
};

}  // namespace waymark
