#include <gtest/gtest.h>

#include "catalogue/test_files.h"

namespace waymark {
namespace {

CatalogueFile measure(const std::string& text, const std::string& name = "m") {
  return {"measures/" + name + ".toml", text, false};
}

Catalogue read(std::vector<CatalogueFile> files) {
  files.push_back(window_file());
  CatalogueReading reading = read_catalogue(files);
  EXPECT_EQ(as_text(reading.faults), "");
  return std::move(reading.catalogue);
}

std::vector<std::string> refs(const Catalogue& catalogue) {
  std::vector<std::string> all;
  for (const auto& m : catalogue.measures) all.push_back(m.ref);
  return all;
}

TEST(ReadMeasure, TakesEveryKey) {
  const Catalogue catalogue = read({measure(
      with(with(kRereferrals, "adds       = false", "optional = true\nuses = [\"loc_extract\"]"),
           "source ", "valid_until = 2020-01-01\nnote = \" A note. \"\nsource "))});
  const Measure& m = *catalogue.find("2.7");
  EXPECT_EQ(m.title, "Re-referrals - % (in-month)");
  EXPECT_EQ(m.section, "2 Contacts and referrals");
  EXPECT_EQ(m.page, "Referrals");
  EXPECT_EQ(m.sort, 270);
  EXPECT_EQ(m.polarity, Polarity::low);
  EXPECT_EQ(m.format, Format::percent);
  EXPECT_EQ(m.decimals, 1);
  EXPECT_EQ(m.unit, "referral");
  EXPECT_EQ(m.kind, Kind::flow);
  EXPECT_EQ(m.window_months, 1);
  EXPECT_EQ(m.ytd, Ytd::ratio);
  EXPECT_FALSE(m.adds);
  EXPECT_TRUE(m.optional);
  EXPECT_EQ(m.needs, (std::vector<std::string>{"ssd_cin_episodes", "ssd_person"}));
  EXPECT_EQ(m.uses, (std::vector<std::string>{"loc_extract"}));
  EXPECT_EQ(to_string(m.valid_from), "2010-01-01");
  EXPECT_EQ(to_string(m.valid_until), "2020-01-01");
  EXPECT_EQ(m.definition, "Of the referrals of the month, the share that follow another.");
  EXPECT_EQ(m.source, "Settled for this product.");
  EXPECT_EQ(m.note, "A note.");
  EXPECT_EQ(m.file, "measures/m.toml");
}

TEST(ReadMeasure, APartOfTheDenominatorCountsTheSameRows) {
  const Catalogue catalogue = read({measure(kRereferrals)});
  const Measure& m = *catalogue.find("2.7");
  ASSERT_TRUE(m.denominator && m.denominator->count && m.numerator && m.numerator->count);
  const FactSchema* referral = find_fact_schema("referral");
  EXPECT_EQ(m.denominator->count->fact, referral);
  EXPECT_EQ(m.denominator->count->month_of, referral->find("referred_on"));
  EXPECT_FALSE(m.denominator->count->where);
  EXPECT_TRUE(m.numerator->part_of_denominator);
  EXPECT_TRUE(m.has_missed());
  EXPECT_EQ(m.numerator->count->fact, referral);
  EXPECT_EQ(m.numerator->count->month_of, referral->find("referred_on"));
  EXPECT_EQ(m.numerator->count->where_text, "add_months(previous_on, $window) >= referred_on");
  ASSERT_TRUE(m.numerator->count->where);
  EXPECT_EQ(m.numerator->count->where->op, Op::greater_equal);
  EXPECT_EQ(m.numerator->count->where->line, 24);
}

TEST(ReadMeasure, AStockIsCountedAtTheMonthEnd) {
  const Catalogue catalogue =
      read({measure(with(kLongPlans, "where   ", "cover = \"seen_in_time\"\nwhere   "))});
  const Count& count = *catalogue.find("6.10n")->numerator->count;
  EXPECT_EQ(count.month_of, -1);
  EXPECT_EQ(count.cover, find_fact_schema("cp_plan")->find_cover("seen_in_time"));
  EXPECT_TRUE(mentions_month_end(*count.where));
}

TEST(ReadMeasure, AWindowInTheFactIsCountedAtTheMonthEnd) {
  const std::string text = with(
      with(with(with(kLongPlans, "\"stock\"", "\"rolling\"\nwindow = 3\nwindow_in_fact = true"),
                "\"cp_plan\"", "\"contact_window\""),
           "add_months(started_on, 24) <= month_end", "repeated"),
      "needs      = [", "needs = [\"ssd_contacts\", ");
  const Measure m = *read({measure(text)}).find("6.10n");
  EXPECT_TRUE(m.window_in_fact);
  EXPECT_EQ(m.window_months, 3);
  EXPECT_EQ(m.numerator->count->month_of, -1);
}

// The heading of a count without its sides.
std::string heading(const std::string& ref, int sort, const std::string& more = {}) {
  return fmt::format(
      "ref = \"{}\"\ntitle = \"T\"\nsection = \"2 Contacts and referrals\"\npage = \"Referrals\"\n"
      "sort = {}\npolarity = \"info\"\ndecimals = 0\nunit = \"referral\"\n"
      "needs = [\"ssd_cin_episodes\", \"ssd_person\", \"loc_population\"]\nvalid_from = "
      "2010-01-01\n"
      "definition = \"D.\"\nsource = \"S.\"\n{}",
      ref, sort, more);
}

const std::string kFlowCount = "format = \"count\"\nkind = \"flow\"\nytd = \"sum\"\n";
const std::string kReferralsOfMonth =
    "[numerator]\nof = \"referral\"\nmonth_of = \"referred_on\"\n";

TEST(ReadMeasure, WithoutNumeratorItIsNotComputedYet) {
  const Catalogue catalogue = read({measure(heading("1.1", 1, kFlowCount))});
  EXPECT_FALSE(catalogue.find("1.1")->computed());
  EXPECT_EQ(catalogue.find("9.9"), nullptr);
}

TEST(ReadMeasure, SumsNameSidesOfOtherMeasures) {
  const Catalogue catalogue = read(
      {measure(kRereferrals, "a"),
       measure(heading("2.8", 280,
                       "format = \"percent\"\nkind = \"rolling\"\nwindow = 12\nytd = \"none\"\n"
                       "[numerator]\nsum_of = [\"2.7\"]\n[denominator]\nsum_of = [\"2.7:d\"]\n"
                       "[not_recorded_when]\nsum_of = [\"2.7\", \"2.7:d\"]\n"),
               "b"),
       measure(heading("2.4", 240,
                       "format = \"rate\"\nkind = \"annualised\"\nytd = \"ratio\"\n"
                       "[numerator]\nsum_of = [\"2.7:d\"]\n[denominator]\npopulation = true\n"),
               "c")});
  const Measure& m = *catalogue.find("2.8");
  EXPECT_EQ(m.window_months, 12);
  ASSERT_EQ(m.numerator->sum_of.size(), 1U);
  EXPECT_FALSE(m.numerator->count);
  EXPECT_EQ(m.numerator->sum_of[0].measure, "2.7");
  EXPECT_FALSE(m.numerator->sum_of[0].denominator);
  EXPECT_TRUE(m.denominator->sum_of[0].denominator);
  EXPECT_EQ(m.not_recorded_when->sum_of.size(), 2U);
  EXPECT_TRUE(catalogue.find("2.4")->denominator->population);
}

TEST(ReadMeasure, AFamilyIsOneMeasureACode) {
  const std::string text =
      heading("2.2.{code}", 220,
              "format = \"count\"\nkind = \"flow\"\nytd = \"sum\"\n"
              "[family]\nvalues = [{code = \"pol\", title = \"Police\"}, {code = \"edu\", title = "
              "\"Schools\"}]\n" +
                  kReferralsOfMonth + "where = 'source_group = \"{code}\"'\n");
  const Catalogue catalogue = read({measure(
      with(with(text, "\"T\"", "\"From {title}\""), "\"D.\"", "\"By {title} ({code}).\""))});
  ASSERT_EQ(refs(catalogue), (std::vector<std::string>{"2.2.pol", "2.2.edu"}));
  const Measure& edu = catalogue.measures[1];
  EXPECT_EQ(edu.title, "From Schools");
  EXPECT_EQ(edu.definition, "By Schools (edu).");
  EXPECT_EQ(edu.sort, 221);
  EXPECT_EQ(edu.numerator->count->where_text, "source_group = \"edu\"");
  EXPECT_EQ(edu.numerator->count->where->parts[1].value, 1);
}

TEST(ReadCatalogue, AFamilyIsKnownByItsNameUnlessAMeasureIsCalledSo) {
  const std::string family = heading("2.2.{code}", 220,
                                     "format = \"count\"\nkind = \"flow\"\nytd = "
                                     "\"sum\"\n[family]\nvalues = [{code = \"pol\", title = "
                                     "\"P\"}, {code = \"edu\", title = \"E\"}]\n");
  const Catalogue catalogue = read({measure(family)});
  EXPECT_EQ(catalogue.members("2.2"), (std::vector<std::string>{"2.2.pol", "2.2.edu"}));
  EXPECT_EQ(catalogue.members("2"), std::vector<std::string>{});
  EXPECT_EQ(catalogue.members(""), std::vector<std::string>{});
  EXPECT_EQ(catalogue.no_measure("2.2").message,
            "2.2 is a family of 2 measures; name one of them: 2.2.pol and 2.2.edu.");
  EXPECT_EQ(
      catalogue.no_measure("2.2.pl").message,
      "There is no measure 2.2.pl; did you mean 2.2.pol? `waymark measures show` lists them.");
  EXPECT_EQ(catalogue.no_measure(" ").message.substr(0, 39),
            "There is no measure without a reference");
  const Catalogue both =
      read({measure(family, "f"), measure(heading("2.2", 219, kFlowCount), "m")});
  EXPECT_TRUE(both.members("2.2").empty());
}

TEST(ReadCatalogue, MeasuresAreInOrderOfTheirPlace) {
  const Catalogue catalogue = read({measure(kLongPlans, "a"), measure(kRereferrals, "b"),
                                    measure(heading("1.1", 900, kFlowCount), "c")});
  EXPECT_EQ(refs(catalogue), (std::vector<std::string>{"2.7", "6.10n", "1.1"}));
}

TEST(ReadCatalogue, OfSeveralDefinitionsTheLastCounts) {
  const std::string old =
      with(with(kRereferrals, "2010-01-01", "2000-01-01\nvalid_until = 2010-01-01"),
           "the share that follow", "the part that follow");
  const Catalogue catalogue = read({measure(kRereferrals, "new"), measure(old, "old")});
  ASSERT_EQ(catalogue.measures.size(), 1U);
  EXPECT_EQ(catalogue.measures[0].file, "measures/new.toml");
  ASSERT_EQ(catalogue.earlier.size(), 1U);
  EXPECT_EQ(catalogue.earlier[0].file, "measures/old.toml");
}

TEST(ReadCatalogue, FaultsBetweenDefinitionsOfOneRef) {
  const auto faults = [](const std::string& dates, const std::string& place = "sort       = 270") {
    return faults_of({window_file(), measure(kRereferrals, "a"),
                      measure(with(with(kRereferrals, "valid_from = 2010-01-01", dates),
                                   "sort       = 270", place),
                              "b")});
  };
  EXPECT_EQ(faults("valid_from = 2010-01-01"),
            "measures/b.toml:14: valid_from: 2.7 is defined from the same day in "
            "measures/a.toml:14; delete "
            "one of the two, or give one a later valid_from and let the other end there.\n");
  EXPECT_EQ(faults("valid_from = 2020-01-01"),
            "measures/b.toml:14: valid_from: 2.7 is defined already in measures/a.toml:14, and the "
            "dates of "
            "validity overlap; set valid_until = 2020-01-01 there.\n");
  EXPECT_EQ(
      faults("valid_from = 2000-01-01\nvalid_until = 2010-01-02"),
      "measures/a.toml:14: valid_from: 2.7 is defined already in measures/b.toml:15, and the dates "
      "of "
      "validity overlap; set valid_until = 2010-01-01 there, or valid_from = 2010-01-02 here.\n");
  EXPECT_EQ(
      faults("valid_from = 2000-01-01\nvalid_until = 2009-12-31"),
      "measures/a.toml:14: valid_from: 2.7 has no definition from 2009-12-31, where the one in "
      "measures/b.toml:15 ends, until 2010-01-01; set valid_from = 2009-12-31 here, or valid_until "
      "= "
      "2010-01-01 there.\n");
  EXPECT_EQ(faults("valid_from = 2000-01-01\nvalid_until = 2010-01-01", "sort = 271"),
            "measures/a.toml:5: sort: 2.7 has another place in measures/b.toml:5; its definitions "
            "share one.\n");
}

TEST(ReadCatalogue, FaultsBetweenMeasures) {
  const std::string other = with(kRereferrals, "\"2.7\"", "\"2.8\"");
  EXPECT_EQ(faults_of({window_file(), measure(kRereferrals, "a"), measure(other, "b")}),
            "measures/b.toml:5: sort: the place 270 is taken by 2.7 in measures/a.toml:5.\n");
  EXPECT_EQ(
      faults_of({window_file(), measure(kRereferrals, "a"),
                 measure(heading("2.2", 1, kFlowCount), "b"),
                 measure(with(heading("2.3", 2, kFlowCount), "2 Contacts", "2 Contact"), "c")}),
      "measures/c.toml:3: section: \"2 Contact and referrals\" is called \"2 Contacts and "
      "referrals\" in measures/a.toml:3; one number is one section.\n");
}

TEST(ReadCatalogue, FaultsOfSums) {
  const std::string percent = "format = \"percent\"\nkind = \"flow\"\nytd = \"ratio\"\n";
  const auto with_sums = [&](const std::string& numerator, const std::string& shape) {
    return measure(heading("9.1", 910,
                           shape + "[numerator]\nsum_of = [\"" + numerator + "\"]\n" +
                               "[denominator]\nsum_of = [\"2.2\"]\n"),
                   "z");
  };
  const std::vector<CatalogueFile> files = {
      window_file(),
      measure(kRereferrals, "a"),
      measure(kLongPlans, "b"),
      measure(heading("2.2", 220, kFlowCount + kReferralsOfMonth), "c"),
      measure(heading("2.3", 230, kFlowCount), "d"),
      measure(heading("2.4", 240,
                      "format = \"count\"\nkind = \"rolling\"\nwindow = 12\nytd = \"none\"\n"
                      "[numerator]\nsum_of = [\"2.2\"]\n"),
              "e"),
      measure(heading("2.5", 250,
                      "format = \"rate\"\nkind = \"flow\"\nytd = \"ratio\"\n[numerator]\nsum_of = "
                      "[\"2.2\"]\n[denominator]\npopulation = true\n"),
              "f"),
  };
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"2.2", ""},
      {"2.7:d", ""},
      {"2.22", "unknown measure \"2.22\"; did you mean \"2.2\"?"},
      {"2.3",
       "2.3 is not computed, so it cannot be summed; give it a [numerator] in measures/d.toml, or "
       "sum another measure."},
      {"2.2:d",
       "2.2 has no counted denominator; write \"2.2\" for its numerator, or name a measure "
       "with one."},
      {"2.5:d",
       "2.5 has no counted denominator; write \"2.5\" for its numerator, or name a measure "
       "with one."},
      {"2.4", "2.4 is rolling; name the monthly measure behind it."},
      {"6.10n",
       "6.10n is a stock, but this measure adds up flows; name a flow, or make this measure a "
       "stock."},
      {"9.1",
       "the sum leads back to itself: 9.1 -> 9.1; break it at 9.1 (measures/z.toml:17), whose "
       "numerator must count records by `of` instead."},
  };
  for (const auto& [numerator, message] : cases) {
    std::vector<CatalogueFile> all = files;
    all.push_back(with_sums(numerator, percent));
    EXPECT_EQ(faults_of(all),
              message.empty() ? "" : "measures/z.toml:17: numerator.sum_of: " + message + "\n");
  }
  std::vector<CatalogueFile> all = files;
  all.push_back(with_sums("2.2", "format = \"percent\"\nkind = \"stock\"\nytd = \"none\"\n"));
  EXPECT_EQ(faults_of(all),
            "measures/z.toml:17: numerator.sum_of: 2.2 is a flow, but this measure adds up stocks; "
            "name a "
            "stock, or make this measure a flow.\n"
            "measures/z.toml:19: denominator.sum_of: 2.2 is a flow, but this measure adds up "
            "stocks; name a "
            "stock, or make this measure a flow.\n");
}

