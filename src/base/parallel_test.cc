#include "base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace waymark {
namespace {

TEST(RunParallel, DoesEveryPieceOnce) {
  for (const int threads : {0, 1, 2, 7}) {
    std::vector<int> done(100);
    run_parallel(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    EXPECT_EQ(done, std::vector<int>(100, 1)) << threads;
  }
  run_parallel(0, 2, [](std::size_t) { FAIL(); });
}

TEST(RunParallel, HandsOnWhatAPieceThrows) {
  for (const int threads : {1, 2, 4}) {
    std::atomic<int> done = 0;
    EXPECT_THROW(run_parallel(1000, threads,
                              [&](std::size_t i) {
                                if (i == 3) throw std::runtime_error("three");
                                ++done;
                              }),
                 std::runtime_error);
    EXPECT_LT(done, 1000) << threads;
  }
}

}  // namespace
}  // namespace waymark
