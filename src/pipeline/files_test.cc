#include "pipeline/files.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <iterator>

namespace waymark {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("waymark-files-" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path at(const char* name) const { return folder_ / name; }
  std::ptrdiff_t entries() const { return std::distance(fs::directory_iterator(folder_), {}); }
  std::string text_of(const char* name) const {
    const auto text = read_file(at(name));
    return text ? *text : text.error().message;
  }

  fs::path folder_;
};

TEST_F(Files, WhatIsWrittenIsRead) {
  const std::string text(200'000, 'x');
  ASSERT_TRUE(write_file(at("a.csv"), "before"));
  ASSERT_TRUE(write_file(at("a.csv"), text));
  EXPECT_EQ(text_of("a.csv"), text);
  EXPECT_EQ(entries(), 1);
}

TEST_F(Files, AFolderIsNeitherWrittenNorRead) {
  fs::create_directory(at("out"));
  const auto written = write_file(at("out"), "text");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("out is a folder. Name the file"), std::string::npos);
  const auto read = read_file(at("out"));
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("is a folder"), std::string::npos);
  EXPECT_EQ(entries(), 1);
}

TEST_F(Files, AFolderThatIsNotThereLeavesNothing) {
  EXPECT_FALSE(write_file(at("none") / "a.csv", "text"));
  EXPECT_EQ(entries(), 0);
}

// A limit on the size of files fails half way through, as a full disk does.
TEST_F(Files, AWriteThatFailsHalfWayKeepsTheOldFileAndLeavesNothing) {
  ASSERT_TRUE(write_file(at("a.csv"), "before"));
  rlimit usual{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &usual), 0);
  const rlimit small{.rlim_cur = 4096, .rlim_max = usual.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const auto written = write_file(at("a.csv"), std::string(100'000, 'x'));
  setrlimit(RLIMIT_FSIZE, &usual);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("space left"), std::string::npos);
  EXPECT_EQ(text_of("a.csv"), "before");
  EXPECT_EQ(entries(), 1);
}

TEST_F(Files, ALinkStaysALink) {
  ASSERT_TRUE(write_file(at("real.csv"), "before"));
  fs::create_symlink("real.csv", at("link.csv"));
  ASSERT_TRUE(write_file(at("link.csv"), "after"));
  EXPECT_TRUE(fs::is_symlink(at("link.csv")));
  EXPECT_EQ(text_of("real.csv"), "after");
}

TEST_F(Files, ADeviceIsWrittenToAndStays) {
  ASSERT_TRUE(write_file("/dev/null", "text"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  const auto full = write_file("/dev/full", "text");
  ASSERT_FALSE(full);
  EXPECT_NE(full.error().message.find("/dev/full"), std::string::npos);
}

}  // namespace
}  // namespace waymark
