#include "model/records.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "model/areas.h"

namespace waymark {
namespace {

class OneId : public IdTexts {
 public:
  std::int32_t size() const override { return 1; }
  std::string text(std::int32_t) const override { return "north"; }
  bool before(std::int32_t, std::int32_t) const override { return false; }
  std::int32_t find(std::string_view text) const override { return text == "north" ? 0 : kMissing; }
};

// One locality that stood as " north ,  North " in its file.
Extract locality_with_blanks() {
  Extract extract;
  RecordTable& table = extract.tables["loc_locality"];
  table.schema = record_schema().find("loc_locality");
  table.rows = 1;
  table.values.resize(table.schema->fields.size());
  table.texts.resize(table.schema->fields.size());
  table.values[table.field("locality_id")] = {0};
  table.values[table.field("sort_order")] = {kMissing};
  table.texts[table.field("name")] = {"North"};
  table.originals[0] = " north \x1F  North \x1F";
  extract.ids["locality_id"] = std::make_shared<OneId>();
  return extract;
}

// Whoever asks, and the thread that reads ahead of all who ask.
TEST(ExtractLater, WhatAReaderThrowsIsTold) {
  for (const bool ahead : {false, true}) {
    Extract extract;
    extract.add_later(*record_schema().find("loc_locality"), []() -> Result<RecordTable> {
      throw std::runtime_error("the library has no such function");
    });
    if (ahead) extract.read_ahead({"loc_locality"});
    EXPECT_EQ(extract.rows("loc_locality"), 0u);
    const auto read = extract.reading();
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message,
              "The table loc_locality could not be read: the library has no such function");
  }
}

TEST(CellText, OfAnIdIsTheIdWithoutTheBlanksAroundIt) {
  const Extract extract = locality_with_blanks();
  EXPECT_EQ(extract.cell_text("loc_locality", "locality_id", 0), "north");
  EXPECT_EQ(extract.cell_text("loc_locality", "name", 0), "  North ");
}

TEST(Areas, AreNamedByTheirIds) {
  const Areas areas = areas_of(locality_with_blanks());
  ASSERT_EQ(areas.localities.size(), 1U);
  EXPECT_EQ(areas.localities[0].id, "north");
  EXPECT_EQ(areas.find("north"), 0);
}

}  // namespace
}  // namespace waymark
