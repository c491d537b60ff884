// The whole command line: `waymark COMMAND ...` as main() gets it.
#pragma once

#include <string>

namespace waymark::cli {

// Runs one command and returns the exit code (see Exit in command.h). Throws nothing.
int run_command_line(int argc, const char* const* argv, const std::string& version);

}  // namespace waymark::cli
