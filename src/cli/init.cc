// `waymark init`: makes an authority folder.
#include <fmt/format.h>

#include <iostream>
#include <memory>

#include "cli/command.h"

namespace waymark::cli {

void add_init(CLI::App& app, int& exit_code) {
  struct Options {
    std::string folder;
    std::string name;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("init", "Make an authority folder");
  command->footer("Example: waymark init northshire --name \"Northshire County Council\"");
  command->add_option("DIR", options->folder, "The folder to make")->required()->check(some_text);
  command->add_option("--name", options->name, "Name shown on pages");
  command->callback([options, &exit_code] {
    const auto made = init_authority(options->folder, options->name);
    if (!made) {
      exit_code = tell(made.error());
      return;
    }
    std::cout << fmt::format("Made {0}. Load an extract with: waymark load EXTRACT --in {0}\n",
                             options->folder);
  });
}

}  // namespace waymark::cli
