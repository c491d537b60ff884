// What tells one build of the program from another.
#pragma once

#include <string>

namespace waymark {

// The build id that the linker gave this program (hexadecimal): equal only where every byte of its
// code is. Empty where it has none; then nothing may be taken for made by the same program.
std::string build_id();

}  // namespace waymark
