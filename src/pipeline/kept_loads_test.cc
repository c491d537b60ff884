#include "pipeline/kept_loads.h"

#include <gtest/gtest.h>

#include <chrono>

#include "pipeline/test_authority.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr const char* kContact = "1,A,2017-11-01,6\n";

class KeptLoadsTest : public LoadedAuthority {
 protected:
  fs::path store() const { return authority().store_file(); }
  fs::path kept() const { return folder_ / "a/kept/loads"; }

  // The days of the loads, as figures see them.
  std::vector<std::string> days() const {
    const auto opened = open_store_when_needed(authority());
    if (!opened) return {opened.error().message};
    std::vector<std::string> days;
    const auto loads = *opened->loads();
    for (const auto& load : loads) days.push_back(to_string(load.as_at));
    return days;
  }
  // What is written down is used: it is asked for where the store cannot be opened at all.
  bool used_without_the_database() const {
    const auto bytes = *read_file(store());
    const auto time = fs::last_write_time(store());
    std::string damaged = bytes;
    // Behind the three headers: the database cannot read it, and its headers do not tell.
    for (std::size_t i = 3 * 4096; i < damaged.size(); i += 64) damaged[i] ^= 0x55;
    EXPECT_TRUE(write_file(store(), damaged));
    fs::last_write_time(store(), time);
    const auto opened = open_store_when_needed(authority());
    const bool used = opened && opened->loads() && opened->authorities()->front() == "X1";
    // Records are not to be had from such a file, and that is said.
    EXPECT_TRUE(!used || !opened->findings("X1", 1));
    EXPECT_TRUE(write_file(store(), bytes));
    fs::last_write_time(store(), time);
    return used;
  }
};

using Days = std::vector<std::string>;

TEST_F(KeptLoadsTest, ALoadWritesThemDown) {
  EXPECT_TRUE(used_without_the_database());
  EXPECT_EQ(days(), Days{"2017-11-30"});
  load("2017-12-31", kContact);
  EXPECT_TRUE(used_without_the_database());
  EXPECT_EQ(days(), (Days{"2017-11-30", "2017-12-31"}));
}

TEST_F(KeptLoadsTest, ThoseBeforeTheLatestLoadAreNotUsed) {
  const auto before = read_file(kept());
  ASSERT_TRUE(before);
  load("2017-12-31", kContact);
  ASSERT_TRUE(write_file(kept(), *before));
  EXPECT_FALSE(used_without_the_database());
  EXPECT_EQ(days(), (Days{"2017-11-30", "2017-12-31"}));
  EXPECT_TRUE(used_without_the_database());  // written down again
}

TEST_F(KeptLoadsTest, OfAStoreThatWasWrittenSinceAreNotUsed) {
  fs::last_write_time(store(), fs::last_write_time(store()) + std::chrono::seconds(1));
  EXPECT_FALSE(used_without_the_database());
}

TEST_F(KeptLoadsTest, ThatAreMissingDamagedOrCutShortAreReadAgain) {
  const std::string whole = *read_file(kept());
  for (std::size_t size = 0; size < whole.size(); size += whole.size() / 5) {
    ASSERT_TRUE(write_file(kept(), whole.substr(0, size)));
    EXPECT_EQ(days(), Days{"2017-11-30"}) << size;
  }
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 8) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    ASSERT_TRUE(write_file(kept(), damaged));
    EXPECT_EQ(days(), Days{"2017-11-30"}) << at;
  }
  fs::remove(kept());
  EXPECT_EQ(days(), Days{"2017-11-30"});
  EXPECT_EQ(*read_file(kept()), whole);
}

TEST_F(KeptLoadsTest, BesideALogOnlyTheDatabaseKnows) {
  EXPECT_NE(Store::stamp(store()), "");
  ASSERT_TRUE(write_file(store().string() + ".wal", "log"));
  EXPECT_EQ(Store::stamp(store()), "");
  EXPECT_EQ(Store::stamp(folder_ / "nowhere"), "");
}

TEST_F(KeptLoadsTest, RecordsAreReadWhenTheyAreAskedFor) {
  const auto opened = open_store_when_needed(authority());
  ASSERT_TRUE(opened);
  const auto loads = *opened->loads("X1");
  ASSERT_EQ(loads.size(), 1U);
  EXPECT_TRUE(opened->loads("X2")->empty());
  const auto extract = opened->read(loads.front(), {});
  ASSERT_TRUE(extract) << extract.error().message;
  EXPECT_EQ(extract->rows("ssd_person"), 1U);
}

}  // namespace
}  // namespace waymark
