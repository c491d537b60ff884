#include "pipeline/list_log.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

namespace waymark {
namespace {

namespace fs = std::filesystem;

class ListLog : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string text() const {
    std::ifstream file(folder_ / "lists-asked.csv", std::ios::binary);
    std::stringstream all;
    all << file.rdbuf();
    return all.str();
  }

  fs::path folder_;
};

ListAsked asked(std::string user) {
  return {.at = "2017-12-04T09:15:00Z",
          .user = std::move(user),
          .authority = "999",
          .measure = "6.14",
          .month = "2017-11",
          .area = "north",
          .side = "missed",
          .known_at = "",
          .rows = 7};
}

TEST_F(ListLog, AFirstLineBringsTheHeader) {
  ASSERT_TRUE(record_list_asked(folder_, asked("ana")));
  ASSERT_TRUE(record_list_asked(folder_, asked("bo,b")));
  EXPECT_EQ(text(),
            "asked_at,user,authority,measure,month,area,side,known_at,rows\n"
            "2017-12-04T09:15:00Z,ana,999,6.14,2017-11,north,missed,,7\n"
            "2017-12-04T09:15:00Z,\"bo,b\",999,6.14,2017-11,north,missed,,7\n");
}

TEST_F(ListLog, WritersAtOnceKeepTheirLinesWhole) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int line = 0; line < 25; ++line) EXPECT_TRUE(record_list_asked(folder_, asked("ana")));
    });
  }
  for (auto& thread : threads) thread.join();
  std::istringstream lines(text());
  std::string line;
  int whole = 0;
  while (std::getline(lines, line)) {
    whole += line == "2017-12-04T09:15:00Z,ana,999,6.14,2017-11,north,missed,,7" ? 1 : 0;
  }
  EXPECT_EQ(whole, 100);
}

TEST_F(ListLog, WhatCannotBeRecordedIsAnError) {
  fs::create_directory(folder_ / "lists-asked.csv");
  const auto status = record_list_asked(folder_, asked("ana"));
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().message.find("lists-asked.csv"), std::string::npos);
  EXPECT_NE(status.error().message.find("not given"), std::string::npos);
}

}  // namespace
}  // namespace waymark
