// The settings of an authority's folder.
#include "pipeline/authority.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "catalogue/catalogue.h"
#include "pipeline/figures.h"
#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

class AuthorityTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("waymark-authority-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    ASSERT_TRUE(init_authority(folder_, "North"));
  }
  void TearDown() override { fs::remove_all(folder_); }

  void set(const std::string& settings) const {
    ASSERT_TRUE(write_file(folder_ / "authority.toml", settings));
  }
  std::string fault() const {
    const auto authority = open_authority(folder_);
    return authority ? "" : authority.error().message.substr(folder_.string().size() + 1);
  }
  // Authorities at work at once, of a land that is empty.
  int at_once(int flag) const {
    const auto land = land_figures(
        folder_, {.request = {.last = make_month(2017, 11)}, .threads = 8, .memory_mib = flag}, {},
        [](std::string_view) -> Status { return {}; });
    EXPECT_TRUE(land);
    return land ? land->at_once : 0;
  }

  fs::path folder_;
};

TEST_F(AuthorityTest, EverySettingThatIsOfferedIsTaken) {
  set("name = \"North\"\nbrowser = \"/usr/bin/chromium\"\nmemory_mib = "
      "128\n[parameters]\nrepeat_contact_months = 3\n"
      "[public]\nleast_width = 5\n[warehouse]\nconnection = \"DSN=x\"\n");
  const auto authority = open_authority(folder_);
  ASSERT_TRUE(authority);
  EXPECT_EQ(authority->memory_mib, 128);
  EXPECT_EQ(authority->browser, "/usr/bin/chromium");
  const auto faults = lint_catalogue(folder_);
  ASSERT_TRUE(faults);
  EXPECT_TRUE(faults->empty()) << faults->front().message;
}

TEST_F(AuthorityTest, TheFlagWinsOverTheMemoryThatIsSet) {
  EXPECT_EQ(at_once(0), 8);
  set("memory_mib = 64\n");
  EXPECT_EQ(at_once(0), 1);
  EXPECT_EQ(at_once(1024), 8);
}

TEST_F(AuthorityTest, MemoryThatIsNoneIsRefused) {
  for (const char* value : {"63", "-1", "1048577", "\"1024\"", "512.0"}) {
    set("name = \"North\"\nmemory_mib = " + std::string(value) + "\n");
    EXPECT_EQ(fault(),
              "authority.toml:2: memory_mib must be a whole number of mebibytes from 64 to "
              "1048576; leave it out "
              "for the usual 1024.")
        << value;
  }
}

TEST_F(AuthorityTest, ANewFolderNamesEverySetting) {
  const auto text = read_file(folder_ / "authority.toml");
  ASSERT_TRUE(text);
  for (const char* setting :
       {"browser", "memory_mib", "[parameters]", "[benchmarks]", "least_width", "[warehouse]"}) {
    EXPECT_NE(text->find(setting), std::string::npos) << setting;
  }
}

}  // namespace
}  // namespace waymark
