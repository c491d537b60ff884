#include "pipeline/browser.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

class Browser : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("waymark-browser-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    ASSERT_TRUE(write_file(folder_ / "page.html", "<title>Page</title>"));
  }
  void TearDown() override { fs::remove_all(folder_); }

  // A program that takes the browser's place. `$pdf` is the file it is asked to print to.
  fs::path stand_in(const std::string& script, const std::string& name = "chromium") {
    const fs::path file = folder_ / name;
    const std::string head =
        "#!/bin/sh\nfor a in \"$@\"; do case \"$a\" in --print-to-pdf=*) pdf=${a#*=};; "
        "--user-data-dir=*) profile=${a#*=};; esac; done\n";
    EXPECT_TRUE(write_file(file, head + script));
    EXPECT_EQ(chmod(file.c_str(), 0755), 0);
    return file;
  }
  Status print(const fs::path& browser, int seconds = 20) {
    return print_page({.browser = browser, .page = folder_ / "page.html", .pdf = folder_ / "page.pdf",
                       .made_on = make_date(2017, 11, 30), .limit = std::chrono::seconds(seconds)});
  }

  fs::path folder_;
};

TEST_F(Browser, IsTheOneOfTheSettingsOrTheFirstOnThePath) {
  const fs::path own = stand_in("exit 0\n", "own");
  EXPECT_EQ(find_browser(own, "").value(), own);
  EXPECT_FALSE(find_browser(folder_ / "gone", folder_.string()));
  const fs::path second = stand_in("exit 0\n", "google-chrome");
  EXPECT_EQ(find_browser({}, "/nowhere::" + folder_.string()).value(), second);
  const fs::path first = stand_in("exit 0\n", "chromium");
  EXPECT_EQ(find_browser({}, folder_.string()).value(), first);
}

TEST_F(Browser, WithoutOneASentenceSaysWhatToDo) {
  const auto none = find_browser({}, "/nowhere");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::unavailable);
  EXPECT_NE(none.error().message.find("authority.toml"), std::string::npos);
}

TEST_F(Browser, TheDayOfTheRecordsIsTheDayOfThePrint) {
  const auto browser = stand_in(
      "[ -e \"$profile\" ] && exit 3\n"
      "printf \"%%PDF-1.4\\n/CreationDate (D:20261125170000+00'00')\\n\" > \"$pdf\"\n");
  const auto printed = print(browser);
  ASSERT_TRUE(printed) << printed.error().message;
  EXPECT_EQ(read_file(folder_ / "page.pdf").value(),
            "%PDF-1.4\n/CreationDate (D:20171130120000+00'00')\n");
}

TEST_F(Browser, ThatFailsOrWritesSomethingElseIsTold) {
  EXPECT_FALSE(print(stand_in("exit 1\n")));
  EXPECT_FALSE(print(stand_in("exit 0\n")));
  EXPECT_FALSE(print(stand_in("echo no > \"$pdf\"\n")));
  EXPECT_FALSE(fs::exists(folder_ / "page.pdf"));
}

TEST_F(Browser, ThatHangsIsEnded) {
  const auto begin = std::chrono::steady_clock::now();
  const auto printed = print(stand_in("sleep 60\n"), 1);
  ASSERT_FALSE(printed);
  EXPECT_NE(printed.error().message.find("within 1 seconds"), std::string::npos);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace waymark
