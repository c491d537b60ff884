#include "pipeline/revisions.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

class Revisions : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("waymark-revisions-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // Publishes one file, as a run would.
  Revision publish(const std::string& text, const std::string& file = "index.html") {
    auto revision = revision_for(folder_, text);
    EXPECT_TRUE(revision);
    EXPECT_TRUE(write_file(revision->folder / file, text));
    EXPECT_TRUE(seal_revision(*revision, text));
    EXPECT_TRUE(show_revision(folder_, *revision));
    return *revision;
  }
  std::string text(const fs::path& file) { return read_file(folder_ / file).value(); }

  fs::path folder_;
};

TEST_F(Revisions, OtherContentStandsBesideTheOld) {
  EXPECT_TRUE(publish("one").is_new);
  EXPECT_TRUE(publish("two").is_new);
  EXPECT_EQ(text("revision-1/index.html"), "one");
  EXPECT_EQ(text("revision-2/index.html"), "two");
  EXPECT_EQ(text("index.html"), "two");
  EXPECT_EQ(revisions_in(folder_), (std::vector<int>{1, 2}));
}

TEST_F(Revisions, EqualContentIsTheSameRevision) {
  publish("one");
  EXPECT_FALSE(publish("one").is_new);
  EXPECT_EQ(revisions_in(folder_), std::vector<int>{1});
}

TEST_F(Revisions, ContentOfAnOlderRevisionIsANewOne) {
  publish("one");
  publish("two");
  EXPECT_EQ(publish("one").number, 3);
}

TEST_F(Revisions, AFormatOfTheRevisionBeforeIsNotShown) {
  publish("one", "publication.json");
  publish("two");
  EXPECT_FALSE(fs::exists(folder_ / "publication.json"));
  EXPECT_TRUE(fs::exists(folder_ / "revision-1/publication.json"));
}

TEST_F(Revisions, AnUnfinishedOneIsWrittenAnew) {
  publish("one");
  auto stopped = revision_for(folder_, "two");
  ASSERT_TRUE(stopped);
  ASSERT_TRUE(write_file(stopped->folder / "half.html", "tw"));
  const Revision again = publish("three");
  EXPECT_EQ(again.number, 2);
  EXPECT_FALSE(fs::exists(again.folder / "half.html"));
  EXPECT_EQ(text("revision-1/index.html"), "one");
}

TEST_F(Revisions, APackFromBeforeThereWereAnyIsTheFirst) {
  ASSERT_TRUE(write_file(folder_ / "index.html", "old"));
  EXPECT_EQ(publish("new").number, 2);
  EXPECT_EQ(text("revision-1/index.html"), "old");
  EXPECT_EQ(text("index.html"), "new");
}

}  // namespace
}  // namespace waymark
