// `waymark benchmarks load | show | check`: the published national series that measures are
// compared with.
#include "pipeline/benchmarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.h"

namespace waymark::cli {
namespace {

struct Options {
  CommonOptions common;
  std::vector<std::string> paths;
  std::string as_at;
  std::string measure;
  std::string month;
  int year = 0;
  bool loads = false;
  bool json = false;
};

using Json = nlohmann::ordered_json;
using What = BenchmarkFileOutcome::What;

constexpr std::size_t kToldAtMost = 10;

// The clock of the machine: no folder below knows it.
Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  localtime_r(&now, &parts);
  return make_date(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

std::string years_of(const BenchmarkLoad& load) {
  if (load.first_year == 0) return "";
  return load.first_year == load.last_year
             ? fmt::format("{}", load.last_year)
             : fmt::format("{} to {}", load.first_year, load.last_year);
}

std::string title_of(const BenchmarkLoad& load, const NationalCatalogue& catalogue) {
  if (const auto* source = catalogue.source(load.id)) return source->title;
  const auto* model = catalogue.model(load.id);
  return model == nullptr ? load.id : model->title;
}

std::string word_of(What what) {
  if (what == What::taken) return "loaded";
  if (what == What::known) return "known";
  return what == What::empty ? "refused" : "ignored";
}

void print_outcome(const BenchmarkFileOutcome& outcome, const NationalCatalogue& catalogue) {
  const std::string name = outcome.path.filename().string();
  if (outcome.what == What::other) {
    std::cout << fmt::format("ignored  {}: no series or model that waymark knows by its columns\n",
                             name);
    return;
  }
  const auto& load = outcome.load;
  if (outcome.what == What::empty) {
    std::cout << fmt::format("refused  {}: {}, but no row of it can be read; it is not kept\n",
                             name, title_of(load, catalogue));
    return;
  }
  const std::string years = years_of(load);
  std::cout << fmt::format("{:<8} {}: {}{}, {} rows\n", word_of(outcome.what), name,
                           title_of(load, catalogue), years.empty() ? "" : ", " + years, load.rows);
  if (!outcome.replaces.empty()) {
    std::cout << fmt::format("         From now on instead of {}, for the years it has.\n",
                             outcome.replaces);
  }
  const auto* source = catalogue.source(load.id);
  if (source != nullptr && !source->no_measure.empty()) {
    std::cout << fmt::format("         No measure is compared with it. {}\n", source->no_measure);
  }
}

void print_findings(const Findings& findings, std::size_t most) {
  for (std::size_t i = 0; i < std::min(most, findings.size()); ++i) {
    std::cout << fmt::format("{} [{}, {}]\n", findings[i].message, findings[i].rule,
                             to_string(findings[i].effect));
  }
}

Json finding_json(const Finding& finding) {
  return {{"rule", finding.rule},      {"effect", to_string(finding.effect)},
          {"file", finding.file},      {"row", finding.row},
          {"column", finding.column},  {"value", finding.value},
          {"message", finding.message}};
}

Json outcome_json(const BenchmarkFileOutcome& outcome) {
  Json findings = Json::array();
  for (const auto& finding : outcome.findings) findings.push_back(finding_json(finding));
  const auto& load = outcome.load;
  return {{"file", outcome.path.filename().string()},
          {"outcome", word_of(outcome.what)},
          {"kind", load.kind},
          {"id", load.id},
          {"rows", load.rows},
          {"first_year", load.first_year},
          {"last_year", load.last_year},
          {"digest", load.digest},
          {"findings", findings}};
}

int load(const Options& options) {
  const auto authority = open_authority(options.common.folder);
  if (!authority) return tell(authority.error());
  const auto catalogue = load_catalogue(authority->folder);
  if (!catalogue) return tell(catalogue.error());
  BenchmarksRequest request{.paths = {options.paths.begin(), options.paths.end()},
                            .as_at = today()};
  if (!options.as_at.empty()) {
    const auto day = date_option("--as-at", options.as_at);
    if (!day) return tell(day.error());
    request.as_at = *day;
  }
  const auto outcomes = load_benchmarks(*authority, catalogue->national, request);
  if (!outcomes) return tell(outcomes.error());
  const bool none = std::all_of(outcomes->begin(), outcomes->end(),
                                [](const auto& outcome) { return outcome.what == What::other; });
  if (none) {
    return tell(
        {ErrorCode::not_found,
         "No file named is a published series or model that waymark knows by its columns; nothing "
         "was written. docs/guides/benchmarks.md lists them."});
  }
  if (options.json) {
    Json all = Json::array();
    for (const auto& outcome : *outcomes) all.push_back(outcome_json(outcome));
    std::cout << all.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    return kDone;
  }
  Findings findings;
  std::size_t taken = 0;
  for (const auto& outcome : *outcomes) {
    print_outcome(outcome, catalogue->national);
    findings.insert(findings.end(), outcome.findings.begin(), outcome.findings.end());
    taken += outcome.what == What::taken ? 1 : 0;
  }
  std::cout << (taken == 0 ? std::string("Nothing new; nothing was written.\n")
                           : fmt::format("{} {} filed under {}.\n", taken,
                                         taken == 1 ? "file" : "files", to_string(request.as_at)));
  print_findings(findings, kToldAtMost);
  if (findings.size() > kToldAtMost) {
    std::cout << fmt::format("... {} findings in all; `waymark benchmarks check` lists them.\n",
                             findings.size());
  }
  return kDone;
}

// What `show` works on.
struct Shown {
  Opened opened;
  Month month;
  Date known_at;
  KnownBenchmarks known;
};

Result<Shown> shown(const Options& options) {
  Date known_at;
  if (!options.common.known_at.empty()) {
    const auto day = date_option("--known-at", options.common.known_at);
    if (!day) return day.error();
    known_at = *day;
  }
  auto opened = open_view(options.common, true);
  if (!opened) return std::move(opened).error();
  Month month = month_of(today());
  if (!options.month.empty()) {
    const auto asked = month_option("--month", options.month);
    if (!asked) return asked.error();
    month = *asked;
  } else if (opened->view.load && !opened->view.load->extract_date.missing()) {
    month = month_of(opened->view.load->extract_date);
  }
  auto known =
      known_benchmarks(opened->authority, *opened->catalogue, opened->view, month, known_at);
  if (!known) return std::move(known).error();
  return Shown{*std::move(opened), month, known_at, *std::move(known)};
}

std::string value_text(const Measure& measure, const Benchmark& row) {
  if (!row.value) return row.reason;
  return to_display(*row.value, std::max(measure.decimals, 1)) +
         (measure.format == Format::percent ? "%" : "");
}

void print_measure(const Shown& shown, const Measure& measure, int year) {
  const BenchmarkBasis basis{shown.opened.catalogue->national, shown.known.data, shown.known.own,
                             shown.known.neighbours};
  const auto rows = national_benchmarks(basis, measure, shown.month, year);
  std::cout << fmt::format("{} {}\n", measure.ref, measure.title);
  if (!rows.empty()) {
    const Benchmark& first = rows.front();
    std::cout << fmt::format("  {}, to {}. {} ({}).\n", first.year, long_name(first.year_end),
                             first.source, first.release);
    if (!first.differs.empty()) std::cout << fmt::format("  Differs: {}\n", first.differs);
    for (const auto& row : rows) {
      std::cout << fmt::format("  {:<9} {:>24}  {}\n", row.comparator, value_text(measure, row),
                               row.basis);
    }
  }
  bool any_typed = false;
  for (const auto& row : benchmarks_of(shown.opened.view.extract)) {
    if (row.measure != measure.ref || !row.value) continue;
    any_typed = true;
    std::cout << fmt::format("  {:<9} {:>24}  Typed by hand, {}: {}\n", row.comparator,
                             value_text(measure, row), row.year,
                             row.source.empty() ? "no source given" : row.source);
  }
  if (rows.empty() && !any_typed) {
    std::cout << "  Nothing is known: no loaded series answers this measure by then, and none is "
                 "typed.\n";
  }
  const auto years =
      national_years(shown.opened.catalogue->national, shown.known.data, measure.ref);
  if (years.empty()) return;
  std::cout << fmt::format("  Years known: {} to {}.\n", years.front(), years.back());
}

Json benchmark_json(const Benchmark& row) {
  return {{"measure", row.measure},
          {"comparator", row.comparator},
          {"year", row.year},
          {"value", row.value ? Json(to_figure_text(*row.value)) : Json()},
          {"missing_reason", row.reason},
          {"typed", !row.computed},
          {"basis", row.basis},
          {"differs", row.differs},
          {"source", row.source},
          {"release", row.release}};
}

int print_loads(const Options& options) {
  const auto authority = open_authority(options.common.folder);
  if (!authority) return tell(authority.error());
  const auto loads = benchmark_loads(*authority);
  if (!loads) return tell(loads.error());
  std::cout << fmt::format("{:>5}  {:<12}{:<20}{:<14}{:>8}  {}\n", "load", "as at", "series",
                           "years", "rows", "file");
  for (const auto& load : *loads) {
    std::cout << fmt::format("{:>5}  {:<12}{:<20}{:<14}{:>8}  {}\n", load.load,
                             to_string(load.as_at), load.id, years_of(load), load.rows, load.file);
  }
  return kDone;
}

int show(const Options& options) {
  if (options.loads) return print_loads(options);
  const auto all = shown(options);
  if (!all) return tell(all.error());
  const Catalogue& catalogue = *all->opened.catalogue;
  if (!options.measure.empty() && catalogue.find(options.measure) == nullptr) {
    return tell(catalogue.no_measure(options.measure));
  }
  if (all->known.data.series.empty()) {
    std::cerr
        << "waymark: no published series is known by then. Load them with `waymark benchmarks "
           "load FILE ...`.\n";
  } else if (!all->known.own.problem.empty()) {
    std::cerr
        << "waymark: " << all->known.own.problem
        << " Write the code by which they know it into authority.toml: [benchmarks] authority = "
           "\"926\", for example.\n";
  } else if (!all->known.neighbours.problem.empty()) {
    std::cerr << "waymark: " << all->known.neighbours.problem << '\n';
  }
  const BenchmarkBasis basis{catalogue.national, all->known.data, all->known.own,
                             all->known.neighbours};
  const auto typed = benchmarks_of(all->opened.view.extract);
  Json json = Json::array();
  for (const auto& measure : catalogue.measures) {
    if (!options.measure.empty() && measure.ref != options.measure) continue;
    auto rows = national_benchmarks(basis, measure, all->month, options.year);
    for (const auto& row : typed) {
      if (row.measure == measure.ref) rows.push_back(row);
    }
    if (options.json) {
      for (const auto& row : rows) json.push_back(benchmark_json(row));
    } else if (!rows.empty() || !options.measure.empty()) {
      print_measure(*all, measure, options.year);
    }
  }
  if (options.json) std::cout << json.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
  return kDone;
}

int check(const Options& options) {
  const auto authority = open_authority(options.common.folder);
  if (!authority) return tell(authority.error());
  const auto catalogue = load_catalogue(authority->folder);
  if (!catalogue) return tell(catalogue.error());
  Date known_at;
  if (!options.common.known_at.empty()) {
    const auto day = date_option("--known-at", options.common.known_at);
    if (!day) return tell(day.error());
    known_at = *day;
  }
  const auto findings = benchmark_findings(*authority, catalogue->national, known_at);
  if (!findings) return tell(findings.error());
  print_findings(*findings, findings->size());
  std::cout << fmt::format("{} findings\n", findings->size());
  return kDone;
}

}  // namespace

void add_benchmarks(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("benchmarks", "Load and show the published figures of other authorities");
  command->require_subcommand(1);
  auto* load_command =
      command->add_subcommand("load", "Take in published series and neighbour models");
  load_command->footer("Example: waymark benchmarks load downloads/national");
  load_command->add_option("FILE", options->paths, "Files (CSV, Parquet) or folders of them")
      ->required();
  load_command
      ->add_option("--as-at", options->as_at, "Day under which they are filed (default: today)")
      ->type_name("DATE");
  load_command->add_flag("--json", options->json, "Print the outcome as JSON");
  options->common.add_folder(*load_command);
  load_command->callback([options, &exit_code] { exit_code = load(*options); });
  auto* show_command =
      command->add_subcommand("show", "Print what is known of one measure, or of all");
  show_command->footer("Example: waymark benchmarks show 2.8 --month 2017-11");
  show_command->add_option("MEASURE", options->measure, "Reference, for example 2.8");
  show_command->add_option("--month", options->month,
                           "As a page of this month would have it (default: that of the extract)");
  show_command->add_option("--year", options->year, "Of the year that ends in this one instead")
      ->check(CLI::Range(2000, 2100));
  show_command->add_flag("--loads", options->loads, "List the files that were loaded instead");
  show_command->add_flag("--json", options->json, "Print as JSON");
  options->common.add_view(*show_command);
  show_command->callback([options, &exit_code] { exit_code = show(*options); });
  auto* check_command =
      command->add_subcommand("check", "List the rows of them that cannot be read");
  check_command->footer("Example: waymark benchmarks check");
  options->common.add_folder(*check_command);
  check_command
      ->add_option("--known-at", options->common.known_at,
                   "Of the files filed on or before this day")
      ->type_name("DATE");
  check_command->callback([options, &exit_code] { exit_code = check(*options); });
}

}  // namespace waymark::cli
