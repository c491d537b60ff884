#include "pipeline/publish.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

TEST(AreaFolder, NeverLeavesItsPlace) {
  EXPECT_EQ(area_folder("north-west_2"), "north-west_2");
  EXPECT_EQ(area_folder("../../etc"), "%2E%2E%2F%2E%2E%2Fetc");
  EXPECT_EQ(area_folder(".."), "%2E%2E");
  EXPECT_EQ(area_folder("North & South"), "North%20%26%20South");
  EXPECT_NE(area_folder("a/b"), area_folder("a%2Fb"));
}

class Commentary : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("waymark-commentary-" + std::to_string(getpid()));
    fs::create_directories(folder_ / "2017-11" / "county");
  }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / "2017-11" / "county" / name, std::ios::binary) << text;
  }
  Result<std::map<std::string, std::string>> read(const std::string& area = "county") {
    return read_commentary(folder_, make_month(2017, 11), area, pages());
  }

  static std::vector<ReportPage> pages() {
    ReportPage page;
    page.id = "referrals";
    return {page};
  }

  fs::path folder_;
};

TEST_F(Commentary, IsReadByPage) {
  write("referrals.md", "Fewer *again*.\n");
  write("notes.txt", "Not for the page.\n");
  const auto texts = read();
  ASSERT_TRUE(texts);
  EXPECT_EQ(texts->size(), 1u);
  EXPECT_EQ(texts->at("referrals"), "Fewer *again*.\n");
}

TEST_F(Commentary, OfAnotherAreaOrAnEmptyFileIsNone) {
  write("referrals.md", " \n");
  EXPECT_TRUE(read()->empty());
  EXPECT_TRUE(read("north")->empty());
}

TEST_F(Commentary, ForAPageThatIsNotThereStopsWithASuggestion) {
  write("referals.md", "Lost.");
  const auto texts = read();
  ASSERT_FALSE(texts);
  EXPECT_NE(texts.error().message.find("did you mean \"referrals\"?"), std::string::npos);
}

TEST_F(Commentary, ThatIsNoTextStops) {
  write("referrals.md", "caf\xE9");
  ASSERT_FALSE(read());
  EXPECT_NE(read().error().message.find("not UTF-8"), std::string::npos);
}

}  // namespace
}  // namespace waymark
