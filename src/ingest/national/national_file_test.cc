#include "ingest/national/national_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "ingest/file_content.h"
#include "store/store.h"

namespace waymark {
namespace {

NationalPart part(std::string source, std::vector<std::string> values,
                  std::map<std::string, std::string> filters = {}) {
  return {.source = std::move(source), .values = std::move(values), .filters = std::move(filters)};
}

NationalCatalogue test_catalogue() {
  NationalCatalogue catalogue;
  NationalSource series;
  series.id = "series";
  series.known_by = {"group", "rate"};
  NationalSource items;
  items.id = "items";
  items.layout = NationalLayout::items;
  items.known_by = {"Short Desc", "Values"};
  catalogue.sources = {series, items};
  NationalRule rate;
  rate.measure = "90.1";
  rate.value = part("series", {"rate"}, {{"group", "All"}});
  NationalRule item;
  item.measure = "90.2";
  item.value = part("items", {"Again"});
  catalogue.rules = {rate, item};
  NeighbourModelInfo model;
  model.id = "2025";
  model.code_column = "old_la_code";
  model.neighbour_column = "SN_";
  catalogue.models = {model};
  NationalRegion east;
  east.code = "E12000006";
  east.name = "East of England";
  east.number = "985";
  catalogue.regions = {east};
  return catalogue;
}

Result<NationalFile> read(std::string_view text) {
  static const NationalCatalogue catalogue = test_catalogue();
  return read_national_file("published.csv", "published.csv", text, catalogue);
}

constexpr std::string_view kHeader =
    "time_period,geographic_level,country_name,region_code,region_name,old_la_code,new_la_code,"
    "la_name,group,rate\n";

TEST(NationalFile, TakesTheRowsOfASeriesWithTheirPlaces) {
  const auto file = read(std::string(kHeader) +
                         "2025,National,England,,,,,,All,41.6\n"
                         "2025,Regional,England,E12000006,East of England,,,,All,33\n"
                         "2024,Local authority,England,E12000006,East of England,926,E10000020,"
                         "Fenland,All,c\n");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->kind, NationalFile::Kind::series);
  EXPECT_EQ(file->id, "series");
  EXPECT_EQ(file->first_year, 2024);
  EXPECT_EQ(file->last_year, 2025);
  EXPECT_TRUE(file->findings.empty());
  ASSERT_EQ(file->table.rows.size(), 3U);
  EXPECT_EQ(file->table.rows[0].level, NationalLevel::national);
  EXPECT_EQ(file->table.rows[1].name, "East of England");
  EXPECT_EQ(file->table.rows[2].number, "926");
  EXPECT_EQ(file->table.rows[2].code, "E10000020");
  EXPECT_EQ(file->table.rows[2].texts[file->table.place("rate")], "c");
}

TEST(NationalFile, FaultsAreToldWithRowAndColumn) {
  const auto file = read(std::string(kHeader) +
                         "2025,Ward,England,,,,,,All,1\n"
                         "spring,National,England,,,,,,All,1\n"
                         "2025,National,England,,,,,,All,about 9\n"
                         "2025,National,England,,,,,,All,8\n"
                         "2025,National,England\n"
                         "2025,National,Engl\xE4nd,,,,,,Boys,8\n");
  ASSERT_TRUE(file);
  std::vector<std::pair<std::string, std::string>> told;
  for (const auto& finding : file->findings) told.emplace_back(finding.rule, finding.message);
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"unknown-level",
       "published.csv, row 1, column geographic_level: the geographic level \"Ward\" is not "
       "known."},
      {"unreadable-year", "published.csv, row 2, column time_period: \"spring\" is no year."},
      {"unknown-published-code",
       "published.csv, row 3, column rate: \"about 9\" is neither a number nor a code that is "
       "known; "
       "it is no value."},
      {"duplicate-published-row",
       "published.csv, row 4: England is there twice for 2025; the first row counts."},
      {"wrong-field-count", "published.csv, row 5: 3 fields, but the header has 10."},
      {"not-utf-8", "published.csv, row 6: bytes that are not UTF-8 text."}};
  EXPECT_EQ(told, expected);
  EXPECT_EQ(file->table.rows.size(), 1U);
  EXPECT_EQ(file->findings[2].row, 3);
  EXPECT_EQ(file->findings[2].column, "rate");
}

constexpr std::string_view kItems =
    "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n"
    "Again,,2025,England,22.600000000000001,970,NA\n"
    "Again,,2025,East of England,19.4,985,NA\n"
    "Again,,2025,Fenland,-,926,East of England\n"
    "Other,,2014-16,Fenland,5,926,East of England\n"
    "Again,,2024,Fenland,18,926,East of England\n"
    "Again,,2024,Fenland,19,926,East of England\n"
    "Again,,2024,Nowhere,19,NA,East of England\n";

