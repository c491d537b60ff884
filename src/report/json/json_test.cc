#include "report/json/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/test_report.h"

namespace waymark {
namespace {

TEST(Json, HoldsWhatThePageHolds) {
  const auto json = nlohmann::json::parse(write_json(build_publication(test_inputs())));
  EXPECT_EQ(json["month"], "2017-11");
  const auto& count = json["summary"][0]["rows"][0];
  EXPECT_EQ(count["measure"], "90.1");
  EXPECT_EQ(count["months"][3]["value"], 111);
  EXPECT_EQ(count["months"][3]["origin"], "computed");
  EXPECT_TRUE(count["county"].is_null());
  const auto& percent = json["summary"][0]["rows"][1];
  EXPECT_EQ(percent["months"][3]["value"], 61.5);
  EXPECT_EQ(percent["rag"][0]["rag"], "amber");
  EXPECT_EQ(percent["rag"][1]["missing_reason"], "not_computed");
  EXPECT_EQ(json["pages"][0]["measures"][0]["months"].size(), 13u);
}

TEST(Json, ALocalityHasTheCountyBeside) {
  PublicationInputs inputs = test_inputs();
  inputs.area = "north";
  const auto json = nlohmann::json::parse(write_json(build_publication(inputs)));
  EXPECT_EQ(json["summary"][0]["rows"][0]["months"][3]["value"], 21);
  EXPECT_EQ(json["summary"][0]["rows"][0]["county"]["months"][3]["value"], 111);
}

}  // namespace
}  // namespace waymark
