// Times the parts of the engine on one authority of a store: reading the records, what facts share,
// facts with the first counting, and counting alone. Prints medians in milliseconds.
//
//   bench_engine DIR 2017-11 [--repeat 5] [--threads 2]
//   bench_engine DIR 2017-11 --measures 2.1,2.2 [--months 13]      these alone, in memory
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/text.h"
#include "compute/figures.h"
#include "facts/facts.h"
#include "pipeline/authority.h"
#include "pipeline/files.h"
#include "pipeline/records_view.h"

namespace waymark {
namespace {

class Timings {
 public:
  void time(const std::string& what, const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> taken =
        std::chrono::steady_clock::now() - begin;
    if (!taken_.contains(what)) order_.push_back(what);
    taken_[what].push_back(taken.count());
  }

  void print() {
    fmt::print("| part | median ms | least ms |\n| --- | ---: | ---: |\n");
    for (const auto& what : order_) {
      auto& all = taken_[what];
      std::sort(all.begin(), all.end());
      fmt::print("| {} | {:.1f} | {:.1f} |\n", what, all[all.size() / 2], all.front());
    }
  }

 private:
  std::vector<std::string> order_;
  std::map<std::string, std::vector<double>> taken_;
};

// Every measure, or only the first so many that are computed.
FigureRequest request_for(const Catalogue& catalogue, Month month, int months,
                          std::size_t measures) {
  FigureRequest request{.last = month, .months = months};
  for (const auto& measure : catalogue.measures) {
    if (request.measures.size() == measures) break;
    if (measure.computed() && !measure.optional) request.measures.push_back(measure.ref);
  }
  return request;
}

struct Job {
  std::string folder;
  Month month;
  int repeat = 5;
  int threads = 2;
  std::vector<std::string> measures = {};  // none: the parts of the engine are timed
  int months = 13;                         // of `measures`
};

void time_facts(const Extract& extract, const Catalogue& catalogue, Timings& timings) {
  timings.time("people, care periods, localities",
               [&] { make_context(extract, catalogue.parameters, catalogue.default_codes); });
  const FactContext context = make_context(extract, catalogue.parameters, catalogue.default_codes);
  timings.time("all facts, one behind the other", [&] {
    for (const auto& schema : fact_schemas()) {
      timings.time("fact " + std::string(schema.name), [&] { build_fact(schema.name, context); });
    }
  });
}

// The facts of an engine as a load keeps them beside the store.
std::shared_ptr<const KeptFacts> facts_kept_of(const Engine& engine) {
  const auto bytes = std::make_shared<const std::string>(engine.facts_to_keep("key"));
  return KeptFacts::read(std::as_bytes(std::span(*bytes)), "key", bytes);
}

void time_figures(const Extract& extract, const Catalogue& catalogue, const Job& job,
                  Timings& timings) {
  const auto ask = [&](const Engine& engine, int months, std::size_t measures) {
    return engine.figures(request_for(catalogue, job.month, months, measures));
  };
  timings.time("new engine, all measures, all areas, 13 months",
               [&] { ask(Engine(extract, catalogue, {.threads = job.threads}), 13, 1000); });
  timings.time("new engine, 20 measures, all areas, 13 months",
               [&] { ask(Engine(extract, catalogue, {.threads = job.threads}), 13, 20); });
  const Engine engine(
      extract, catalogue,
      {.threads = job.threads,
       .kept = facts_kept_of(Engine(extract, catalogue, {.threads = job.threads}))});
  std::vector<Figure> figures = ask(engine, 13, 1000);
  timings.time("facts kept: all measures, all areas, 13 months", [&] { ask(engine, 13, 1000); });
  timings.time("facts kept: 20 measures, all areas, 13 months", [&] { ask(engine, 13, 20); });
  timings.time("facts kept: 1 measure, all areas, 13 months", [&] { ask(engine, 13, 1); });
  timings.time("facts kept: all measures, all areas, 72 months", [&] { ask(engine, 72, 1000); });
  timings.time("facts kept: one measure cut by age, 13 months", [&] {
    static_cast<void>(
        engine.cut({.measure = request_for(catalogue, job.month, 1, 1).measures.front(),
                    .last = job.month,
                    .months = 13,
                    .areas = {},
                    .columns = {"age"}}));
  });
  timings.time("invariants of 13 months", [&] { engine.check_invariants(figures); });
  timings.time("13 months as CSV", [&] { figures_csv(figures); });
}

// The measures that were named, as they are compared with other programs that hold the records.
void time_measures(const Extract& extract, const Catalogue& catalogue, const Job& job,
                   Timings& timings) {
  const FigureRequest request{.last = job.month, .months = job.months, .measures = job.measures};
  EngineOptions options{.threads = job.threads, .plan = make_plan(catalogue)};
  timings.time("facts from records", [&] { Engine(extract, catalogue, options).figures(request); });
  options.kept = facts_kept_of(Engine(extract, catalogue, options));
  const Engine engine(extract, catalogue, options);
  engine.figures(request);
  timings.time("facts kept", [&] { engine.figures(request); });
}

Status run(const Job& job) {
  Timings timings;
  auto authority = open_authority(job.folder);
  if (!authority) return authority.error();
  for (int round = 0; round < job.repeat; ++round) {
    std::optional<Catalogue> catalogue;
    Status fault;
    timings.time("catalogue", [&] {
      auto read = load_catalogue(authority->folder);
      if (read)
        catalogue = *std::move(read);
      else
        fault = read.error();
    });
    if (!fault) return fault;
    std::optional<RecordsView> view;
    timings.time("records from the store", [&] {
      auto store = open_store(*authority, Store::Mode::read);
      auto read = store ? read_records(*authority, *store, *catalogue, {})
                        : Result<RecordsView>(store.error());
      if (read)
        view = *std::move(read);
      else
        fault = read.error();
    });
    if (!fault) return fault;
    if (!job.measures.empty()) {
      time_measures(view->extract, *catalogue, job, timings);
      continue;
    }
    time_facts(view->extract, *catalogue, timings);
    time_figures(view->extract, *catalogue, job, timings);
  }
  timings.print();
  return {};
}

}  // namespace
}  // namespace waymark

int main(int argc, char** argv) {
  using namespace waymark;
  const auto month = argc > 2 ? parse_month(argv[2]) : std::nullopt;
  if (!month) {
    std::cerr << "usage: bench_engine DIR MONTH [--repeat N] [--threads N] [--measures A,B] "
                 "[--months N]\n";
    return 2;
  }
  Job job{.folder = argv[1], .month = *month};
  for (int i = 3; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--repeat") job.repeat = std::max(1, std::atoi(argv[i + 1]));
    if (option == "--threads") job.threads = std::max(1, std::atoi(argv[i + 1]));
    if (option == "--months") job.months = std::max(1, std::atoi(argv[i + 1]));
    if (option == "--measures") {
      const auto refs = split_text(argv[i + 1], ',');
      job.measures.assign(refs.begin(), refs.end());
    }
  }
  if (const auto done = run(job); !done) {
    std::cerr << done.error().message << "\n";
    return 1;
  }
  return 0;
}