TEST(ReadCatalogue, ACycleIsToldForEachMeasureOnIt) {
  const auto sum = [](const char* ref, int sort, const char* of) {
    return measure(heading(ref, sort, kFlowCount + "[numerator]\nsum_of = [\"" + of + "\"]\n"),
                   ref);
  };
  EXPECT_EQ(
      faults_of({sum("2.1", 1, "2.2"), sum("2.2", 2, "2.3"), sum("2.3", 3, "2.2")}),
      "measures/2.2.toml:17: numerator.sum_of: the sum leads back to itself: 2.2 -> 2.3 -> 2.2; "
      "break "
      "it at 2.3 (measures/2.3.toml:17), whose numerator must count records by `of` instead.\n"
      "measures/2.3.toml:17: numerator.sum_of: the sum leads back to itself: 2.3 -> 2.2 -> 2.3; "
      "break "
      "it at 2.3 (measures/2.3.toml:17), whose numerator must count records by `of` instead.\n");
  std::vector<CatalogueFile> chain;
  for (int i = 1; i <= 30; ++i) {
    chain.push_back(sum(fmt::format("3.{}", i).c_str(), i, fmt::format("3.{}", i + 1).c_str()));
  }
  chain.push_back(measure(heading("3.31", 31, kFlowCount + kReferralsOfMonth), "end"));
  EXPECT_NE(faults_of(chain).find("3.1.toml:17: numerator.sum_of: the sum leads over more than 20"),
            std::string::npos);
}

