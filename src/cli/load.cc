// `waymark load`: takes an extract, a land of extracts, or published figures into the store.
#include "pipeline/load.h"

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.h"

namespace waymark::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string extract;
  std::string as_at;
  std::string published;
  std::string from;
  bool land = false;
  bool json = false;
};

constexpr std::string_view kOdbc = "odbc:";

std::string environment(const std::string& variable) {
  const char* value = std::getenv(variable.c_str());
  return value == nullptr ? "" : value;
}

std::map<std::pair<std::string, std::string>, int> findings_by_rule(const Findings& findings) {
  std::map<std::pair<std::string, std::string>, int> counts;
  for (const auto& finding : findings) ++counts[{to_string(finding.effect), finding.rule}];
  return counts;
}

void print_outcome(const LoadOutcome& outcome) {
  for (const auto& notice : outcome.notices) std::cerr << "waymark: " << notice << '\n';
  const auto& report = outcome.report;
  if (!report.written) {
    std::cout << fmt::format("{}: the same records as load {} ({}); nothing was written.\n",
                             outcome.extract.string(), report.load.id,
                             to_string(report.load.as_at));
    return;
  }
  std::cout << fmt::format("Load {}: authority {}, as at {}, {} row versions opened, {} closed\n",
                           report.load.id, report.load.authority, to_string(report.load.as_at),
                           report.load.opened, report.load.closed);
  std::cout << fmt::format("{:<30}{:>10}{:>10}{:>10}{:>12}\n", "table", "new", "changed", "ended",
                           "unchanged");
  for (const auto& table : report.tables) {
    std::cout << fmt::format("{:<30}{:>10}{:>10}{:>10}{:>12}\n", table.table, table.new_rows,
                             table.changed, table.ended, table.unchanged);
  }
  const auto counts = findings_by_rule(outcome.findings);
  std::cout << fmt::format("{} findings{}\n", outcome.findings.size(),
                           counts.empty() ? "" : " (`waymark check` lists them):");
  for (const auto& [rule, count] : counts) {
    std::cout << fmt::format("  {:<10} {:<34}{:>8}\n", rule.first, rule.second, count);
  }
}

nlohmann::ordered_json json_of(const LoadOutcome& outcome) {
  nlohmann::ordered_json tables = nlohmann::ordered_json::array();
  for (const auto& table : outcome.report.tables) {
    tables.push_back({{"table", table.table},
                      {"new", table.new_rows},
                      {"changed", table.changed},
                      {"ended", table.ended},
                      {"unchanged", table.unchanged}});
  }
  nlohmann::ordered_json findings = nlohmann::ordered_json::array();
  for (const auto& [rule, count] : findings_by_rule(outcome.findings)) {
    findings.push_back({{"effect", rule.first}, {"rule", rule.second}, {"count", count}});
  }
  const auto& load = outcome.report.load;
  return {{"written", outcome.report.written},
          {"load", load.id},
          {"authority", load.authority},
          {"as_at", to_string(load.as_at)},
          {"opened", load.opened},
          {"closed", load.closed},
          {"tables", tables},
          {"findings", findings},
          {"notices", outcome.notices}};
}

int load_figures(const Authority& authority, const std::string& file) {
  const auto count = load_published(authority, file);
  if (!count) return tell(count.error());
  std::cout << fmt::format("{} published figures taken in from {}.\n", *count, file);
  return kDone;
}

int run(const Options& options) {
  const auto authority = open_authority(options.common.folder);
  if (!authority) return tell(authority.error());
  if (options.published.empty() && options.extract.empty() && options.from.empty()) {
    std::cerr << "waymark: load needs an extract folder, --from odbc:, or --published FILE. See "
                 "`waymark load --help`.\n";
    return kUsage;
  }
  if (!options.from.empty() && (!options.extract.empty() || options.land)) {
    std::cerr << "waymark: --from reads one authority's records from a warehouse; give no extract "
                 "folder and no --land beside it.\n";
    return kUsage;
  }
  if (!options.published.empty()) {
    const int code = load_figures(*authority, options.published);
    if (code != kDone || (options.extract.empty() && options.from.empty())) return code;
  }
  LoadRequest request{.extract = options.extract, .as_at = {}, .land = options.land};
  if (!options.from.empty()) {
    auto warehouse = warehouse_settings(*authority, options.from.substr(kOdbc.size()), environment);
    if (!warehouse) return tell(warehouse.error());
    request.warehouse = *std::move(warehouse);
  }
  if (!options.as_at.empty()) {
    const auto day = date_option("--as-at", options.as_at);
    if (!day) return tell(day.error());
    request.as_at = *day;
  }
  const auto outcomes = load_records(*authority, request, show_progress);
  end_progress();
  if (!outcomes) return tell(outcomes.error());
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const auto& outcome : *outcomes) {
    if (options.json) {
      all.push_back(json_of(outcome));
    } else {
      print_outcome(outcome);
    }
  }
  if (options.json) std::cout << all.dump(1) << '\n';
  return kDone;
}

}  // namespace

void add_load(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("load", "Take an extract into the store");
  command->footer("Example: waymark load extract --as-at 2017-11-30");
  command->add_option("EXTRACT", options->extract, "Folder with one CSV or Parquet file a table");
  command
      ->add_option("--as-at", options->as_at,
                   "Day under which the load is filed (default: loc_extract.extract_date)")
      ->type_name("DATE");
  command
      ->add_option("--published", options->published,
                   "CSV of figures published before waymark: measure, area, month, value, "
                   "numerator, denominator, ytd_value, source")
      ->type_name("FILE");
  command
      ->add_option("--from", options->from,
                   "Read from a warehouse instead: odbc: and a connection string, or odbc: alone "
                   "for the one in authority.toml")
      ->type_name("odbc:...")
      ->check([](const std::string& text) {
        return text.starts_with(kOdbc) ? std::string() : "it begins with odbc:";
      });
  command->add_flag("--land", options->land, "EXTRACT holds one extract folder an authority");
  command->add_flag("--json", options->json, "Print the outcome as JSON");
  options->common.add_folder(*command);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark::cli
