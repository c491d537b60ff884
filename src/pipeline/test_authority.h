// An authority folder with one small load, for tests of what is kept of it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "pipeline/authority.h"
#include "pipeline/files.h"
#include "pipeline/load.h"

namespace waymark {

class LoadedAuthority : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("waymark-kept-" + std::to_string(getpid()));
    std::filesystem::remove_all(folder_);
    ASSERT_TRUE(init_authority(folder_ / "a", "North"));
    std::filesystem::create_directories(folder_ / "extract");
    load("2017-11-30", "1,A,2017-11-01,6\n");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Authority authority() const { return *open_authority(folder_ / "a"); }
  void put(const std::string& file, const std::string& text) const {
    ASSERT_TRUE(write_file(folder_ / file, text));
  }
  // Loads an extract of that day: one child and her contacts.
  void load(const std::string& day, const std::string& contacts) const {
    put("extract/loc_extract.csv", "extract_date,authority_code\n" + day + ",X1\n");
    put("extract/ssd_person.csv", "pers_person_id,pers_dob\nA,2010-01-01\n");
    put("extract/ssd_contacts.csv",
        "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code\n" + contacts);
    const auto outcomes = load_records(authority(), {.extract = folder_ / "extract", .as_at = {}});
    ASSERT_TRUE(outcomes) << outcomes.error().message;
    EXPECT_TRUE(outcomes->front().notices.empty());
  }

  std::filesystem::path folder_;
};

}  // namespace waymark