TEST(ReadCatalogue, FaultsOfFamilies) {
  const auto family = [](const std::string& ref, const std::string& values) {
    return faults_of({measure(heading(ref, 1, kFlowCount + "[family]\n" + values + "\n"))});
  };
  EXPECT_EQ(family("2.{code}", ""), "measures/m.toml:16: family: the key values is missing.\n");
  EXPECT_EQ(family("2.{code}", "values = []"),
            "measures/m.toml:17: family.values: the list is empty.\n");
  EXPECT_EQ(family("2.{code}", "values = [{code = \"a\"}]"),
            "measures/m.toml:17: family.values: the key title is missing.\n");
  EXPECT_EQ(
      family("2.{code}", "values = [{code = \"a\", title = \"A\"}, {code = \"a\", title = \"B\"}]"),
      "measures/m.toml:17: family.values.code: the code \"a\" stands twice.\n");
  EXPECT_EQ(family("2.1", "values = [{code = \"a\", title = \"A\"}]"),
            "measures/m.toml:1: ref: the ref of a family contains {code}, so that its members "
            "differ.\n");
  EXPECT_EQ(faults_of({measure(heading("2.{code}", 1, "family = 3\n" + kFlowCount))}),
            "measures/m.toml:13: family: expected a table, found a whole number.\n");
}

TEST(ReadCatalogue, AFileNobodyReadsIsAFault) {
  EXPECT_EQ(
      faults_of({{"measure/2.7.toml", "", false}, {"codes/s46-outcomes.toml", "", false}}),
      "codes/s46-outcomes.toml:1: No part of the catalogue is read from a file of this name.\n"
      "measure/2.7.toml:1: No part of the catalogue is read from a file of this name.\n");
}

TEST(ReadCatalogue, AnAuthorityAddsMeasuresAndReplacesNone) {
  const CatalogueFile added{"/home/me/north/measures/own.toml",
                            heading("N.1", 5000, kFlowCount + kReferralsOfMonth), true};
  EXPECT_EQ(refs(read({measure(kRereferrals), added})), (std::vector<std::string>{"2.7", "N.1"}));
  const CatalogueFile replacing{"/home/me/north/measures/own.toml", kRereferrals, true};
  EXPECT_EQ(faults_of({window_file(), measure(kRereferrals), replacing}),
            "/home/me/north/measures/own.toml:1: ref: 2.7 is a measure of the catalogue "
            "(measures/m.toml:1) and cannot be replaced; choose another reference.\n");
}

}  // namespace
}  // namespace waymark
