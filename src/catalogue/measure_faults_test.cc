// Every kind of fault in a measure's file, once, with its line.
#include <gtest/gtest.h>

#include "catalogue/test_files.h"

namespace waymark {
namespace {

struct Case {
  std::string from;
  std::string to;
  int line;
  std::string message;  // the whole of it
};

std::string expected(const Case& fault) {
  return fmt::format("measures/m.toml:{}: {}\n", fault.line, fault.message);
}

TEST(MeasureFaults, TheFilesThemselvesHaveNone) {
  EXPECT_EQ(faults_of_measure(kRereferrals), "");
  EXPECT_EQ(faults_of_measure(kLongPlans), "");
}

TEST(MeasureFaults, OfTheHeading) {
  const std::vector<Case> cases = {
      {"ref        = \"2.7\"\n", "\n", 1, "The key ref is missing."},
      {"ref        = \"2.7\"", "ref = 2.7", 1,
       "ref: expected a text, found a number with decimals."},
      {"ref        = \"2.7\"", "ref = \" \"", 1, "ref: the text is empty."},
      {"ref        = \"2.7\"", "ref = \"../2\"", 1,
       "ref: a reference is made of letters, digits and full stops."},
      {"ref        = \"2.7\"", "ref = \"2.{code}\"", 1,
       "ref: {code} needs a [family] with values."},
      {"title      = \"Re", "title = \"{titel} Re", 2,
       "title: unknown name {titel}; did you mean \"{title}\"?"},
      {"sort       = 270", "sort = \"270\"", 5, "sort: expected a whole number, found a text."},
      {"sort       = 270", "sort = 0", 5, "sort: 0 is out of range; it must be 1 to 1000000."},
      {"\"low\"", "\"hihg\"", 6, "polarity: unknown word \"hihg\"; did you mean \"high\"?"},
      {"\"percent\"", "\"fraction\"", 7,
       "format: unknown word \"fraction\"; known are count, percent, rate, days, average and "
       "maximum."},
      {"decimals   = 1", "decimals = 9", 8, "decimals: 9 is out of range; it must be 0 to 4."},
      {"kind       = \"flow\"", "kind = \"flow\"\nwindow = 12", 11,
       "window: only a rolling measure has a window."},
      {"kind       = \"flow\"", "kind = \"flow\"\nwindow_in_fact = true", 11,
       "window_in_fact: only a rolling measure has a window."},
      {"kind       = \"flow\"\nytd        = \"ratio\"", "kind = \"rolling\"\nytd = \"none\"", 1,
       "The key window is missing."},
      {"kind       = \"flow\"\nytd        = \"ratio\"",
       "kind = \"rolling\"\nytd = \"none\"\nwindow = 6", 12, "window: a window is 3 or 12 months."},
      {"adds       = false", "adds = \"no\"", 12, "adds: expected true or false, found a text."},
      {"adds       = false", "adds = true", 12,
       "adds: only counts of localities add up to the county's."},
      {"[\"ssd_cin_episodes\", ", "[\"ssd_cin_episods\", \"ssd_cin_episodes\", ", 13,
       "needs: unknown table \"ssd_cin_episods\"; did you mean \"ssd_cin_episodes\"?"},
      {"\"ssd_person\"", "\"ssd_person\", \"ssd_person\"", 13, "needs: ssd_person stands twice."},
      {"\"ssd_person\"", "3, \"ssd_person\"", 13,
       "needs: expected a list of texts, found a whole number."},
      {"\"ssd_cin_episodes\", ", "", 13,
       "needs: ssd_cin_episodes is missing: the fact referral is made of it."},
      {"valid_from", "uses = [\"ssd_person\"]\nvalid_from", 14,
       "uses: ssd_person is needed already; it cannot be used only if there."},
      {"2010-01-01", "\"2010-01-01\"", 14,
       "valid_from: expected a date such as 2017-07-01 without quotes, found a text."},
      {"2010-01-01", "2010-01-01\nvalid_until = 2009-01-01", 15,
       "valid_until: 2009-01-01 is not after valid_from, 2010-01-01; set a later day, or leave "
       "valid_until "
       "out while the definition holds."},
      {"source  ", "footnotes = [\"none\"]\nsource", 16, "footnotes: unknown footnote \"none\"."},
      {"source  ", "sourec = \"\"\nsource", 16, "sourec: unknown key; did you mean \"source\"?"},
      {"2010-01-01", "2010-02-30", 14,
       "This is not TOML: Error while parsing date: expected day between 1 and 28 (inclusive), saw "
       "30."},
  };
  for (const auto& fault : cases) {
    EXPECT_EQ(faults_of_measure(with(kRereferrals, fault.from, fault.to)), expected(fault));
  }
}

TEST(MeasureFaults, OfFormatKindAndYearToDate) {
  const std::vector<Case> cases = {
      {"\"ratio\"", "\"sum\"", 11,
       "ytd: sum adds the months of a flow that is a count; this is none."},
      {"\"ratio\"", "\"pooled\"", 11,
       "ytd: pooled adds the month ends of a stock that is a percentage; this is none."},
      {"\"flow\"", "\"annualised\"", 10, "kind: only a rate is annualised."},
      {"\"percent\"", "\"rate\"", 18,
       "denominator: the denominator of a rate is population = true."},
  };
  for (const auto& fault : cases) {
    EXPECT_EQ(faults_of_measure(with(kRereferrals, fault.from, fault.to)), expected(fault));
  }
  // A count with a denominator has two faults: its year to date is no sum either.
  EXPECT_EQ(
      faults_of_measure(with(kRereferrals, "\"percent\"", "\"count\"")),
      "measures/m.toml:11: ytd: ratio divides the sums of a flow's months; this is no ratio of "
      "flows.\n"
      "measures/m.toml:18: denominator: a count or a maximum has no denominator.\n");
}

TEST(MeasureFaults, OfTheSides) {
  const std::vector<Case> cases = {
      {"\"referral\"\nmonth_of", "\"referal\"\nmonth_of", 19,
       "denominator.of: unknown fact \"referal\"; did you mean \"referral\"?"},
      {"month_of   = \"referred_on\"", "month_of = \"refered_on\"", 20,
       "denominator.month_of: the fact referral has no date column refered_on; did you mean "
       "\"referred_on\"?"},
      {"month_of   = \"referred_on\"", "month_of = \"source_group\"", 20,
       "denominator.month_of: the fact referral has no date column source_group; known are "
       "referred_on and previous_on."},
      {"month_of   = \"referred_on\"", "", 18,
       "denominator: say month_of = the date whose month counts."},
      {"month_of   = \"referred_on\"", "month_of = \"referred_on\"\nat = \"month end\"", 21,
       "denominator.at: only a stock is counted at month end; say month_of = a date."},
      {"month_of   = \"referred_on\"", "month_of = \"referred_on\"\ncover = \"seen\"", 21,
       "denominator.cover: only a stock can be covered."},
      {"month_of   = \"referred_on\"", "month_of = \"referred_on\"\nsum = \"days\"", 21,
       "denominator.sum: the fact referral has no number column at all; leave sum out, or count "
       "another "
       "fact."},
      {"month_of   = \"referred_on\"", "month_of = \"referred_on\"\npopulation = true", 18,
       "denominator: what is counted is said in more than one way; keep one of of, sum_of, "
       "part_of_denominator and population."},
      {"where      = \"add_months(previous_on, $window) >= referred_on\"", "", 23,
       "numerator.part_of_denominator: say which part, by where or cover."},
      {"part_of_denominator = true", "part_of_denominator = true\nmonth_of = \"referred_on\"", 24,
       "numerator.month_of: it is taken from the denominator."},
      {"add_months(", "add_month(", 24,
       "numerator.where: unknown function add_month; did you mean \"add_months\"?"},
      {"previous_on, ", "zzzzzzzzzzzzzzzzz, ", 24,
       "numerator.where: the fact referral has no column zzzzzzzzzzzzzzzzz; known are "
       "referred_on, source_group, previous_on, to_assessment and no_further_action."},
      {"\"referral\"\nmonth_of", "\"visit_by_a_worker\"\nmonth_of", 19,
       "denominator.of: unknown fact \"visit_by_a_worker\"; the nearest are care_leaver, "
       "foster_approval and child_in_need."},
      {"$window", "$windo", 24,
       "numerator.where: unknown parameter $windo; did you mean \"window\"?"},
      {"previous_on, ", "{code}, ", 24,
       "numerator.where: {code} is replaced by no family; known are {code} and {title}."},
  };
  for (const auto& fault : cases) {
    const std::string found = faults_of_measure(with(kRereferrals, fault.from, fault.to));
    EXPECT_NE(found.find(expected(fault)), std::string::npos) << found << expected(fault);
  }
}

TEST(MeasureFaults, OfStocks) {
  const std::vector<Case> cases = {
      {"at         = \"month end\"", "", 18,
       "numerator: say at = \"month end\", as a stock is counted."},
      {"\"month end\"", "\"year end\"", 20,
       "numerator.at: unknown moment \"year end\"; it is \"month end\"."},
      {"at         = \"month end\"", "month_of = \"started_on\"", 20,
       "numerator.month_of: a stock is counted at = \"month end\", not by the month of a date."},
      {"\"cp_plan\"", "\"cp_review\"", 20,
       "numerator.at: the fact cp_review has no span of time, so nothing of it is open at a month "
       "end; use month_of."},
      {"at         = \"month end\"", "at = \"month end\"\ncover = \"seen_in_tme\"", 21,
       "numerator.cover: the fact cp_plan has no cover seen_in_tme; did you mean "
       "\"seen_in_time\"?"},
      {"<= month_end", "= month_end", 22,
       "numerator.where: month_end may only be compared (< <= > >=) with a date, or stand last in "
       "working_days, days_between or age_at compared with a number; such comparisons may be "
       "joined "
       "by `and`, each alone may stand under `not`."},
      {"add_months(started_on, 24) <= month_end",
       "started_on <= month_end and\n  working_days(started_on, month_end) > 10", 13,
       "needs: loc_bank_holiday is missing: working_days reads it."},
      {"add_months(started_on, 24) <= month_end",
       "started_on <= month_end\n  and stated_on is missing", 23,
       "numerator.where: the fact cp_plan has no column stated_on; did you mean \"started_on\"?"},
  };
  for (const auto& fault : cases) {
    const std::string found = faults_of_measure(with(kLongPlans, fault.from, fault.to));
    EXPECT_NE(found.find(expected(fault)), std::string::npos) << found << expected(fault);
  }
}

// Sides replaced as a whole.
TEST(MeasureFaults, OfWhatASideIsMadeOf) {
  const std::string heading = kRereferrals.substr(0, kRereferrals.find("[denominator]"));
  const std::string referrals = "[denominator]\nof = \"referral\"\nmonth_of = \"referred_on\"\n";
  const std::string part = "[numerator]\npart_of_denominator = true\nwhere = \"to_assessment\"\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {referrals, "18: denominator: there is a denominator but no numerator."},
      {"[numerator]\nof = \"referral\"\nmonth_of = \"referred_on\"\n",
       "7: format: this format needs a [denominator]."},
      {part,
       "19: numerator.part_of_denominator: it needs a denominator that is counted by `of`; write "
       "the numerator's own `of`, or count the denominator."},
      {referrals + "[numerator]\noff = \"referral\"\n",
       "21: numerator: say what is counted: of, sum_of, part_of_denominator or population."},
      {referrals + "[numerator]\noff = \"referral\"\n",
       "22: numerator.off: unknown key; did you mean \"of\"?"},
      {referrals + "[numerator]\npopulation = true\n",
       "22: numerator.population: only a denominator can be the population."},
      {"[denominator]\npopulation = true\n" + part,
       "18: denominator: only a rate has the population as its denominator."},
      {"[denominator]\npopulation = true\n" + part,
       "13: needs: loc_population is missing: a rate reads the population from it."},
      {"[denominator]\npart_of_denominator = true\n" + part,
       "19: denominator.part_of_denominator: only a numerator can be a part of the denominator."},
      {referrals + "[numerator]\nsum_of = []\n", "22: numerator.sum_of: the list is empty."},
      {referrals + "[numerator]\nsum_of = [\"2.9\"]\nwhere = \"x\"\n",
       "23: numerator.where: it has no meaning beside sum_of."},
      {referrals + "[numerator]\nsum_of = [\"2.9:n\"]\n",
       "22: numerator.sum_of: \"2.9:n\": only :d may stand behind a reference, for the "
       "denominator."},
      {referrals + part + "[not_recorded_when]\npopulation = true\n",
       "24: not_recorded_when: the population is always recorded."},
      {referrals +
           "[numerator]\nof = \"referral\"\nmonth_of = \"referred_on\"\nmaximum = \"days\"\n",
       "21: numerator: a maximum is taken only where the format is maximum."},
      {referrals +
           "[numerator]\nof = \"referral\"\nmonth_of = \"referred_on\"\nmaximum = \"days\"\n"
           "sum = \"days\"\n",
       "24: numerator.maximum: an amount is either summed or the maximum is taken."},
      {"[numerator]\nof = 3\n", "19: numerator.of: expected a text, found a whole number."},
      {"numerator = 3\n", "18: numerator: expected a table, found a whole number."},
  };
  for (const auto& [sides, fault] : cases) {
    const std::string found = faults_of_measure(heading + sides);
    EXPECT_NE(found.find("measures/m.toml:" + fault + "\n"), std::string::npos) << found << fault;
  }
  const std::string count = with(with(heading, "\"percent\"", "\"count\""), "\"ratio\"", "\"sum\"");
  EXPECT_EQ(
      faults_of_measure(count + "[numerator]\nof = \"referral\"\nmonth_of = \"referred_on\"\n"),
      "");
  EXPECT_EQ(
      faults_of_measure(count +
                        "[numerator]\nof = \"referral\"\nmonth_of = \"referred_on\"\n"
                        "[not_recorded_when]\nof = \"referral\"\nmonth_of = \"referred_on\"\n"),
      "measures/m.toml:21: not_recorded_when: only a measure with a counted denominator can be "
      "not recorded.\n");
  EXPECT_EQ(faults_of_measure(with(with(count, "\"count\"", "\"maximum\""), "\"sum\"", "\"none\"") +
                              "[numerator]\nof = \"referral\"\nmonth_of = \"referred_on\"\n"),
            "measures/m.toml:18: numerator: the format maximum needs maximum = an amount.\n");
  EXPECT_EQ(faults_of_measure(with(heading, "\"percent\"", "\"rate\"") +
                              "[numerator]\nof = \"referral\"\nmonth_of = \"referred_on\"\n"),
            "measures/m.toml:7: format: a rate needs [denominator] population = true.\n");
}

TEST(MeasureFaults, OfKeysBehindTheExamples) {
  const std::string example =
      "[[example]]\nname = \"x\"\n[example.records]\nssd_person = \"\"\"\n[a]\n\"\"\"\n";
  EXPECT_EQ(faults_of_measure(kRereferrals + example), "");
  EXPECT_EQ(faults_of_measure(with(kRereferrals, "[numerator]", example + "[numerator]")),
            "measures/m.toml:18: denominator: there is a denominator but no numerator.\n"
            "measures/m.toml:28: [numerator] stands behind the first [[example]]; examples come "
            "last.\n");
  EXPECT_EQ(faults_of_measure(kRereferrals + "[[ example ]]\nname = \"x\"\n"),
            "measures/m.toml:25: example: each example begins with a line [[example]], behind all "
            "other keys.\n");
}

TEST(MeasureFaults, AllAreToldAtOnce) {
  const std::string text = with(with(with(kRereferrals, "\"low\"", "\"lo\""), "sort ", "srot "),
                                "previous_on", "previos_on");
  EXPECT_EQ(
      faults_of_measure(text),
      "measures/m.toml:1: The key sort is missing.\n"
      "measures/m.toml:5: srot: unknown key; did you mean \"sort\"?\n"
      "measures/m.toml:6: polarity: unknown word \"lo\"; did you mean \"low\"?\n"
      "measures/m.toml:24: numerator.where: the fact referral has no column previos_on; did you "
      "mean \"previous_on\"?\n");
}

TEST(MeasureFaults, HostileFilesAreRefusedWithASentence) {
  std::string dotted = "a";
  for (int i = 0; i < 1000; ++i) dotted += ".a";
  EXPECT_EQ(faults_of_measure(dotted + " = 1\n"),
            "measures/m.toml:1: A key has too many parts joined by dots; no definition needs so "
            "many.\n");
  EXPECT_EQ(faults_of_measure("a = " + std::string(5000, '[')).substr(0, 40),
            "measures/m.toml:1: This is not TOML: Err");
  EXPECT_EQ(faults_of_measure(std::string((1 << 20) + 1, '#')),
            "measures/m.toml:1: The file is larger than a megabyte; no definition is.\n");
}

}  // namespace
}  // namespace waymark
