// `waymark measures lint | show | docs`: checks, shows and documents the catalogue.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <memory>

#include "catalogue/docs.h"
#include "cli/command.h"
#include "pipeline/files.h"

namespace waymark::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string measure;
  std::string output;
};

// The authority's folder if there is one, so that its own measures are checked too.
std::filesystem::path authority_folder(const CommonOptions& common) {
  return std::filesystem::exists(std::filesystem::path(common.folder) / "authority.toml")
             ? std::filesystem::path(common.folder)
             : std::filesystem::path();
}

// A folder that is named must be one: the catalogue alone would look like an answer.
Status check_folder(const CommonOptions& common) {
  if (common.folder == CommonOptions().folder) return {};
  const auto authority = open_authority(common.folder);
  if (authority || authority.error().code != ErrorCode::not_found) return {};
  return authority.error();
}

int lint(const Options& options) {
  if (const auto folder = check_folder(options.common); !folder) return tell(folder.error());
  const auto faults = lint_catalogue(authority_folder(options.common));
  if (!faults) return tell(faults.error());
  for (const auto& fault : *faults) {
    std::cout << fmt::format("{}:{}: {}\n", fault.file, fault.line, fault.message);
  }
  if (faults->empty()) std::cout << "The catalogue has no faults.\n";
  return faults->empty() ? kDone : kDefinition;
}

int show(const Options& options) {
  if (const auto folder = check_folder(options.common); !folder) return tell(folder.error());
  const auto catalogue = load_catalogue(authority_folder(options.common));
  if (!catalogue) return tell(catalogue.error());
  if (options.measure.empty()) {
    for (const auto& measure : catalogue->measures) {
      std::cout << fmt::format("{:<10} {:<5} {:<15} {}{}\n", measure.ref,
                               to_string(measure.polarity), to_string(measure.format),
                               measure.title, measure.computed() ? "" : " (not computed yet)");
    }
    return kDone;
  }
  const Measure* measure = catalogue->find(options.measure);
  if (measure == nullptr) return tell(catalogue->no_measure(options.measure));
  const auto files = catalogue_files(authority_folder(options.common));
  if (!files) return tell(files.error());
  std::vector<MeasureExample> examples = read_examples(*files, nullptr);
  std::erase_if(examples, [&](const auto& e) { return e.measure != measure->ref; });
  std::cout << measure_page(*measure, *catalogue, examples);
  return kDone;
}

int docs(const Options& options) {
  if (const auto folder = check_folder(options.common); !folder) return tell(folder.error());
  const auto folder = authority_folder(options.common);
  const auto pages = catalogue_pages(folder);
  if (!pages) return tell(pages.error());
  std::error_code fault;
  std::filesystem::create_directories(options.output, fault);
  for (const auto& [name, text] : *pages) {
    const auto written = write_file(std::filesystem::path(options.output) / name, text);
    if (!written) return tell(written.error());
  }
  std::cout << fmt::format("{} pages written to {}\n", pages->size(), options.output);
  return kDone;
}

}  // namespace

void add_measures(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("measures", "Check, show and document the definitions");
  command->require_subcommand(1);
  auto* lint_command = command->add_subcommand("lint", "Report every fault with file and line");
  lint_command->footer("Example: waymark measures lint --in northshire");
  options->common.add_folder(*lint_command);
  lint_command->callback([options, &exit_code] { exit_code = lint(*options); });
  auto* show_command = command->add_subcommand("show", "Show one definition, or list all");
  show_command->footer("Example: waymark measures show 6.14");
  show_command->add_option("MEASURE", options->measure, "Reference, for example 6.14");
  options->common.add_folder(*show_command);
  show_command->callback([options, &exit_code] { exit_code = show(*options); });
  auto* docs_command =
      command->add_subcommand("docs", "Write a page a measure, an index, and the parameters");
  docs_command->footer("Example: waymark measures docs --output measures");
  docs_command->add_option("--output", options->output, "Folder for the pages")->required();
  options->common.add_folder(*docs_command);
  docs_command->callback([options, &exit_code] { exit_code = docs(*options); });
}

}  // namespace waymark::cli
