// toml++, for all that read definitions and settings. With exceptions, which parse_toml catches:
// without them its parser asks behind every letter whether a fault was found.
#pragma once

#define TOML_EXCEPTIONS 1
#define TOML_ENABLE_FORMATTERS 0
// Its parser asserts what it tells as a fault a line later ("[" at the end of a line): input must
// never stop the program.
#define TOML_ASSERT(condition) static_cast<void>(0)
#include <toml++/toml.h>
