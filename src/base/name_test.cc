#include "base/name.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace waymark {
namespace {

TEST(NameTest, KeepsATextOnce) {
  const std::string text = "north";
  const Name first = text, second = "north";
  EXPECT_EQ(first, second);
  EXPECT_EQ(first.address(), second.address());
  EXPECT_EQ(&first.text(), &second.text());
  EXPECT_NE(first, Name("south"));
  EXPECT_EQ(first, text);
  EXPECT_EQ(fmt::format("{}", first), "north");
}

TEST(NameTest, IsEmptyUnlessNamed) {
  EXPECT_TRUE(Name().empty());
  EXPECT_EQ(Name().text(), "");
  EXPECT_EQ(Name(), Name(""));
  EXPECT_FALSE(Name("a").empty());
}

TEST(NameTest, IsOrderedByLetters) {
  const Name later = "b", earlier = "a";  // made in the other order
  EXPECT_LT(earlier, later);
  EXPECT_LT(Name(), earlier);
  EXPECT_EQ(earlier <=> Name("a"), std::strong_ordering::equal);
}

TEST(NameTest, IsTheSameForAllThreads) {
  std::vector<std::vector<Name>> made(4);
  {
    std::vector<std::jthread> threads;
    for (auto& names : made) {
      threads.emplace_back([&names] {
        for (int i = 0; i < 200; ++i) names.emplace_back(fmt::format("name {}", i));
      });
    }
  }
  for (const auto& names : made) EXPECT_EQ(names, made.front());
}

}  // namespace
}  // namespace waymark
