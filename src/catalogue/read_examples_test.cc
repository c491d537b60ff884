#include <gtest/gtest.h>

#include "catalogue/example_table.h"
#include "catalogue/test_files.h"

namespace waymark {
namespace {

const std::string kExample = R"toml(
[[example]]
name  = "an earlier referral exactly twelve months before counts"
month = "2017-11"
[example.records]
ssd_person = """
pers_person_id, pers_dob
A,              2010-05-01
"""
ssd_cin_episodes = """
cine_referral_id, cine_person_id, cine_referral_date, cine_referral_outcome_json
1,                A,              2016-11-15,         "{""NFA_FLAG"": ""Y"", ""X"": ""N""}"
2,                A,              2017-11-15,
"""
[[example.expect]]
numerator = 1
denominator = 1
[[example.expect]]
area = "north"
missing_reason = "no_denominator"
numerator = 0
denominator = 0
)toml";

std::vector<CatalogueFile> file(const std::string& text) {
  return {{"measures/m.toml", text, false}};
}

std::string example_faults(const std::string& text) {
  std::vector<DefinitionFault> faults;
  read_examples(file(text), &faults);
  return as_text(faults);
}

TEST(ReadExamples, TakesRecordsAndExpectations) {
  std::vector<DefinitionFault> faults;
  const auto examples = read_examples(
      file(kRereferrals + with(kExample, "month =", "not_supplied = [\"ssd_person\"]\nmonth =")),
      nullptr);
  ASSERT_EQ(examples.size(), 1U);
  const MeasureExample& example = examples[0];
  EXPECT_EQ(example.measure, "2.7");
  EXPECT_EQ(example.name, "an earlier referral exactly twelve months before counts");
  EXPECT_EQ(example.file, "measures/m.toml");
  EXPECT_EQ(example.line, 26);
  EXPECT_EQ(to_string(example.month), "2017-11");
  EXPECT_EQ(example.not_supplied, (std::vector<std::string>{"ssd_person"}));
  ASSERT_EQ(example.tables.size(), 2U);
  EXPECT_EQ(example.tables[0].first, "ssd_cin_episodes");
  EXPECT_EQ(example.tables[0].second,
            "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_outcome_json\n"
            "1,A,2016-11-15,\"{\"\"NFA_FLAG\"\": \"\"Y\"\", \"\"X\"\": \"\"N\"\"}\"\n"
            "2,A,2017-11-15,\n");
  EXPECT_EQ(example.tables[1].second, "pers_person_id,pers_dob\nA,2010-05-01\n");
  ASSERT_EQ(example.expected.size(), 2U);
  EXPECT_EQ(example.expected[0].area, "county");
  EXPECT_EQ(example.expected[0].numerator, 1);
  EXPECT_EQ(example.expected[0].denominator, 1);
  EXPECT_EQ(example.expected[0].missing_reason, "");
  EXPECT_EQ(example.expected[1].area, "north");
  EXPECT_EQ(example.expected[1].missing_reason, "no_denominator");
}

TEST(ReadExamples, OfAFamilyNameTheirMeasure) {
  const std::string family =
      with(with(kRereferrals, "\"2.7\"", "\"2.7.{code}\""), "[denominator]",
           "[family]\nvalues = [{code = \"a\", title = \"A\"}, {code = \"b\", title = \"B\"}]\n"
           "[denominator]");
  EXPECT_EQ(example_faults(family + kExample),
            "measures/m.toml:28: example: the key ref is missing.\n");
  const std::string named = with(kExample, "month =", "ref = \"2.7.b\"\nmonth =");
  EXPECT_EQ(example_faults(family + named), "");
  EXPECT_EQ(read_examples(file(family + named), nullptr)[0].measure, "2.7.b");
  EXPECT_EQ(example_faults(family + with(named, "2.7.b", "2.7.c")),
            "measures/m.toml:30: example.ref: this file defines no measure \"2.7.c\"; did you mean "
            "\"2.7.a\"?\n");
}

TEST(ReadExamples, Faults) {
  struct Case {
    std::string from;
    std::string to;
    std::string fault;
  };
  const std::vector<Case> cases = {
      {"name  = \"an earlier referral exactly twelve months before counts\"\n", "",
       "26: example: the key name is missing."},
      {"\"2017-11\"", "\"2017-13\"",
       "28: example.month: \"2017-13\" is no month; months are written 2017-11."},
      {"month =", "moth =", "26: example: the key month is missing."},
      {"month =", "ref = \"2.8\"\nmonth =",
       "28: example.ref: this file defines no measure \"2.8\"; did you mean \"2.7\"?"},
      {"ssd_person = ", "ssd_persons = ",
       "30: example.records.ssd_persons: unknown table; did you mean \"ssd_person\"?"},
      {"pers_dob", "pers_bod",
       "31: example.records.ssd_person: ssd_person has no column pers_bod; did you mean "
       "\"pers_dob\"?"},
      {"pers_person_id, pers_dob", "pers_dob, pers_dob",
       "31: example.records.ssd_person: the column pers_dob stands twice."},
      {"2017-11-15,\n", "2017-11-15\n",
       "37: example.records.ssd_cin_episodes: the row has 3 values, the header 4."},
      {"\"\"N\"\"}\"", "\"\"N\"\"}",
       "36: example.records.ssd_cin_episodes: a quote is never closed, or text follows it."},
      {"\"\"N\"\"}\"", "\"\"N\"\"}\" x",
       "36: example.records.ssd_cin_episodes: a quote is never closed, or text follows it."},
      {"month =", "not_supplied = [\"ssd_cin_episodes\"]\nmonth =",
       "28: example.not_supplied: ssd_cin_episodes stands among the records as well."},
      {"month =", "not_supplied = [\"ssd_cp_plans\"]\nmonth =",
       "28: example.not_supplied: the measure neither needs nor uses \"ssd_cp_plans\"; known are "
       "ssd_cin_episodes and ssd_person."},
      {"numerator = 1\n", "",
       "39: example.expect: nothing is expected; give numerator or missing_reason."},
      {"denominator = 1\n", "",
       "39: example.expect: the measure has a denominator; give the one expected."},
      {"numerator = 1", "numerator = -1",
       "40: example.expect.numerator: -1 is out of range; it must be 0 to 1000000000."},
      {"\"no_denominator\"", "\"no_denominators\"",
       "44: example.expect.missing_reason: unknown reason \"no_denominators\"; did you mean "
       "\"no_denominator\"?"},
      {"area = ", "aera = ", "43: example.expect.aera: unknown key; did you mean \"area\"?"},
  };
  for (const auto& fault : cases) {
    const std::string found = example_faults(kRereferrals + with(kExample, fault.from, fault.to));
    EXPECT_NE(found.find("measures/m.toml:" + fault.fault + "\n"), std::string::npos)
        << found << fault.fault;
  }
  const std::string nothing = kExample.substr(0, kExample.find("[[example.expect]]"));
  EXPECT_EQ(example_faults(kRereferrals + nothing),
            "measures/m.toml:26: example: the key expect is missing.\n");
  EXPECT_EQ(example_faults(kLongPlans + "[[example]]\nname = \"n\"\nmonth = \"2017-11\"\n"
                                        "[[example.expect]]\nnumerator = 0\ndenominator = 1\n"),
            "measures/m.toml:29: example.expect.denominator: the measure has no denominator.\n");
}

TEST(ReadExamples, EveryComputedMeasureHasSome) {
  EXPECT_EQ(
      example_faults(kRereferrals),
      "measures/m.toml:1: A computed measure carries examples ([[example]]) that show what it "
      "counts.\n");
  EXPECT_EQ(example_faults(kRereferrals.substr(0, kRereferrals.find("[denominator]"))), "");
}

TEST(ExampleTable, DropsBlanksAndEmptyLines) {
  const Table table{
      .name = "t",
      .description = {},
      .person_field = {},
      .tie_fields = {},
      .fields = {{.name = "a", .references = {}, .id_space = {}, .allowed = {}, .definition = {}},
                 {.name = "b", .references = {}, .id_space = {}, .allowed = {}, .definition = {}}}};
  const auto csv = [&](const char* text) {
    const ExampleTable read = read_example_table(text, table);
    EXPECT_TRUE(read.faults.empty()) << text;
    return read.csv;
  };
  EXPECT_EQ(csv("\n  a , b \n\n 1 ,\t\"x, y\" \n , \n"), "a,b\n1,\"x, y\"\n,\n");
  EXPECT_EQ(csv("b\n\"\"\n"), "b\n\"\"\n");
  EXPECT_EQ(csv("a,b\n\"say \"\"no\"\"\",2"), "a,b\n\"say \"\"no\"\"\",2\n");
  const ExampleTable empty = read_example_table(" \n", table);
  ASSERT_EQ(empty.faults.size(), 1U);
  EXPECT_EQ(empty.faults[0].message, "the header with the column names is missing.");
}

}  // namespace
}  // namespace waymark
