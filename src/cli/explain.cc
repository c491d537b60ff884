// `waymark explain`: how one cell came about.
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "compute/figures.h"

namespace waymark::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string measure;
  std::string month;
  std::string area = "county";
};

int run(const Options& options) {
  const auto month = month_option("--month", options.month);
  if (!month) return tell(month.error());
  const auto opened = open_view(options.common, false);
  if (!opened) return tell(opened.error());
  tell_empty_months(opened->view, *month);
  const Engine engine(opened->view.extract, opened->catalogue,
                      {.own_facts = opened->view.own_facts});
  const auto explanation = engine.explain(options.measure, options.area, *month);
  if (!explanation) return tell(explanation.error());
  std::cout << explanation->text;
  return kDone;
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("explain", "Show how a figure came about: definition, counts, what is left out");
  command->footer("Example: waymark explain 6.14 --month 2017-11 --area county");
  command->add_option("MEASURE", options->measure, "Reference, for example 6.14")->required();
  command->add_option("--month", options->month, "The month, for example 2017-11")->required();
  command->add_option("--area", options->area, "county, a locality or unallocated");
  options->common.add_view(*command);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark::cli
