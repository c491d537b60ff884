#include "pipeline/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>

#include "base/parallel.h"
#include "base/text.h"
#include "pipeline/authority.h"
#include "pipeline/kept_facts.h"
#include "pipeline/kept_loads.h"
#include "pipeline/records_view.h"

namespace waymark {
namespace {

Status check_measures(const Catalogue& catalogue, const std::vector<std::string>& refs) {
  for (const auto& ref : refs) {
    if (catalogue.find(ref) == nullptr && catalogue.members(ref).empty())
      return catalogue.no_measure(ref);
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
    return Error{ErrorCode::not_found,
                 fmt::format("There is no area {}; the areas are {}.", area, list_in_words(known))};
  }
  return {};
}

}  // namespace

Result<FigureSet> compute_figures(const Engine& engine, const Catalogue& catalogue,
                                  const FiguresJob& job) {
  if (auto known = check_measures(catalogue, job.request); !known) return std::move(known).error();
  auto known = check_areas(engine.areas(), job.request.areas);
  if (!known) return std::move(known).error();
  FigureSet set{
      .figures = engine.figures(job.request), .breaches = {}, .missing_tables = {}, .notes = {}};
  set.breaches = engine.check_invariants(set.figures);
  if (job.with_notes) set.notes = engine.notes();
  for (const auto& figure : set.figures) {
    if (figure.reason == MissingReason::not_supplied) ++set.missing_tables[figure.missing_table];
  }
  const auto asked = [&](const Measure& measure) {
    const auto& refs = job.request.measures;
    return refs.empty() ? !measure.optional
                        : std::any_of(refs.begin(), refs.end(), [&](const std::string& ref) {
                            return ref == measure.ref || (!ref.empty() && ref == measure.family);
                          });
  };
  set.not_computed =
      static_cast<int>(std::count_if(catalogue.measures.begin(), catalogue.measures.end(),
                                     [&](const Measure& m) { return !m.computed() && asked(m); }));
  return set;
}

LandMemory share_memory(int memory_mib, int threads, std::int64_t rows_of_largest) {
  constexpr std::int64_t kBytesPerRow = 56;  // records, facts and figures of one row version
  constexpr std::int64_t kProgram = 64;      // mebibytes before the first record
  const std::int64_t all = memory_mib > 0 ? memory_mib : kUsualMemory;
  LandMemory memory{.database_mib = static_cast<int>(std::clamp<std::int64_t>(all / 16, 32, 256))};
  const std::int64_t each = std::max<std::int64_t>(16, rows_of_largest * kBytesPerRow >> 20);
  const std::int64_t at_once = (all - kProgram - memory.database_mib) / each;
  memory.authorities = static_cast<int>(std::clamp<std::int64_t>(at_once, 1, std::max(1, threads)));
  return memory;
}

namespace {

// Hands texts on in the order of their places, as soon as those before are there.
class InOrder {
 public:
  InOrder(std::size_t count, bool hold, const std::function<Status(std::string_view)>& write)
      : texts_(count), hold_(hold), write_(write) {}

  void put(std::size_t place, std::string text) {
    const std::lock_guard lock(mutex_);
    texts_[place] = std::move(text);
    if (!hold_) hand_on();
  }
  Status finish() {
    hand_on();
    return outcome_;
  }

 private:
  void hand_on() {
    for (; next_ < texts_.size() && texts_[next_] && outcome_; ++next_) {
      outcome_ = write_(*texts_[next_]);
      texts_[next_]->clear();
      texts_[next_]->shrink_to_fit();
    }
  }

  std::mutex mutex_;
  std::vector<std::optional<std::string>> texts_;
  std::size_t next_ = 0;
  bool hold_;
  const std::function<Status(std::string_view)>& write_;
  Status outcome_;
};

// What one authority of a land gives.
struct LandPart {
  std::optional<Error> error;
  Areas areas;
  std::vector<std::string> breaches;
};

std::int64_t largest_load(const std::vector<LoadInfo>& loads) {
  std::int64_t largest = 0;
  for (const auto& load : loads) largest = std::max(largest, load.opened);
  return largest;
}

}  // namespace

Result<LandFigures> land_figures(const std::filesystem::path& folder, const FiguresJob& job,
                                 Date known_at,
                                 const std::function<Status(std::string_view)>& write) {
  auto authority = open_authority(folder);
  if (!authority) return std::move(authority).error();
  auto catalogue = load_catalogue(authority->folder);
  if (!catalogue) return std::move(catalogue).error();
  if (auto known = check_measures(*catalogue, job.request); !known) return std::move(known).error();
  const int memory_mib = job.memory_mib > 0 ? job.memory_mib : authority->memory_mib;
  auto store =
      open_store_when_needed(*authority, share_memory(memory_mib, job.threads, 0).database_mib);
  if (!store) return std::move(store).error();
  auto codes = store->authorities();
  if (!codes) return std::move(codes).error();
  auto all_loads = store->loads();
  if (!all_loads) return std::move(all_loads).error();
  const auto loads = std::make_shared<const std::vector<LoadInfo>>(*std::move(all_loads));
  const LandMemory memory = share_memory(memory_mib, job.threads, largest_load(*loads));
  const auto plan = make_plan(*catalogue);
  const auto readings = std::make_shared<const Readings>(*catalogue, job.request, plan);
  std::vector<LandPart> parts(codes->size());
  // Whether an area is known to any authority is seen at the end alone.
  InOrder in_order(codes->size(), !job.request.areas.empty(), write);
  run_parallel(codes->size(), memory.authorities, [&](std::size_t i) {
    auto view = read_records(*authority, *store, *catalogue,
                             {.authority_code = (*codes)[i],
                              .known_at = known_at,
                              .later = readings,
                              .use_kept = !job.from_records,
                              .loads = loads});
    if (!view) {
      parts[i].error = std::move(view).error();
      return;
    }
    const Engine engine(
        view->extract, *catalogue,
        {.threads = 1, .own_facts = view->own_facts, .plan = plan, .kept = view->kept});
    const auto figures = engine.figures(job.request);
    for (const auto& breach : engine.check_invariants(figures)) {
      parts[i].breaches.push_back(
          fmt::format("{}, check {}: {}", (*codes)[i], breach.rule, breach.message));
    }
    parts[i].areas = engine.areas();
    if (auto read = view->extract.reading(); !read) {
      parts[i].error = std::move(read).error();
      return;
    }
    in_order.put(i, figures_csv(figures, CsvOfMany{.authority = (*codes)[i], .header = i == 0}));
    // The next figures are quicker for it; where it cannot be written, these were right all the
    // same.
    if (job.request.measures.empty()) {
      static_cast<void>(keep_facts(*authority, *view, engine));
    }
  });
  LandFigures all{.authorities = codes->size(), .at_once = memory.authorities, .breaches = {}};
  Areas of_all;
  for (auto& part : parts) {
    if (part.error) return *std::move(part.error);
    all.breaches.insert(all.breaches.end(), part.breaches.begin(), part.breaches.end());
    of_all.localities.insert(of_all.localities.end(), part.areas.localities.begin(),
                             part.areas.localities.end());
  }
  if (auto known = check_areas(of_all, job.request.areas); !known) return std::move(known).error();
  if (auto written = in_order.finish(); !written) return std::move(written).error();
  return all;
}

}  // namespace waymark
