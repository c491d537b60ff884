// `waymark list`: the rows behind a cell.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "base/csv.h"
#include "cli/command.h"
#include "compute/figures.h"
#include "pipeline/list_log.h"

namespace waymark::cli {
namespace {

const std::set<std::string> kSides = {"numerator", "denominator", "missed"};

struct Options {
  CommonOptions common;
  std::vector<std::string> in;
  std::string measure;
  std::string month;
  std::string area = "county";
  std::string side = "numerator";
  std::string format = "csv";
  std::string output;
};

const char* step_word(LocalityStep step) {
  switch (step) {
    case LocalityStep::worker:
      return "worker";
    case LocalityStep::home:
      return "home";
    case LocalityStep::record:
      return "record";
    case LocalityStep::unallocated:
      return "unallocated";
  }
  return "";
}

std::string area_text(const Areas& areas, const ListRow& row) {
  if (row.area == kMissing) return {};
  if (row.area == areas.unallocated()) return std::string(kUnallocated);
  return areas.localities[static_cast<std::size_t>(row.area)].id;
}

std::string csv_text(const CellList& list, const Areas& areas) {
  std::string text;
  for (const auto& column : list.columns) text += csv_field(column) + ",";
  text += "locality,locality_by,amount\n";
  for (const auto& row : list.rows) {
    for (const auto& cell : row.cells) text += csv_field(cell) + ",";
    text += fmt::format("{},{},{}\n", csv_field(area_text(areas, row)), step_word(row.step),
                        row.amount);
  }
  return text;
}

std::string json_text(const CellList& list, const Areas& areas) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const auto& row : list.rows) {
    nlohmann::ordered_json entry;
    for (std::size_t i = 0; i < list.columns.size(); ++i) entry[list.columns[i]] = row.cells[i];
    entry["locality"] = area_text(areas, row);
    entry["locality_by"] = step_word(row.step);
    entry["amount"] = row.amount;
    rows.push_back(std::move(entry));
  }
  return nlohmann::ordered_json{{"unit", list.unit}, {"rows", rows}}.dump(1) + "\n";
}

std::string account() {
  if (const passwd* entry = getpwuid(geteuid())) return entry->pw_name;
  return std::to_string(geteuid());
}

// Children are named only to somebody whose asking is on record.
Status record(const Options& options, const Opened& opened, const CellList& list) {
  return record_list_asked(
      opened.authority.folder,
      {.at = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))),
       .user = account(),
       .authority = opened.view.load ? opened.view.load->authority : std::string(),
       .measure = options.measure,
       .month = options.month,
       .area = options.area,
       .side = options.side,
       .known_at = options.common.known_at,
       .rows = static_cast<std::int64_t>(list.rows.size())});
}

int run(const Options& options) {
  const auto month = month_option("--month", options.month);
  if (!month) return tell(month.error());
  const auto opened = open_view(options.common, true);
  if (!opened) return tell(opened.error());
  const Engine engine(opened->view.extract, *opened->catalogue,
                      {.own_facts = opened->view.own_facts, .plan = opened->plan});
  const ListSide side = options.side == "numerator"     ? ListSide::numerator
                        : options.side == "denominator" ? ListSide::denominator
                                                        : ListSide::missed;
  const auto list = engine.list(options.measure, options.area, *month, side);
  if (!list) return tell(list.error());
  if (const auto recorded = record(options, *opened, *list); !recorded)
    return tell(recorded.error());
  return write_output(options.output, options.format == "json" ? json_text(*list, engine.areas())
                                                               : csv_text(*list, engine.areas()));
}

}  // namespace

void add_list(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("list", "List the children or records behind a figure");
  command->footer("Example: waymark list 6.14 --month 2017-11 --in missed");
  command->add_option("MEASURE", options->measure, "Reference, for example 6.14")->required();
  command->add_option("--month", options->month, "The month, for example 2017-11")->required();
  command->add_option("--area", options->area, "county, a locality or unallocated");
  command
      ->add_option("--side", options->side,
                   "numerator, denominator or missed (in the denominator, not the numerator)")
      ->check(CLI::IsMember(kSides));
  command->add_option("--format", options->format, "csv or json")
      ->check(CLI::IsMember({"csv", "json"}));
  command->add_option("--output", options->output, "Write to this file")->type_name("FILE");
  options->common.add_view(*command);
  // `--in missed` is what people say, and `--in DIR` is what every command has: both are meant
  // here.
  command->remove_option(command->get_option("--in"));
  command
      ->add_option("--in", options->in,
                   "numerator, denominator or missed, as --side; or the authority folder")
      ->type_name("SIDE|DIR")
      ->take_all();
  command->callback([options, &exit_code] {
    for (const auto& value : options->in) {
      (kSides.contains(value) ? options->side : options->common.folder) = value;
    }
    exit_code = run(*options);
  });
}

}  // namespace waymark::cli
