#include <gtest/gtest.h>

#include <algorithm>

#include "catalogue/catalogue.h"

namespace waymark {
namespace {

// The delivered catalogue with files of an authority's on top.
CatalogueReading reading_with(const std::string& settings) {
  auto files = *catalogue_files({});
  files.push_back({"authority.toml", settings, true});
  return read_catalogue(files);
}

std::string first_fault(const std::string& settings) {
  const auto reading = reading_with(settings);
  return reading.faults.empty() ? "" : reading.faults.front().message;
}

TEST(NationalCatalogue, EverySourceIsComparedWithOrSaysWhyNot) {
  const Catalogue catalogue = *load_catalogue();
  ASSERT_FALSE(catalogue.national.sources.empty());
  for (const auto& source : catalogue.national.sources) {
    const bool used = std::any_of(
        catalogue.national.rules.begin(), catalogue.national.rules.end(), [&](const auto& rule) {
          return rule.value.source == source.id || (rule.whole && rule.whole->source == source.id);
        });
    EXPECT_NE(used, !source.no_measure.empty()) << source.id;
    EXPECT_FALSE(source.licence.empty()) << source.id;
  }
}

TEST(NationalCatalogue, ASuccessorIsAnAuthorityAndCodesOfANumberDoNotOverlap) {
  const Catalogue catalogue = *load_catalogue();
  const auto& all = catalogue.national.authorities;
  for (const auto& authority : all) {
    for (const auto& number : authority.successors) {
      EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const auto& a) {
        return a.number == number;
      })) << authority.name;
    }
    for (const auto& other : all) {
      if (&authority == &other || authority.number != other.number) continue;
      const bool apart = (!authority.to.missing() && authority.to < other.from) ||
                         (!other.to.missing() && other.to < authority.from);
      EXPECT_TRUE(apart) << authority.name;
    }
  }
}

TEST(BenchmarkSettings, AreReadAndFaultsAreTold) {
  const auto reading = reading_with(
      "[benchmarks]\naverage = \"median\"\nauthority = \"926\"\nneighbour_model = \"2021\"\n");
  ASSERT_TRUE(reading.faults.empty()) << reading.faults.front().message;
  EXPECT_EQ(reading.catalogue.national.settings.average, AverageRule::median);
  EXPECT_EQ(reading.catalogue.national.settings.authority, "926");
  EXPECT_EQ(reading.catalogue.national.settings.neighbour_model, "2021");
  EXPECT_EQ(load_catalogue()->national.settings.average, AverageRule::mean);
  EXPECT_NE(first_fault("[benchmarks]\naverage = \"mode\"\n").find("\"mode\""), std::string::npos);
  EXPECT_NE(
      first_fault("[benchmarks]\nneighbour_model = \"2022\"\n").find("unknown model \"2022\""),
      std::string::npos);
  EXPECT_NE(first_fault("[benchmarks]\naverages = \"mean\"\n").find("averages"), std::string::npos);
  EXPECT_NE(first_fault("benchmarks = 3\n").find("[benchmarks]"), std::string::npos);
}

TEST(NationalCatalogue, FaultsOfARuleAreTold) {
  auto files = *catalogue_files({});
  files.push_back({"benchmarks/more.toml",
                   "[[benchmark]]\nmeasure = \"99.9\"\n"
                   "value = { source = \"referals\", sum_of = [\"a\"], wher = 3 }\n",
                   false});
  std::string told;
  for (const auto& fault : read_catalogue(files).faults) told += fault.message + "\n";
  EXPECT_NE(told.find("unknown measure \"99.9\""), told.npos) << told;
  EXPECT_NE(told.find("unknown source \"referals\""), told.npos) << told;
  EXPECT_NE(told.find("referrals"), told.npos) << told;
  EXPECT_NE(told.find("wher"), told.npos) << told;
}

}  // namespace
}  // namespace waymark
