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
  bool why = false;
  std::string by = "area";
  std::string against;
  std::string format = "text";
};

int run_why(const Options& options, Month month, const Engine& engine) {
  const auto against = options.against.empty() ? Result<Month>(month - 1)
                                               : month_option("--against", options.against);
  if (!against) return tell(against.error());
  const auto why = engine.why({.measure = options.measure,
                               .area = options.area,
                               .month = month,
                               .against = *against,
                               .column = options.by});
  if (!why) return tell(why.error());
  std::cout << (options.format == "json" ? why_json(*why) : why_text(*why));
  return kDone;
}

int run(const Options& options) {
  const auto month = month_option("--month", options.month);
  if (!month) return tell(month.error());
  const auto opened = open_view(options.common, false);
  if (!opened) return tell(opened.error());
  tell_empty_months(opened->view, *month);
  const Engine engine(opened->view.extract, *opened->catalogue,
                      {.own_facts = opened->view.own_facts, .plan = opened->plan});
  if (options.why) return run_why(options, *month, engine);
  const auto explanation = engine.explain(options.measure, options.area, *month);
  if (!explanation) return tell(explanation.error());
  std::cout << explanation->text;
  return kDone;
}

}  // namespace

void add_explain(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand(
      "explain", "Show how a figure came about: definition, counts, what is left out");
  command->footer("Example: waymark explain 6.14 --month 2017-11 --area county");
  command->add_option("MEASURE", options->measure, "Reference, for example 6.14")->required();
  command->add_option("--month", options->month, "The month, for example 2017-11")->required();
  command->add_option("--area", options->area, "county, a locality or unallocated");
  auto* why = command->add_flag("--why", options->why,
                                "Why it moved: the change, split into the parts' effects");
  command
      ->add_option("--by", options->by,
                   "Split by area, age, age_band or a column of the fact (default: area)")
      ->needs(why);
  command
      ->add_option("--against", options->against,
                   "The month compared with, for example 2016-11 (default: the month before)")
      ->needs(why);
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->needs(why);
  options->common.add_view(*command);
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace waymark::cli
