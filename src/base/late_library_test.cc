#include "base/late_library.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace waymark {
namespace {

LateLibrary& mathematics() {
  static LateLibrary library("libm.so.6", "The library of mathematics", "Install libc6.");
  return library;
}
LateLibrary& nowhere() {
  static LateLibrary library("libnowhere.so.0", "The library of nowhere", "Install nothing.");
  return library;
}
constinit const LateFunction<double(double), mathematics> square_root{"sqrt"};
constinit const LateFunction<double(double), mathematics> no_function{"no_such_function"};
constinit const LateFunction<int(), nowhere> no_library{"anything"};

TEST(LateLibrary, IsLoadedWhenItIsCalled) {
  ASSERT_TRUE(mathematics().load());
  EXPECT_EQ(square_root(9.0), 3.0);
  EXPECT_EQ(square_root(16.0), 4.0);
  EXPECT_THROW(no_function(1.0), std::runtime_error);
}

TEST(LateLibrary, ThatIsNotThereIsToldEachTime) {
  for (int i = 0; i < 2; ++i) {
    const auto loaded = nowhere().load();
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::unavailable);
    EXPECT_TRUE(loaded.error().message.starts_with("The library of nowhere cannot be loaded: lib"))
        << loaded.error().message;
    EXPECT_TRUE(loaded.error().message.ends_with(". Install nothing.")) << loaded.error().message;
  }
  EXPECT_THROW(no_library(), std::runtime_error);
}

}  // namespace
}  // namespace waymark
