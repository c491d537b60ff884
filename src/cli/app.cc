#include "cli/app.h"

#include <exception>
#include <iostream>

#include "base/text.h"
#include "cli/command.h"

namespace waymark::cli {
namespace {

// All commands, in the order of a month's work.
constexpr AddCommand kCommands[] = {add_init,       add_simulate, add_load,   add_check,
                                    add_figures,    add_explain,  add_list,   add_publish,
                                    add_benchmarks, add_measures, add_records};

constexpr const char* kFooter =
    "Each command explains itself: waymark COMMAND --help\n"
    "Exit codes: 0 done; 1 the request cannot be met; 2 wrong command line; 3 the store is in "
    "use,\n"
    "try again; 4 a faulty definition or setting; 5 findings (check --strict);\n"
    "6 done but for the PDF (no browser).";

// The word that stands where a command should, with the nearest one; empty if there is no such
// word.
std::string wrong_word(const CLI::App& app, int argc, const char* const* argv) {
  const CLI::App* at = &app;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    std::vector<std::string> names;
    const CLI::App* next = nullptr;
    for (const CLI::App* command : at->get_subcommands([](const CLI::App*) { return true; })) {
      names.push_back(command->get_name());
      if (names.back() == word) next = command;
    }
    if (names.empty() || word.starts_with("-")) return {};
    if (next == nullptr) {
      const std::string near = nearest_word(word, names);
      return "\"" + word + "\" is no command" +
             (near.empty() ? ". The commands are " + list_in_words(names) + "."
                           : "; did you mean " + near + "?") +
             "\n";
    }
    at = next;
  }
  return {};
}

// The command that the words name, as far as they name one.
std::string command_named(const CLI::App& app, int argc, const char* const* argv) {
  std::string named = app.get_name();
  const CLI::App* at = &app;
  for (int i = 1; i < argc; ++i) {
    const auto parts =
        at->get_subcommands([&](const CLI::App* part) { return part->get_name() == argv[i]; });
    if (parts.empty()) break;
    at = parts.front();
    named += " " + at->get_name();
  }
  return named;
}

// An option that is given as "" names nothing; a variable of a script was empty.
void refuse_empty_texts(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    if (option->get_items_expected_max() > 0 && !option->check_lname("name"))
      option->check(some_text);
  }
  for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    refuse_empty_texts(*command);
  }
}

// What is wrong with the command line, as one sentence and where to look.
int tell_usage(const CLI::App& app, const CLI::ParseError& fault, int argc,
               const char* const* argv) {
  std::string said = fault.what();
  while (said.ends_with('\n') || said.ends_with('.') || said.ends_with(' ')) said.pop_back();
  std::cerr << "waymark: " << said << ". `" << command_named(app, argc, argv)
            << " --help` shows what it takes.\n";
  return kUsage;
}

}  // namespace

int run_command_line(int argc, const char* const* argv, const std::string& version) {
  int exit_code = kDone;
  try {
    CLI::App app(
        "waymark: children's services performance, from case records to the monthly summary",
        "waymark");
    app.set_version_flag("--version", "waymark " + version);
    app.require_subcommand(1);
    app.footer(kFooter);
    for (const AddCommand add : kCommands) add(app, exit_code);
    refuse_empty_texts(app);
    try {
      app.parse(argc, argv);
      std::cout.flush();
      if (!std::cout && exit_code == kDone) {
        exit_code = tell({ErrorCode::storage, "Standard output could not be written to the end."});
      }
    } catch (const CLI::ParseError& fault) {
      const std::string wrong = fault.get_exit_code() == 0 ? "" : wrong_word(app, argc, argv);
      if (!wrong.empty()) {
        std::cerr << "waymark: " << wrong;
        return kUsage;
      }
      if (fault.get_exit_code() != 0) return tell_usage(app, fault, argc, argv);
      app.exit(fault);  // prints the help
      return kDone;
    }
  } catch (const std::exception& fault) {
    // A library failed in a way that no border caught (memory, for one): say so, never crash.
    std::cerr << "waymark: stopped by a fault it does not know: " << fault.what()
              << ". Nothing half done was kept.\n";
    return kRefused;
  }
  return exit_code;
}

}  // namespace waymark::cli
