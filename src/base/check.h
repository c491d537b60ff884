// Stops the program when the program itself is wrong. Never for input: input is answered with a
// Finding or a Result.
#pragma once

namespace waymark {

[[noreturn]] void check_failed(const char* condition, const char* must_hold, const char* file,
                               int line);

}  // namespace waymark

#define CHECK_THAT(condition, must_hold) \
  (static_cast<bool>(condition)          \
       ? static_cast<void>(0)            \
       : ::waymark::check_failed(#condition, must_hold, __FILE__, __LINE__))
