#include "simulate/simulate.h"

#include <fmt/format.h>

#include <mutex>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "simulate/care.h"
#include "simulate/early_help.h"
#include "simulate/faults.h"
#include "simulate/fostering.h"
#include "simulate/front_door.h"
#include "simulate/lapses.h"
#include "simulate/world.h"

namespace waymark {
namespace {

using namespace simulation;

constexpr int kUnderEighteens = 168'000;  // of a full county

Date history_from(const SimulateOptions& options) {
  if (options.from) return first_day(*options.from);
  return first_day(financial_year_start(options.until - (options.months - 1)));
}

WorkingDays working_days_of(const std::vector<BankHoliday>& holidays) {
  std::vector<Date> days;
  days.reserve(holidays.size());
  for (const auto& holiday : holidays) days.push_back(holiday.day);
  return WorkingDays(days);
}

Status replace_files(const SimulateOptions& options, const Tables& tables) {
  if (!options.replace_file) return {};
  for (const auto& writer : tables.all()) {
    if (auto done = options.replace_file(writer->file()); !done) return done;
  }
  return {};
}

Result<SimulatedCounty> simulate_one(const SimulateOptions& options, int place) {
  SimulatedCounty simulated;
  simulated.authority_code = fmt::format("X10{:06}", place + 1);
  simulated.folder =
      options.authorities == 1 ? options.folder : options.folder / simulated.authority_code;
  simulated.extract_date = last_day(options.until);
  simulated.history_from = history_from(options);

  Tables tables;
  if (auto done = tables.open(simulated.folder); !done) return std::move(done).error();
  const Random random = Random(options.seed).fork(500, static_cast<std::uint64_t>(place));
  const View view{
      .extract_date = simulated.extract_date,
      .seen_on = options.as_seen_on.missing() ? simulated.extract_date : options.as_seen_on,
      .window_from = simulated.history_from};
  const int population =
      static_cast<int>(std::int64_t{kUnderEighteens} * options.scale_per_mille / 1000);
  County county = make_county(random.fork(11), simulated.authority_code, population);
  simulated.name = county.name;
  Workforce workforce(random.fork(12), county, view, options.scale_per_mille);
  World world{.random = random,
              .view = view,
              .working_days = working_days_of(options.bank_holidays),
              .county = std::move(county),
              .workforce = std::move(workforce),
              .tables = tables,
              .size_per_mille = options.scale_per_mille};
  write_county(world.county, view, options.bank_holidays, tables);
  write_front_door(world);
  write_disability_service(world);
  write_looked_after(world);
  write_early_help(world);
  write_fostering(world);
  if (options.faults) {
    simulated.planted = plant_faults(world, !options.replace_file);
    plant_lapses(world);
  }
  world.workforce.write(view, random.fork(12), tables);
  simulated.rows = tables.rows();
  if (auto done = tables.close(); !done) return std::move(done).error();
  if (auto done = replace_files(options, tables); !done) return std::move(done).error();
  return simulated;
}

}  // namespace

Result<std::vector<SimulatedCounty>> simulate_county(const SimulateOptions& options) {
  std::vector<std::optional<Result<SimulatedCounty>>> made(
      static_cast<std::size_t>(options.authorities));
  run_parallel(made.size(), options.threads, [&](std::size_t place) {
    made[place].emplace(simulate_one(options, static_cast<int>(place)));
  });
  std::vector<SimulatedCounty> counties;
  for (auto& county : made) {
    if (!*county) return std::move(*county).error();
    counties.push_back(std::move(**county));
  }
  return counties;
}

}  // namespace waymark