void expect_items(const NationalFile& file) {
  EXPECT_EQ(file.id, "items");
  ASSERT_EQ(file.table.rows.size(), 4U);
  EXPECT_EQ(file.table.columns, (std::vector<std::string>{"Again"}));
  EXPECT_EQ(file.table.rows[0].level, NationalLevel::national);
  EXPECT_EQ(file.table.rows[1].level, NationalLevel::regional);
  EXPECT_EQ(file.table.rows[1].region, "E12000006");
  EXPECT_EQ(file.table.rows[2].number, "926");
  EXPECT_EQ(file.table.rows[2].region, "E12000006");
  EXPECT_EQ(file.table.rows[2].texts[0], "-");
  EXPECT_EQ(file.table.rows[3].year, 2024);
  EXPECT_EQ(file.table.rows[3].texts[0], "18");  // the first of two
  ASSERT_EQ(file.findings.size(), 2U);
  EXPECT_EQ(file.findings[0].rule, "duplicate-published-row");
  EXPECT_EQ(file.findings[0].row, 6);
  EXPECT_EQ(file.findings[1].rule, "unknown-level");
}

TEST(NationalFile, TheLongTableBecomesAColumnAnItem) {
  const auto file = read(kItems);
  ASSERT_TRUE(file);
  expect_items(*file);
}

TEST(NationalFile, TheLongTableIsReadFromParquetToo) {
  const auto folder = std::filesystem::temp_directory_path() / "waymark-national-file-test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "long.csv", std::ios::binary) << kItems;
  ASSERT_TRUE(csv_to_parquet(folder / "long.csv", folder / "long.parquet"));
  const auto bytes = file_bytes(folder / "long.parquet");
  ASSERT_TRUE(bytes);
  const auto file =
      read_national_file(folder / "long.parquet", "long.parquet", *bytes, test_catalogue());
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(file) << file.error().message;
  expect_items(*file);
}

TEST(NationalFile, NeighboursAreReadNearestFirst) {
  std::string header = "old_la_code,la_name";
  for (int i = 1; i <= 10; ++i) header += ",SN_" + std::to_string(i);
  const auto file = read(header +
                         "\n926,Fenland,201,202,203,204,205,206,207,208,209,210\n"
                         "927,Marsh,201,202,203,204,205,206,207,208,none,210\n"
                         "926,Fenland,301,302,303,304,305,306,307,308,309,310\n,,,,,,,,,,,\n");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->kind, NationalFile::Kind::neighbours);
  EXPECT_EQ(file->model.at("926").front(), "201");
  EXPECT_EQ(file->model.at("926").size(), 10U);
  EXPECT_EQ(file->model.at("927").size(), 9U);
  ASSERT_EQ(file->findings.size(), 2U);
  EXPECT_EQ(file->findings[0].column, "SN_9");
  EXPECT_EQ(file->findings[1].rule, "duplicate-published-row");
}

TEST(NationalFile, WhatIsNoSeriesIsLeftAloneAndAnOpenQuoteIsAnError) {
  EXPECT_EQ(read("a,b\n1,2\n")->kind, NationalFile::Kind::other);
  EXPECT_EQ(read("")->kind, NationalFile::Kind::other);
  EXPECT_EQ(read("PK\x03\x04 something zipped")->kind, NationalFile::Kind::other);
  const auto open = read(std::string(kHeader) + "2025,National,\"England,,,,,,All,1\n");
  ASSERT_FALSE(open);
  EXPECT_NE(open.error().message.find("line 2 is never closed"), std::string::npos);
  const auto cut = read("PAR1 the first bytes of a download");
  ASSERT_FALSE(cut);
  EXPECT_NE(cut.error().message.find("cut short"), std::string::npos);
}

TEST(NationalFile, AColumnThatIsGoneIsTold) {
  NationalCatalogue catalogue = test_catalogue();
  catalogue.rules[0].value.values = {"rate", "number"};
  const auto file =
      read_national_file("published.csv", "published.csv",
                         std::string(kHeader) + "2025,National,England,,,,,,All,1\n", catalogue);
  ASSERT_TRUE(file);
  ASSERT_EQ(file->findings.size(), 1U);
  EXPECT_EQ(file->findings[0].rule, "missing-published-column");
  EXPECT_EQ(file->table.rows[0].texts[file->table.place("number")], "x");
}

}  // namespace
}  // namespace waymark
