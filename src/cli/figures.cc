// `waymark figures`: the figures of the records contract.
#include "compute/figures.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <optional>

#include "base/csv.h"
#include "cli/command.h"
#include "pipeline/figures.h"
#include "pipeline/files.h"
#include "pipeline/kept_facts.h"

namespace waymark::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string measure;
  std::vector<std::string> by;
  std::string month;
  int months = 1;
  std::vector<std::string> measures;
  std::vector<std::string> extra;
  std::vector<std::string> areas;
  std::string format = "csv";
  std::string output;
  int threads = 0;
  int memory = 0;
  bool land = false;
  bool from_records = false;
};

int run_land(const Options& options, const FiguresJob& job) {
  if (options.format != "csv" || !options.common.authority_code.empty()) {
    std::cerr << "waymark: --land writes every authority as CSV; leave out --format json and "
                 "--authority.\n";
    return kUsage;
  }
  Date known_at;
  if (!options.common.known_at.empty()) {
    const auto day = date_option("--known-at", options.common.known_at);
    if (!day) return tell(day.error());
    known_at = *day;
  }
  std::optional<FileWriter> file;
  if (!options.output.empty()) file.emplace(options.output);
  const auto land =
      land_figures(options.common.folder, job, known_at, [&](std::string_view csv) -> Status {
        if (file) return file->write(csv);
        std::cout.write(csv.data(), static_cast<std::streamsize>(csv.size()));
        if (std::cout) return {};
        return Error{ErrorCode::storage, "Standard output could not be written to the end."};
      });
  if (!land) return tell(land.error());
  if (land->authorities == 0) {
    return tell({ErrorCode::not_found,
                 "Nothing was loaded yet. Load the authorities with `waymark load DIR --land`."});
  }
  for (const auto& breach : land->breaches) std::cerr << "waymark: " << breach << '\n';
  const auto written = file ? file->finish() : Status();
  return written ? kDone : tell(written.error());
}

// One measure cut by columns.
int run_cut(const Options& options, Month month) {
  const int threads = thread_count(options.threads);
  const auto opened =
      open_view(options.common, {.last = month, .measures = {options.measure}}, threads);
  if (!opened) return tell(opened.error());
  const Extract& extract = opened->view.extract;
  const Engine engine(
      extract, *opened->catalogue,
      {.threads = threads, .own_facts = opened->view.own_facts, .plan = opened->plan});
  const auto cut = engine.cut({.measure = options.measure,
                               .last = month,
                               .months = options.months,
                               .areas = options.areas,
                               .columns = options.by});
  if (const auto read = extract.reading(); !read) return tell(read.error());
  if (!cut) return tell(cut.error());
  return write_output(options.output, options.format == "json" ? cut_json(*cut) : cut_csv(*cut));
}

int run(Options options) {
  const auto month = month_option("--month", options.month);
  if (!month) return tell(month.error());
  if (!options.by.empty()) return run_cut(options, *month);
  if (!options.measure.empty()) options.measures.push_back(options.measure);
  FiguresJob job{.request = {.last = *month,
                             .months = options.months,
                             .measures = options.measures,
                             .extra = options.extra,
                             .areas = options.areas},
                 .threads = thread_count(options.threads),
                 .memory_mib = options.memory,
                 .from_records = options.from_records};
  if (options.land) return run_land(options, job);
  const auto opened = open_view(options.common, job.request, job.threads,
                                options.from_records ? Facts::from_records : Facts::kept);
  if (!opened) return tell(opened.error());
  const RecordsView& view = opened->view;
  tell_empty_months(view, *month);
  const Engine engine(view.extract, *opened->catalogue,
                      {.threads = job.threads,
                       .own_facts = view.own_facts,
                       .plan = opened->plan,
                       .kept = view.kept});
  const auto set = compute_figures(engine, *opened->catalogue, job);
  // Tables are read while they are asked for: only now is it known that all could be read.
  if (const auto read = view.extract.reading(); !read) return tell(read.error());
  if (!set) return tell(set.error());
  if (set->not_computed > 0) {
    std::cerr << fmt::format("waymark: {} measures are not computed yet and have no rows.\n",
                             set->not_computed);
  }
  for (const auto& [table, count] : set->missing_tables) {
    std::cerr << fmt::format("waymark: {} is not supplied; {} figures are missing for it.\n", table,
                             count);
  }
  for (const auto& breach : set->breaches) {
    std::cerr << fmt::format("waymark: check {}: {}\n", breach.rule, breach.message);
  }
  const int code =
      write_output(options.output, options.format == "json" ? figures_json(set->figures)
                                                            : figures_csv(set->figures));
  // The next figures are quicker for it; where it cannot be written, these were right all the same.
  if (code == kDone && options.measures.empty()) {
    static_cast<void>(keep_facts(opened->authority, view, engine));
  }
  return code;
}

}  // namespace

void add_figures(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("figures", "Compute figures and write them as CSV or JSON");
  command->footer("Example: waymark figures --month 2017-11 --months 13 --output figures.csv");
  auto* measure =
      command->add_option("MEASURE", options->measure, "Only this measure; needed with --by");
  auto* by = command
                 ->add_option("--by", options->by,
                              "Cut the measure by columns of its fact, age, age_band or area")
                 ->delimiter(',')
                 ->needs(measure);
  command->add_option("--month", options->month, "The latest month, for example 2017-11")
      ->required();
  command->add_option("--months", options->months, "How many months, ending with --month")
      ->check(CLI::Range(1, 600));
  command
      ->add_option("--measure", options->measures,
                   "Only these measures; 7.6.age gives its whole family")
      ->delimiter(',')
      ->excludes(by);
  command
      ->add_option("--extra", options->extra, "Optional extra measures, written after the others")
      ->delimiter(',')
      ->excludes(by);
  command->add_option("--area", options->areas, "Only these areas: county, a locality, unallocated")
      ->delimiter(',');
  command->add_option("--format", options->format, "csv or json")
      ->check(CLI::IsMember({"csv", "json"}));
  command->add_option("--output", options->output, "Write to this file")->type_name("FILE");
  command->add_option("--threads", options->threads, "Threads to use (default: all cores)")
      ->check(CLI::Range(1, 1024));
  auto* land = command->add_flag("--land", options->land,
                                 "All authorities of the store; a first column names each");
  land->excludes(by);
  command
      ->add_option("--memory", options->memory,
                   fmt::format("With --land: hold about so much at once (default: memory_mib of "
                               "authority.toml, else {}); fewer "
                               "authorities are at work then",
                               kUsualMemory))
      ->type_name("MIB")
      ->check(CLI::Range(64, 1 << 20))
      ->needs(land);
  command
      ->add_flag("--from-records", options->from_records,
                 "Build every fact from the records, whatever is kept of the latest load")
      ->excludes(by);
  options->common.add_view(*command);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark::cli
