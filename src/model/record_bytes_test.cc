#include "model/record_bytes.h"

#include <gtest/gtest.h>

#include <vector>

namespace waymark {
namespace {

class Areas final : public IdTexts {
 public:
  std::int32_t size() const override { return 2; }
  std::string text(std::int32_t number) const override { return number == 0 ? "north" : "county"; }
  bool before(std::int32_t a, std::int32_t b) const override { return text(a) < text(b); }
  std::int32_t find(std::string_view text) const override {
    return text == "north" ? 0 : text == "county" ? 1 : kMissing;
  }
};

RecordTable table(const std::string& name, std::size_t rows) {
  RecordTable made;
  made.schema = record_schema().find(name);
  made.rows = rows;
  made.values.resize(made.schema->fields.size());
  made.texts.resize(made.schema->fields.size());
  return made;
}

// A locality, two targets of which one column was left out, and a table that is not small.
Extract records() {
  Extract extract;
  extract.codes.number("6");
  extract.codes.number("NR1 1AA");
  extract.key_sets.sets = {{}, {0}};
  extract.ids["locality_id"] = std::make_shared<Areas>();
  RecordTable localities = table("loc_locality", 1);
  localities.values[localities.field("locality_id")] = {0};
  localities.texts[localities.field("name")] = {"North"};
  localities.originals[0] = " north \x1FNorth\x1F";
  localities.file_row = {7};
  RecordTable targets = table("loc_target", 2);
  targets.values[targets.field("area")] = {0, 1};
  targets.texts[targets.field("target")] = {"95.0", ""};
  targets.left_out.assign(targets.schema->fields.size(), false);
  targets.left_out[targets.field("from_date")] = true;
  extract.fetch = [](std::string_view, std::size_t) {
    return std::vector<std::int32_t>{17000, kMissing};
  };
  extract.tables.emplace("loc_locality", std::move(localities));
  extract.tables.emplace("loc_target", std::move(targets));
  extract.tables.emplace("ssd_person", table("ssd_person", 0));
  return extract;
}

const std::vector<std::string> kTables = {"loc_locality", "loc_target", "loc_population"};

std::optional<SomeRecords> read(std::string_view bytes) {
  return records_of_bytes(std::as_bytes(std::span(bytes)));
}

TEST(RecordBytes, GiveTheTablesBackWithWhatTheirNumbersStandFor) {
  const auto got = read(bytes_of_records(records(), kTables));
  ASSERT_TRUE(got);
  EXPECT_EQ(got->codes, (std::vector<std::string>{"6", "NR1 1AA"}));
  EXPECT_EQ(got->key_sets.sets, (std::vector<std::vector<std::int32_t>>{{}, {0}}));
  ASSERT_EQ(got->tables.size(), 2U);  // of three asked for one is not supplied
  const RecordTable& locality = got->tables.at("loc_locality");
  EXPECT_EQ(locality.rows, 1U);
  EXPECT_EQ(locality.texts[locality.field("name")], std::vector<std::string>{"North"});
  EXPECT_EQ(locality.originals.at(0), " north \x1FNorth\x1F");
  EXPECT_EQ(locality.file_row, std::vector<std::int32_t>{7});
  EXPECT_TRUE(locality.values[locality.field("sort_order")].empty());
  const IdTexts& areas = *got->ids.at("locality_id");
  EXPECT_EQ(areas.size(), 2);
  EXPECT_EQ(areas.text(1), "county");
  EXPECT_EQ(areas.find("county"), 1);
  EXPECT_EQ(areas.find("south"), kMissing);
  EXPECT_TRUE(areas.before(1, 0));
}

TEST(RecordBytes, HoldColumnsThatWereLeftOut) {
  const auto got = read(bytes_of_records(records(), kTables));
  ASSERT_TRUE(got);
  const RecordTable& targets = got->tables.at("loc_target");
  EXPECT_EQ(targets.values[targets.field("from_date")],
            (std::vector<std::int32_t>{17000, kMissing}));
  EXPECT_TRUE(targets.left_out.empty());
}

TEST(RecordBytes, ThatAreCutShortAreNone) {
  const std::string bytes = bytes_of_records(records(), kTables);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(read(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(read(bytes + "x"));
}

}  // namespace
}  // namespace waymark
