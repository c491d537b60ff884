#include "pipeline/figures.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

constexpr std::int64_t kCounty = 2'000'000;  // row versions

TEST(LandMemory, AsManyAuthoritiesAsThreadsWhereMemoryAllows) {
  EXPECT_EQ(share_memory(4096, 8, kCounty).authorities, 8);
  EXPECT_EQ(share_memory(4096, 1, kCounty).authorities, 1);
}

TEST(LandMemory, LessMemoryMeansFewerAuthoritiesAndLessOfTheFile) {
  const LandMemory usual = share_memory(0, 16, kCounty);
  const LandMemory little = share_memory(256, 16, kCounty);
  EXPECT_LT(little.authorities, usual.authorities);
  EXPECT_LE(little.database_mib, usual.database_mib);
  EXPECT_EQ(usual.authorities, share_memory(kUsualMemory, 16, kCounty).authorities);
}

TEST(LandMemory, LargerAuthoritiesAreFewerAtOnce) {
  EXPECT_GT(share_memory(1024, 32, kCounty / 2).authorities,
            share_memory(1024, 32, kCounty).authorities);
}

TEST(LandMemory, OneAuthorityIsAlwaysAtWork) {
  EXPECT_EQ(share_memory(64, 8, 100 * kCounty).authorities, 1);
  EXPECT_GE(share_memory(64, 8, 0).database_mib, 32);
}

}  // namespace
}  // namespace waymark
