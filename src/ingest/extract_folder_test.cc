#include "ingest/extract_folder.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "ingest/intake.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// A folder of the test's own, gone afterwards.
class FolderTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("waymark-ingest-") + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const std::string& name, std::string_view bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }
  std::string error() const {
    const auto intake = read_extract(folder_);
    EXPECT_FALSE(intake.has_value());
    if (intake) return "";
    std::string text = intake.error().message;
    for (const auto& detail : intake.error().details) text += " " + detail;
    return text;
  }
  bool error_says(std::string_view words) const { return error().find(words) != std::string::npos; }

  fs::path folder_;
};

TEST_F(FolderTest, FilesAreNamedAfterTheirTable) {
  write("loc_locality.csv", "locality_id,name,sort_order\nA,North,1\n");
  const auto intake = read_extract(folder_);
  ASSERT_TRUE(intake.has_value());
  EXPECT_EQ(intake->extract.rows("loc_locality"), 1u);
  EXPECT_EQ(intake->counts[0].file, "loc_locality.csv");
  EXPECT_EQ(intake->extract.find("loc_locality")->file, "loc_locality.csv");
}

TEST_F(FolderTest, OtherFilesAreNotReadAndTold) {
  write("loc_locality.csv", "locality_id,name,sort_order\n");
  write("Loc_Team.csv", "team_id\n");
  write("ssd_person.xlsx", "PK");
  write("notes.txt", "");
  fs::create_directory(folder_ / "ssd_person.csv");
  const auto intake = read_extract(folder_);
  ASSERT_TRUE(intake.has_value());
  std::vector<std::string> files;
  for (const auto& f : intake->findings) {
    EXPECT_EQ(f.rule, "other-file");
    files.push_back(f.file);
  }
  EXPECT_EQ(files, (std::vector<std::string>{"Loc_Team.csv", "notes.txt", "ssd_person.csv",
                                             "ssd_person.xlsx"}));
  EXPECT_NE(intake->findings[0].message.find("loc_team.csv would be one"), std::string::npos);
  EXPECT_FALSE(intake->extract.supplied("loc_team"));
}

TEST_F(FolderTest, TwoFilesForOneTableStopTheLoad) {
  write("loc_locality.csv", "locality_id\n");
  write("loc_locality.parquet", "");
  EXPECT_TRUE(error_says("loc_locality.csv and loc_locality.parquet are both there"));
}

TEST_F(FolderTest, AFolderThatIsNotThereStopsTheLoad) {
  const auto intake = read_extract(folder_ / "none");
  ASSERT_FALSE(intake.has_value());
  EXPECT_EQ(intake.error().code, ErrorCode::not_found);
}

// Taken as an extract without tables, it would end every record.
TEST_F(FolderTest, AFolderWithoutAnyTableStopsTheLoad) {
  write("notes.txt", "");
  EXPECT_TRUE(error_says("holds no table of the records"));
}

TEST_F(FolderTest, AFileThatIsNotWhatItsNameSaysStopsTheLoad) {
  const struct {
    const char* name;
    std::string bytes;
    const char* words;
  } cases[] = {
      {"ssd_person.csv", "PAR1 and so on PAR1", "a Parquet file"},
      {"ssd_person.csv", "PK\x03\x04 and so on", "an Excel workbook"},
      {"ssd_person.csv", "\xFF\xFEp\0e\0", "UTF-16 text"},
      {"ssd_person.csv", std::string("pers_person_id\n\0\x01", 17), "a binary file"},
      {"ssd_person.csv", "<html>Log in</html>", "an XML or HTML file"},
      {"ssd_person.csv", "[{\"pers_person_id\":\"A\"}]", "a JSON file"},
      {"ssd_person.parquet", "pers_person_id\nA\n", "is not a Parquet file"},
      {"ssd_person.parquet", "", "is not a Parquet file"},
  };
  for (const auto& c : cases) {
    write(c.name, c.bytes);
    EXPECT_TRUE(error_says(c.words)) << error();
    fs::remove(folder_ / c.name);
  }
}

TEST_F(FolderTest, TablesAreReadInTheOrderOfTheSchema) {
  write("loc_locality.csv", "locality_id\n");
  write("ssd_family.csv", "fami_table_id,fami_family_id\n");
  write("ssd_person.csv", "pers_person_id\n");
  std::vector<std::string> told;
  const auto intake = read_extract(folder_, [&](std::string_view table, double share) {
    EXPECT_GE(share, 0);
    EXPECT_LT(share, 1);
    told.emplace_back(table);
  });
  ASSERT_TRUE(intake.has_value());
  EXPECT_EQ(told, (std::vector<std::string>{"ssd_person", "ssd_family", "loc_locality"}));
}

}  // namespace
}  // namespace waymark
