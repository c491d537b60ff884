#include "pipeline/figures.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/csv.h"
#include "base/parallel.h"
#include "base/text.h"
#include "pipeline/authority.h"
#include "pipeline/records_view.h"

namespace waymark {
namespace {

Status check_measures(const Catalogue& catalogue, const std::vector<std::string>& refs) {
  for (const auto& ref : refs) {
    if (catalogue.find(ref) != nullptr) continue;
    std::vector<std::string> known;
    for (const auto& measure : catalogue.measures) known.push_back(measure.ref);
    const std::string near = nearest_word(ref, known);
    return Error{ErrorCode::not_found,
                 fmt::format("There is no measure {}{} `waymark measures show` lists them.", ref,
                             near.empty() ? "." : "; did you mean " + near + "?")};
  }
  return {};
}

Status check_measures(const Catalogue& catalogue, const FigureRequest& request) {
  auto known = check_measures(catalogue, request.measures);
  return known ? check_measures(catalogue, request.extra) : known;
}

Status check_areas(const Areas& areas, const std::vector<std::string>& asked) {
  for (const auto& area : asked) {
    if (area == kCounty || area == kUnallocated || areas.find(area) != kMissing) continue;
    std::vector<std::string> known = {std::string(kCounty), std::string(kUnallocated)};
    for (const auto& locality : areas.localities) known.push_back(locality.id);
    return Error{ErrorCode::not_found, fmt::format("There is no area {}; the areas are {}.", area,
                                                   list_in_words(known))};
  }
  return {};
}

// Puts `authority,` before every line of a figures.csv; the header line only if asked for.
std::string with_authority(const std::string& csv, const std::string& authority, bool header) {
  std::string text;
  std::size_t at = 0;
  bool first = true;
  while (at < csv.size()) {
    const std::size_t end = csv.find('\n', at);
    const std::string_view line(csv.data() + at, end - at);
    if (first) {
      if (header) text += "authority," + std::string(line) + "\n";
    } else {
      text += csv_field(authority) + "," + std::string(line) + "\n";
    }
    first = false;
    at = end + 1;
  }
  return text;
}

}  // namespace

Result<FigureSet> compute_figures(const Extract& extract, const Catalogue& catalogue,
                                  const FiguresJob& job) {
  const Engine engine(extract, catalogue, {.threads = job.threads, .own_facts = job.own_facts});
  return compute_figures(engine, catalogue, job);
}

Result<FigureSet> compute_figures(const Engine& engine, const Catalogue& catalogue,
                                  const FiguresJob& job) {
  if (auto known = check_measures(catalogue, job.request); !known) return std::move(known).error();
  auto known = check_areas(engine.areas(), job.request.areas);
  if (!known) return std::move(known).error();
  FigureSet set{.figures = engine.figures(job.request), .breaches = {}, .missing_tables = {},
                .notes = {}};
  set.breaches = engine.check_invariants(set.figures);
  if (job.with_notes) set.notes = engine.notes();
  for (const auto& figure : set.figures) {
    if (figure.reason == MissingReason::not_supplied) ++set.missing_tables[figure.missing_table];
  }
  const auto asked = [&](const Measure& measure) {
    const auto& refs = job.request.measures;
    return refs.empty() ? !measure.optional
                        : std::find(refs.begin(), refs.end(), measure.ref) != refs.end();
  };
  set.not_computed = static_cast<int>(
      std::count_if(catalogue.measures.begin(), catalogue.measures.end(),
                    [&](const Measure& m) { return !m.computed() && asked(m); }));
  return set;
}

Result<LandFigures> land_figures(const std::filesystem::path& folder, const FiguresJob& job,
                                 Date known_at) {
  auto authority = open_authority(folder);
  if (!authority) return std::move(authority).error();
  auto catalogue = load_catalogue(authority->folder);
  if (!catalogue) return std::move(catalogue).error();
  if (auto known = check_measures(*catalogue, job.request); !known) return std::move(known).error();
  auto store = open_store(*authority, Store::Mode::read);
  if (!store) return std::move(store).error();
  auto codes = store->authorities();
  if (!codes) return std::move(codes).error();
  std::vector<LandFigures> sets(codes->size());
  std::vector<Areas> areas(codes->size());
  std::vector<std::optional<Error>> errors(codes->size());
  run_parallel(codes->size(), job.threads, [&](std::size_t i) {
    auto view = read_records(*authority, *store, *catalogue,
                             {.authority_code = (*codes)[i], .known_at = known_at, .with_texts = false});
    if (!view) {
      errors[i] = std::move(view).error();
      return;
    }
    const Engine engine(view->extract, *catalogue, {.threads = 1, .own_facts = view->own_facts});
    const auto figures = engine.figures(job.request);
    sets[i].csv = with_authority(figures_csv(figures), (*codes)[i], i == 0);
    for (const auto& breach : engine.check_invariants(figures)) {
      sets[i].breaches.push_back(fmt::format("{}, check {}: {}", (*codes)[i], breach.rule,
                                             breach.message));
    }
    areas[i] = engine.areas();
  });
  LandFigures all;
  Areas of_all;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if (errors[i]) return *errors[i];
    all.csv += sets[i].csv;
    all.breaches.insert(all.breaches.end(), sets[i].breaches.begin(), sets[i].breaches.end());
    of_all.localities.insert(of_all.localities.end(), areas[i].localities.begin(),
                             areas[i].localities.end());
  }
  if (auto known = check_areas(of_all, job.request.areas); !known) return std::move(known).error();
  return all;
}

}  // namespace waymark
