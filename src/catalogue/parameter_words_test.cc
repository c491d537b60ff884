// What definitions say of parameters: the values that hold for this authority.
#include "catalogue/parameter_words.h"

#include <gtest/gtest.h>

#include <set>

#include "catalogue/test_files.h"

namespace waymark {
namespace {

CatalogueFile settings(const std::string& line) {
  return {"north/authority.toml", "[parameters]\n" + line + "\n", true};
}

Measure measure_with(const std::string& definition, const std::string& own = {}) {
  std::vector<CatalogueFile> files = {
      {"parameters/a.toml",
       with(kWindow, "choices = [\"referral\", \"start\"]",
            "choices = [\"referral\", \"start\"]\n[parameter.said]\nreferral = \"It starts at the "
            "referral.\"\n"
            "start = \"It starts with the work.\""),
       false},
      {"measures/m.toml",
       with(kRereferrals, "Of the referrals of the month, the share that follow another.",
            definition),
       false}};
  if (!own.empty()) files.push_back(settings(own));
  const CatalogueReading reading = read_catalogue(files);
  EXPECT_EQ(as_text(reading.faults), "");
  return *reading.catalogue.find("2.7");
}

TEST(ParameterWords, ADefinitionSaysTheValue) {
  const std::string text = "Within {$window} months. {$clock} At {$home_types}.";
  EXPECT_EQ(measure_with(text).definition,
            "Within 12 (until 31 March 2017: 6) months. It starts at the referral. At HOME.");
  EXPECT_EQ(measure_with(text, "window = 3\nclock = \"start\"\nhome_types = [\"HOME\", \"MAIN\"]")
                .definition,
            "Within 3 months. It starts with the work. At HOME and MAIN.");
}

TEST(ParameterWords, AnUnknownNameIsAFault) {
  const auto faults = [](const std::string& text) {
    return faults_of_measure(with(kRereferrals, "Of the referrals of the month", text));
  };
  EXPECT_EQ(
      faults("Within {$windo} months"),
      "measures/m.toml:15: definition: unknown parameter {$windo}; did you mean \"window\"?\n");
  EXPECT_EQ(faults("Within {$window months"),
            "measures/m.toml:15: definition: the parameter's name is never closed by }; write "
            "{$name}.\n");
}

TEST(ParameterWords, ABreakIsLeftOutWhereTheParameterHasNoChangeThatDay) {
  const auto breaks = [](const std::string& own) {
    std::vector<CatalogueFile> files = {
        window_file(),
        {"measures/m.toml", kRereferrals, false},
        {"breaks.toml",
         "[[break]]\nday = 2017-04-01\ntext = \"{$window} months.\"\nmeasures = "
         "[\"2.7\"]\nparameter = \"window\"\n",
         false}};
    if (!own.empty()) files.push_back(settings(own));
    std::string text;
    for (const auto& one : read_catalogue(files).catalogue.breaks) text += one.text;
    return text;
  };
  EXPECT_EQ(breaks(""), "12 (until 31 March 2017: 6) months.");
  EXPECT_EQ(breaks("window = 3"), "");
  EXPECT_EQ(
      faults_of({window_file(),
                 {"measures/m.toml", kRereferrals, false},
                 {"breaks.toml",
                  "[[break]]\nday = 2017-04-01\ntext = \"T.\"\nmeasures = [\"2.7\"]\nparameter = "
                  "\"windw\"\n",
                  false}}),
      "breaks.toml:5: break.parameter: unknown parameter \"windw\"; did you mean \"window\"?\n");
}

Catalogue real_catalogue(const std::string& own) {
  auto files = catalogue_files({});
  EXPECT_TRUE(files);
  files->push_back(settings(own));
  CatalogueReading reading = read_catalogue(*files);
  EXPECT_EQ(as_text(reading.faults), "");
  return std::move(reading.catalogue);
}

std::set<std::string> parameters_in(const Measure& measure) {
  std::set<std::string> names;
  for (const auto* side : {&measure.numerator, &measure.denominator}) {
    if (*side && (*side)->count && (*side)->count->where) {
      collect_parameters(*(*side)->count->where, names);
    }
  }
  return names;
}

// Measures whose rule hides in a fact; those that name the parameter in a condition are found.
const std::set<std::pair<std::string, std::string>> kInFacts = {
    {"2.9", "repeat_contact_months"},        {"2.10", "repeat_contact_months"},
    {"5.5", "plan_validity_months"},         {"6.14", "cp_visit_wd"},
    {"7.14", "plan_validity_months"},        {"7.15", "lac_visit_first_year_days"},
    {"7.15", "lac_visit_later_days"},        {"7.15", "lac_visit_long_term_months"},
    {"7.15", "lac_visit_parent_first_days"}, {"7.15", "lac_visit_parent_later_days"},
    {"8.2", "plan_validity_months"},         {"2.8", "rereferral_months"}};

TEST(ParameterWords, EveryDefinitionOfTheCatalogueSaysTheNumbersThatAreSet) {
  const Catalogue usual = real_catalogue("");
  for (const auto& [name, parameter] : usual.parameters.all()) {
    if (parameter.values.front().number == kMissing) continue;
    const Catalogue changed = real_catalogue(name + " = 77");
    for (const auto& measure : usual.measures) {
      const bool named =
          parameters_in(measure).contains(name) || kInFacts.contains({measure.ref, name});
      if (!named || measure.definition.find("measure 8.1") != std::string::npos) continue;
      const std::string& text = changed.find(measure.ref)->definition;
      EXPECT_NE(text.find("77"), std::string::npos) << measure.ref << " " << name << ": " << text;
    }
  }
  EXPECT_NE(real_catalogue("assessment_clock = \"start\"").find("3.3")->definition,
            usual.find("3.3")->definition);
  EXPECT_EQ(real_catalogue("assessment_wd = 40").find("3.3")->title,
            "Assessments auth in 40 WD - %");
}

}  // namespace
}  // namespace waymark
