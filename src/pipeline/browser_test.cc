#include "pipeline/browser.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

class BrowserTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("waymark-browser-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // A program that takes the browser's place; it hears on file 3 and answers on file 4.
  fs::path stand_in(const std::string& script, const std::string& name = "chromium") {
    const fs::path file = folder_ / name;
    EXPECT_TRUE(write_file(file, "#!/bin/sh\n" + script));
    EXPECT_EQ(chmod(file.c_str(), 0755), 0);
    return file;
  }
  // One that gives these answers, whatever it is asked, and waits.
  fs::path answering(const std::vector<std::string>& answers) {
    std::string script;
    for (const auto& answer : answers) script += "printf '%s\\0' '" + answer + "' >&4\n";
    return stand_in(script + "exec sleep 60\n");
  }
  // The PDF, or the sentence that says why there is none.
  std::string print(const fs::path& program, int milliseconds = 20000) {
    auto browser = Browser::start(program, std::chrono::milliseconds(milliseconds));
    if (!browser) return browser.error().message;
    auto printed = browser->print("<title>Page</title>");
    return printed ? *printed : printed.error().message;
  }
  void expect_told(const std::string& sentence, const std::string& words) {
    EXPECT_NE(sentence.find(words), std::string::npos) << sentence;
  }

  fs::path folder_;
};

TEST_F(BrowserTest, IsTheOneOfTheSettingsOrTheFirstOnThePath) {
  const fs::path own = stand_in("exit 0\n", "own");
  EXPECT_EQ(find_browser(own, "").value(), own);
  EXPECT_FALSE(find_browser(folder_ / "gone", folder_.string()));
  const fs::path second = stand_in("exit 0\n", "google-chrome");
  EXPECT_EQ(find_browser({}, "/nowhere::" + folder_.string()).value(), second);
  const fs::path first = stand_in("exit 0\n", "chromium");
  EXPECT_EQ(find_browser({}, folder_.string()).value(), first);
  const fs::path windowless = stand_in("exit 0\n", "chromium-headless-shell");
  EXPECT_EQ(find_browser({}, folder_.string()).value(), windowless);
}

TEST_F(BrowserTest, WithoutOneASentenceSaysWhatToDo) {
  const auto none = find_browser({}, "/nowhere");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::unavailable);
  EXPECT_NE(none.error().message.find("authority.toml"), std::string::npos);
}

const std::vector<std::string> kOpened = {
    R"({"id":1,"result":{"targetId":"t"}})",
    R"({"id":2,"result":{"sessionId":"s"}})",
    R"({"id":3,"result":{}})",
    R"({"id":4,"result":{}})",
    R"({"id":5,"result":{}})",
    R"({"id":6,"result":{"frameId":"f"}})",
    R"({"method":"Page.loadEventFired","sessionId":"s","params":{}})"};

std::vector<std::string> opened_and(const std::vector<std::string>& more) {
  std::vector<std::string> answers = kOpened;
  answers.insert(answers.end(), more.begin(), more.end());
  return answers;
}

TEST_F(BrowserTest, GivesThePdf) {
  EXPECT_EQ(print(answering(opened_and({R"({"id":7,"result":{"data":"JVBERi0xLjQK"}})"}))),
            "%PDF-1.4\n");
}

TEST_F(BrowserTest, PrintsTheNextPageInTheSameTab) {
  auto browser = Browser::start(answering(opened_and(
      {R"({"id":7,"result":{"data":"JVBERi0xLjQK"}})", R"({"id":8,"result":{"frameId":"f"}})",
       R"({"method":"Page.loadEventFired","sessionId":"s","params":{}})",
       R"({"id":9,"result":{"data":"JVBERi0xLjUK"}})"})));
  ASSERT_TRUE(browser);
  EXPECT_EQ(browser->print("<title>One</title>").value(), "%PDF-1.4\n");
  EXPECT_EQ(browser->print("<title>Two</title>").value(), "%PDF-1.5\n");
}

TEST_F(BrowserTest, ThatFailsOrSaysSomethingElseIsTold) {
  expect_told(print(stand_in("exit 1\n")), "ended before it was told to");
  expect_told(print(answering({"nonsense"})), "cannot be read");
  expect_told(print(answering({R"({"id":1,"error":{"message":"no tabs"}})"})), "no tabs");
  expect_told(print(answering({R"({"id":1,"result":{"targetId":7}})"})), "targetId");
  expect_told(print(answering(opened_and({R"({"id":7,"result":{"data":"bm8="}})"}))), "no PDF");
  expect_told(print(answering(opened_and({R"({"id":7,"result":{"data":"***"}})"}))), "no PDF");
}

TEST_F(BrowserTest, ThatHangsIsEnded) {
  const auto begin = std::chrono::steady_clock::now();
  expect_told(print(stand_in("exec sleep 60\n"), 300), "did not answer in time");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST_F(BrowserTest, ThatCannotBeStartedIsTold) {
  EXPECT_NE(print(folder_ / "nowhere").find("cannot be started"), std::string::npos);
}

}  // namespace
}  // namespace waymark
