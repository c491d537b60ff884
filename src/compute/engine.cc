#include <fmt/format.h>

#include <algorithm>

#include "base/parallel.h"
#include "base/text.h"
#include "compute/engine_state.h"

namespace waymark {
namespace {

void mark(const PlannedSide& side, std::vector<bool>& wanted) {
  for (const std::size_t count : side.counts) wanted[count] = true;
}

bool names(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

Engine::State::State(const Extract& extract_in, const Catalogue& catalogue_in,
                     EngineOptions options_in)
    : extract(extract_in),
      catalogue(catalogue_in),
      options(options_in),
      frame(make_frame(extract, catalogue.parameters, catalogue.default_codes)),
      plan_held(options.plan ? options.plan : make_plan(catalogue)),
      plan(*plan_held),
      reference(extract, frame.areas) {
  for (const auto& count : plan.counts) {
    for (const FactSchema* schema : {count.fact, find_fact_schema(count.fact->parts_fact)}) {
      if (schema == nullptr) continue;
      auto& lazy = facts[schema];
      if (lazy == nullptr) lazy = std::make_unique<LazyFact>();
    }
  }
}

// Facts of the authority's own are made before the engine; where nothing was loaded they have no
// rows.
FactTable Engine::State::make_fact(const FactSchema& schema) const {
  if (find_fact_schema(schema.name) == &schema) {
    if (options.kept) {
      if (auto kept = options.kept->table(schema)) return *std::move(kept);
    }
    return build_fact(schema.name, context());
  }
  if (options.own_facts) {
    const auto own = options.own_facts->find(&schema);
    if (own != options.own_facts->end()) return own->second;
  }
  FactTable empty;
  empty.schema = &schema;
  empty.columns.resize(schema.columns.size());
  return empty;
}

const FactContext& Engine::State::context() const {
  std::call_once(context_made, [this] {
    context_held.emplace(make_context(extract, catalogue.parameters, catalogue.default_codes));
  });
  return *context_held;
}

const FactTable& Engine::State::fact(const FactSchema& schema) const {
  LazyFact& lazy = *facts.at(&schema);
  std::call_once(lazy.built, [&] { lazy.table = make_fact(schema); });
  return lazy.table;
}

CountingScope Engine::State::scope(const MonthSlots& slots, const Localities* localities,
                                   bool by_locality) const {
  return {.slots = slots,
          .areas = cube_areas(),
          .localities = localities,
          .parameters = catalogue.parameters,
          .working_days = frame.working_days,
          .by_locality = by_locality};
}

Cube Engine::State::count(const std::vector<bool>& wanted, MonthSpan months,
                          bool by_locality) const {
  Cube cube{.slots = MonthSlots(months.first, months.last - months.first + 1),
            .areas = cube_areas(),
            .counts = std::vector<CountCells>(plan.counts.size())};
  // In the order of the plan, not of addresses.
  std::vector<std::pair<const FactSchema*, std::vector<std::size_t>>> by_fact;
  for (std::size_t i = 0; i < plan.counts.size(); ++i) {
    if (!wanted[i]) continue;
    const FactSchema* schema = plan.counts[i].fact;
    auto found = std::find_if(by_fact.begin(), by_fact.end(),
                              [&](const auto& each) { return each.first == schema; });
    if (found == by_fact.end()) found = by_fact.insert(by_fact.end(), {schema, {}});
    found->second.push_back(i);
  }
  run_parallel(by_fact.size(), options.threads, [&](std::size_t task) {
    const auto& [schema, positions] = by_fact[task];
    std::vector<const BaseCount*> counts;
    for (const std::size_t position : positions) counts.push_back(&plan.counts[position]);
    const FactTable& table = fact(*schema);
    const Localities* localities = by_locality ? localities_of(table) : nullptr;
    auto cells = count_fact(table, counts, scope(cube.slots, localities, by_locality));
    for (std::size_t i = 0; i < positions.size(); ++i) {
      cube.counts[positions[i]] = std::move(cells[i]);
    }
  });
  return cube;
}

// Catalogue order; optional measures only when asked for, and after all others.
std::vector<const PlannedMeasure*> Engine::State::chosen(const FigureRequest& request) const {
  std::vector<const PlannedMeasure*> first, optional;
  for (const auto& planned : plan.measures) {
    const Measure& measure = *planned.measure;
    const auto is_in = [&](const std::vector<std::string>& refs) {
      return names(refs, measure.ref) || (!measure.family.empty() && names(refs, measure.family));
    };
    const bool asked = is_in(request.measures);
    if (measure.optional) {
      if (asked || is_in(request.extra)) optional.push_back(&planned);
    } else if (asked || request.measures.empty()) {
      first.push_back(&planned);
    }
  }
  first.insert(first.end(), optional.begin(), optional.end());
  return first;
}

std::vector<std::int32_t> Engine::State::chosen_areas(
    const std::vector<std::string>& names_in) const {
  const CubeAreas cube = cube_areas();
  std::vector<std::int32_t> all = {cube.county()};
  for (std::int32_t area = 0; area <= cube.unallocated(); ++area) all.push_back(area);
  if (!names_in.empty()) {
    std::erase_if(
        all, [&](std::int32_t area) { return !names(names_in, area_name(frame.areas, area)); });
  }
  return all;
}

std::vector<Figure> Engine::State::figures(const FigureRequest& request) const {
  const auto measures = chosen(request);
  const auto areas = chosen_areas(request.areas);
  if (measures.empty() || areas.empty() || request.months < 1) return {};
  const MonthSpan asked{request.last - (request.months - 1), request.last};
  MonthSpan needed = asked;
  std::vector<bool> wanted(plan.counts.size());
  for (const PlannedMeasure* planned : measures) {
    needed.first = std::min(needed.first, months_needed(*planned, asked).first);
    mark(planned->numerator, wanted);
    if (planned->denominator) mark(*planned->denominator, wanted);
    if (planned->not_recorded_when) mark(*planned->not_recorded_when, wanted);
  }
  const bool by_locality = areas != std::vector<std::int32_t>{cube_areas().county()};
  const Cube cube = count(wanted, needed, by_locality);
  const Arithmetic arithmetic({.cube = cube,
                               .extract = extract,
                               .reference = reference,
                               .areas = frame.areas,
                               .extract_date = frame.extract_date,
                               .history_from = frame.history_from});
  const auto months = static_cast<std::size_t>(request.months);
  const std::size_t series = measures.size() * areas.size();
  std::vector<Figure> figures(series * months);
  run_parallel(series, options.threads, [&](std::size_t i) {
    arithmetic.figures(*measures[i / areas.size()], areas[i % areas.size()], asked,
                       std::span(figures).subspan(i * months, months));
  });
  return figures;
}

Result<CellPlace> Engine::State::place(const std::string& measure, const std::string& area,
                                       Month month) const {
  const Measure* known = catalogue.find(measure);
  if (known == nullptr) {
    return catalogue.no_measure(measure);
  }
  const PlannedMeasure* planned = plan.find(measure);
  if (planned == nullptr) {
    return Error{ErrorCode::not_found, fmt::format("Measure {} is not computed yet.", measure)};
  }
  const auto areas = chosen_areas({area});
  if (areas.empty()) {
    std::vector<std::string> known_areas;
    for (const std::int32_t each : chosen_areas({})) {
      known_areas.push_back(area_name(frame.areas, each));
    }
    return Error{ErrorCode::not_found, fmt::format("There is no area {}; the areas are {}.", area,
                                                   list_in_words(known_areas))};
  }
  return CellPlace{.measure = planned, .area = areas.front(), .month = month};
}

Figure Engine::State::figure(const CellPlace& place) const {
  const std::string& ref = place.measure->measure->ref;
  return figures({.last = place.month,
                  .months = 1,
                  .measures = {ref},
                  .extra = {ref},
                  .areas = {area_name(frame.areas, place.area)}})
      .front();
}

std::vector<Hit> Engine::State::hits(const BaseCount& count, const CellPlace& place) const {
  const int window = place.measure->window();
  const MonthSlots slots(place.month - (window - 1), window);
  return find(count, slots, place.area, Steps::asked);
}

std::vector<Hit> Engine::State::find(const BaseCount& count, const MonthSlots& slots,
                                     std::int32_t area, Steps steps) const {
  const BaseCount* const wanted = &count;
  const FactTable& table = fact(*count.fact);
  const Localities* localities =
      steps == Steps::asked ? context().localities.get() : localities_of(table);
  return find_hits(table, {&wanted, 1}, scope(slots, localities), area);
}

// Kept facts carry the areas of their rows: people and addresses need not be read for them.
const Localities* Engine::State::localities_of(const FactTable& table) const {
  return table.has_areas() ? nullptr : context().localities.get();
}

std::shared_ptr<const MeasurePlan> make_plan(const Catalogue& catalogue) {
  return std::make_shared<const MeasurePlan>(plan_measures(catalogue));
}

Engine::Engine(const Extract& extract, const Catalogue& catalogue, EngineOptions options)
    : state_(std::make_unique<State>(extract, catalogue, options)) {}
Engine::~Engine() = default;

const Areas& Engine::areas() const { return state_->frame.areas; }

FigureLimits Engine::limits() const {
  return {.extract_date = state_->frame.extract_date, .history_from = state_->frame.history_from};
}

std::vector<Figure> Engine::figures(const FigureRequest& request) const {
  return state_->figures(request);
}

Result<CellList> Engine::list(const std::string& measure, const std::string& area, Month month,
                              ListSide side) const {
  auto place = state_->place(measure, area, month);
  if (!place) return std::move(place).error();
  return state_->list(*place, side);
}

Result<Explanation> Engine::explain(const std::string& measure, const std::string& area,
                                    Month month) const {
  auto place = state_->place(measure, area, month);
  if (!place) return std::move(place).error();
  return state_->explain(*place);
}

Result<Cut> Engine::cut(const CutRequest& request) const { return state_->cut(request); }

Result<Why> Engine::why(const WhyRequest& request) const { return state_->why(request); }

Result<std::vector<Why>> Engine::whys(const WhysRequest& request) const {
  return state_->whys(request);
}

bool Engine::has_missed(const std::string& measure) const {
  const PlannedMeasure* planned = state_->plan.find(measure);
  return planned != nullptr && planned->has_missed;
}

std::vector<Breach> Engine::check_invariants(const std::vector<Figure>& figures) const {
  return state_->check_invariants(figures);
}

const std::vector<FactNote>& Engine::notes() const {
  std::call_once(state_->noted, [this] {
    const FactContext& context = state_->context();
    state_->notes = context_notes(context);
    for (const auto& schema : fact_schemas()) {
      if (!state_->facts.contains(&schema)) continue;
      build_fact(schema.name, context, &state_->notes);
    }
  });
  return state_->notes;
}

std::string Engine::facts_to_keep(std::string_view key, std::string_view beside) const {
  return kept_facts(state_->context(), key, state_->options.threads, beside);
}

}  // namespace waymark
