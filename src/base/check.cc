#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace waymark {

void check_failed(const char* condition, const char* must_hold, const char* file, int line) {
  std::fprintf(stderr, "waymark: internal fault at %s:%d: %s (%s)\n", file, line, must_hold,
               condition);
  std::abort();
}

}  // namespace waymark
