#include "pipeline/printing.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace waymark {
namespace {

TEST(PrintPages, EveryPageThatCannotBePrintedIsNamedOnce) {
  std::vector<PrintJob> jobs;
  for (const char* area : {"county", "north", "south"}) {
    jobs.push_back({.page = "<title>Page</title>", .area = area, .facts = {}, .file = "unwritten"});
  }
  std::vector<std::size_t> told;
  const auto faults =
      print_pages("/bin/false", jobs, 2, [&](std::size_t done) { told.push_back(done); });
  std::vector<std::string> sentences;
  for (const auto& fault : faults) {
    EXPECT_EQ(fault.code, ErrorCode::unavailable);
    sentences.push_back(fault.message.substr(0, fault.message.find(" was")));
  }
  std::sort(sentences.begin(), sentences.end());
  EXPECT_EQ(sentences, (std::vector<std::string>{"The PDF of county", "The PDF of north",
                                                 "The PDF of south"}));
  EXPECT_EQ(told, (std::vector<std::size_t>{1, 2, 3}));
  EXPECT_FALSE(std::filesystem::exists("unwritten"));
}

TEST(PrintPages, WithoutPagesNothingIsStarted) {
  EXPECT_TRUE(print_pages("/nowhere", {}, 2, {}).empty());
}

}  // namespace
}  // namespace waymark
