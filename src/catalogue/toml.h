// toml++ without exceptions, for all that read definitions and settings.
#pragma once

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
// Its parser asserts what it tells as a fault a line later ("[" at the end of a line): input must
// never stop the program.
#define TOML_ASSERT(condition) static_cast<void>(0)
#include <toml++/toml.h>
