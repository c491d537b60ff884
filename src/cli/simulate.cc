// `waymark simulate`: writes the extract of an invented county (never real children).
#include "simulate/simulate.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/command.h"

namespace waymark::cli {
namespace {

struct Options {
  std::string folder;
  std::uint64_t seed = 1;
  int authorities = 1;
  int months = 36;
  std::string until = "2017-11";
  std::string format = "csv";
  bool no_faults = false;
  int scale = 1000;
};

Status to_parquet(const std::filesystem::path& csv) {
  auto parquet = csv;
  parquet.replace_extension(".parquet");
  auto written = csv_to_parquet(csv, parquet);
  if (!written) return written;
  std::error_code fault;
  std::filesystem::remove(csv, fault);
  return {};
}

// Years whose records, a lifetime before them included, have days that can be written.
constexpr int kEarliest = 1950;
constexpr int kLatest = 2099;

int run(const Options& options) {
  const auto until = month_option("--until", options.until);
  if (!until) return tell(until.error());
  if (year_of(*until) < kEarliest || year_of(*until) > kLatest) {
    return tell({ErrorCode::invalid_input,
                 fmt::format("--until: {} cannot be invented; months of the years {} to {} can.",
                             options.until, kEarliest, kLatest)});
  }
  const auto catalogue = load_catalogue();
  if (!catalogue) return tell(catalogue.error());
  SimulateOptions simulation;
  simulation.folder = options.folder;
  simulation.seed = options.seed;
  simulation.authorities = options.authorities;
  simulation.months = options.months;
  simulation.until = *until;
  simulation.faults = !options.no_faults;
  simulation.scale_per_mille = options.scale;
  simulation.threads = thread_count(0);
  simulation.bank_holidays = catalogue->bank_holidays;
  if (options.format == "parquet") simulation.replace_file = to_parquet;
  const auto counties = simulate_county(simulation);
  if (!counties) return tell(counties.error());
  for (const auto& county : *counties) {
    std::cout << fmt::format("{}: {} rows of {}, taken on {}, history from {}\n",
                             county.folder.string(), county.rows, county.name,
                             to_string(county.extract_date), to_string(county.history_from));
  }
  return kDone;
}

}  // namespace

void add_simulate(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("simulate", "Write the extract of an invented county");
  command->footer("Example: waymark simulate extract --seed 7 --months 36 --until 2017-11");
  command->add_option("DIR", options->folder, "Folder for the table files")->required();
  command->add_option("--seed", options->seed, "The same seed gives the same bytes")
      ->check([](const std::string& text) {
        return text.starts_with("-") ? std::string("a seed is a whole number from 0 on")
                                     : std::string();
      });
  command
      ->add_option("--authorities", options->authorities,
                   "How many; more than one are written to DIR/CODE")
      ->check(CLI::Range(1, 1000));
  command->add_option("--months", options->months, "Months of history")->check(CLI::Range(1, 240));
  command->add_option("--until", options->until,
                      "The last month; the extract is taken on its last day");
  command->add_option("--format", options->format, "csv or parquet")
      ->check(CLI::IsMember({"csv", "parquet"}));
  command->add_flag("--no-faults", options->no_faults, "Without planted odd records");
  command->add_option("--scale", options->scale, "Size in thousandths of a county")
      ->check(CLI::Range(1, 10000));
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark::cli
