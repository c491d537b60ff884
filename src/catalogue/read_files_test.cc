// The catalogue's other files: parameters, codes, calendar, pages, invariants.
#include <gtest/gtest.h>

#include "catalogue/test_files.h"

namespace waymark {
namespace {

Catalogue read(const std::vector<CatalogueFile>& files) {
  CatalogueReading reading = read_catalogue(files);
  EXPECT_EQ(as_text(reading.faults), "");
  return std::move(reading.catalogue);
}

CatalogueFile settings(const std::string& text) { return {"north/authority.toml", text, true}; }

std::vector<std::string> values_of(const Parameters& parameters, const char* name) {
  std::vector<std::string> values;
  for (const auto& value : parameters.find(name)->values) {
    values.push_back(fmt::format("{}:{}{}", to_string(value.from),
                                 value.texts.empty() ? fmt::format("{}", value.number) : "",
                                 fmt::join(value.texts, "+")));
  }
  return values;
}

using Values = std::vector<std::string>;

TEST(ReadParameters, ValuesAreByDate) {
  const Parameters parameters = read({window_file()}).parameters;
  EXPECT_EQ(values_of(parameters, "window"), (Values{":6", "2017-04-01:12"}));
  EXPECT_EQ(values_of(parameters, "home_types"), (Values{":HOME"}));
  EXPECT_EQ(parameters.find("window")->unit, "months");
  EXPECT_EQ(parameters.find("window")->meaning, "How long a referral is looked back for.");
  EXPECT_FALSE(parameters.find("window")->changed);
  EXPECT_EQ(parameters.number("window", make_date(2017, 3, 31)), 6);
  EXPECT_EQ(parameters.number("window", make_date(2017, 4, 1)), 12);
}

TEST(ReadParameters, AnAuthorityChangesThem) {
  const auto changed = [](const std::string& lines) {
    return read({window_file(), settings("name = \"North\"\n[parameters]\n" + lines)}).parameters;
  };
  EXPECT_EQ(values_of(changed("window = 3"), "window"), (Values{":3"}));
  EXPECT_TRUE(changed("window = 3").find("window")->changed);
  EXPECT_EQ(changed("window = 3").find("window")->unit, "months");
  EXPECT_FALSE(changed("window = 3").find("clock")->changed);
  EXPECT_EQ(
      values_of(changed("window = [{number = 5}, {from = 2018-01-01, number = 4}]"), "window"),
      (Values{":5", "2018-01-01:4"}));
  EXPECT_EQ(values_of(changed("home_types = [\"HOME\", \"MAIN\"]"), "home_types"),
            (Values{":HOME+MAIN"}));
  EXPECT_EQ(values_of(changed("clock = \"start\""), "clock"), (Values{":start"}));
  EXPECT_EQ(values_of(changed("clock = [\"start\"]"), "clock"), (Values{":start"}));
}

constexpr const char* kAges = R"(
[[parameter]]
name = "ages_from"
unit = "years"
meaning = "Lowest age."
source = "Settled."
values = [{number = 16}]

[[parameter]]
name = "ages_to"
unit = "years"
meaning = "Highest age."
source = "Settled."
values = [{number = 21}]
)";

TEST(ReadParameters, ARangeIsSetAtOnce) {
  const CatalogueFile ages{"parameters/b.toml", kAges, false};
  for (const char* line : {"ages = [17, 24]", "ages = \"17-24\"", "ages = \"17 \u2013 24\""}) {
    const Parameters parameters =
        read({ages, settings(fmt::format("[parameters]\n{}", line))}).parameters;
    EXPECT_EQ(values_of(parameters, "ages_from"), (Values{":17"})) << line;
    EXPECT_EQ(values_of(parameters, "ages_to"), (Values{":24"})) << line;
    EXPECT_TRUE(parameters.find("ages_to")->changed);
  }
  for (const char* line : {"ages = [24, 17]", "ages = [17]", "ages = \"17\"", "ages = 17",
                           "ages = [\"a\", \"b\"]", "ages = \"-1-5\""}) {
    EXPECT_EQ(faults_of({ages, settings(fmt::format("[parameters]\n{}", line))}),
              "north/authority.toml:2: parameters.ages: expected the least and the most, such as "
              "[16, 21] or \"16-21\".\n")
        << line;
  }
}

TEST(ReadParameters, FaultsOfAnAuthority) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"windw = 3", "2: parameters.windw: unknown parameter; did you mean \"window\"?"},
      {"window = \"three\"", "2: parameters.window: expected a number."},
      {"home_types = 3", "2: parameters.home_types: expected a text or a list of texts."},
      {"window = -1", "2: parameters.window: -1 is out of range; it must be 0 to 36525."},
      {"window = 1.5",
       "2: parameters.window: expected a number, a text, a list of texts, or a list "
       "such as [{number = 20}, {from = 2017-07-01, number = 10}]."},
      {"home_types = []",
       "2: parameters.home_types: expected a number, a text, a list of texts, or a "
       "list such as [{number = 20}, {from = 2017-07-01, number = 10}]."},
      {"clock = \"begin\"",
       "2: parameters.clock: unknown word \"begin\"; known are referral and start."},
      {"clock = [\"start\", \"referral\"]",
       "2: parameters.clock: one word is chosen, not several."},
      {"window = [{from = 2018-01-01, number = 4}]",
       "2: parameters.window: no value holds before 2018-01-01; give one without from."},
      {"window = [{number = 4}, {number = 5}]",
       "2: parameters.window: two values are without from; one alone holds before all dates: give "
       "the other "
       "the day from which it holds."},
      {"window = [{from = 2018-01-01, number = 4}, {number = 5}]",
       "2: window.from: the value without from holds before all dates; write it first."},
      {"window = [{number = 5}, {from = 2018-01-01, number = 4}, {from = 2017-01-01, number = 6}]",
       "2: window.from: 2017-01-01 stands behind 2018-01-01; write the values by date, the "
       "earliest first."},
      {"window = [{form = 2018-01-01, number = 4}]",
       "2: window.form: unknown key; did you mean \"from\"?"},
  };
  for (const auto& [line, fault] : cases) {
    EXPECT_EQ(faults_of({window_file(), settings("[parameters]\n" + line + "\n")}),
              "north/authority.toml:" + fault + "\n");
  }
  EXPECT_EQ(faults_of({window_file(), settings("nmae = \"North\"\n[paramters]\n")}),
            "north/authority.toml:1: nmae: unknown key; did you mean \"name\"?\n"
            "north/authority.toml:2: paramters: unknown key; did you mean \"parameters\"?\n");
}

TEST(ReadParameters, FaultsOfTheCatalogue) {
  const auto faults = [](const std::string& from, const std::string& to) {
    return faults_of({{"parameters/a.toml", with(kWindow, from, to), false}});
  };
  EXPECT_EQ(faults("\"clock\"", "\"window\""),
            "parameters/a.toml:9: parameter.name: the parameter window is defined twice.\n");
  EXPECT_EQ(
      faults("\"clock\"", "\"Clock\""),
      "parameters/a.toml:9: parameter.name: a name is made of small letters, digits and _.\n");
  EXPECT_EQ(
      faults("{number = 6}", "{from = 2017-04-01, number = 6}"),
      "parameters/a.toml:6: parameter.values: no value holds before 2017-04-01; give one without "
      "from.\n"
      "parameters/a.toml:6: parameter.values: two values hold from 2017-04-01; keep one, or set "
      "the "
      "day from which the other holds.\n");
  EXPECT_EQ(
      faults("{number = 6}", "{texts = [\"six\"]}"),
      "parameters/a.toml:6: parameter.values: the values are numbers or texts, not both; write "
      "number = or texts = in all of them.\n");
  EXPECT_EQ(faults("texts   = [\"referral\"]\n", "texts = [\"referal\"]\n"),
            "parameters/a.toml:13: parameter.texts: unknown word \"referal\"; did you mean "
            "\"referral\"?\n");
  EXPECT_EQ(faults("texts   = [\"HOME\"]", "texts = [\"HOME\"]\nvalues = [{number = 1}]"),
            "parameters/a.toml:22: parameter.values: it has no meaning beside texts.\n");
  EXPECT_EQ(faults("[[parameter]]", "[[paramter]]"),
            "parameters/a.toml:1: paramter: unknown key; did you mean \"parameter\"?\n");
}

TEST(ReadToml, LettersBeyondAsciiStandBetweenQuotesOrInComments) {
  EXPECT_EQ(
      faults_of({{"codes/source-groups.toml", "\n\xC3\xA9 = 1\n", false}}),
      "codes/source-groups.toml:2: A letter or sign beyond ASCII may only stand between quotes or "
      "in a comment.\n");
  EXPECT_EQ(faults_of({{"codes/source-groups.toml",
                        "\xEF\xBB\xBF# caf\xC3\xA9\nsource = \"\xC3\xA9\"\n[codes]\n6 = \"pol\"\n",
                        false}}),
            "");
  EXPECT_EQ(faults_of({{"codes/source-groups.toml", "[\n", false}}).substr(0, 48),
            "codes/source-groups.toml:1: This is not TOML: Er");
}

TEST(ReadCodes, CodesAreComparedIgnoringCase) {
  const DefaultCodes codes =
      read({{"codes/source-groups.toml",
             "source = \"S.\"\n[codes]\n\"3a\" = \"hea\"\n6 = \"pol\"\n", false},
            {"codes/s47-outcomes.toml",
             "source = \"S.\"\n[codes]\n\"*\" = \"SUBST_NOT_CONTINUING\"\n", false},
            {"codes/assessment-outcomes.toml", "source = \"S.\"\n[codes]\nNFA_FLAG = \"CLOSE\"\n",
             false}})
          .default_codes;
  using Codes = std::map<std::string, std::string>;
  EXPECT_EQ(codes.source_group, (Codes{{"3A", "hea"}, {"6", "pol"}}));
  EXPECT_EQ(codes.s47_outcome, (Codes{{"*", "SUBST_NOT_CONTINUING"}}));
  EXPECT_EQ(codes.assessment_outcome, (Codes{{"NFA_FLAG", "CLOSE"}}));
}

TEST(ReadCodes, Faults) {
  const auto faults = [](const std::string& text) {
    return faults_of({{"codes/source-groups.toml", text, false}});
  };
  EXPECT_EQ(faults("[codes]\n6 = \"pol\"\n"),
            "codes/source-groups.toml:1: The key source is missing.\n");
  EXPECT_EQ(faults("source = \"S.\"\n"), "codes/source-groups.toml:1: The key codes is missing.\n");
  EXPECT_EQ(faults("source = \"S.\"\n[codes]\n6 = \"poll\"\n"),
            "codes/source-groups.toml:3: codes.6: unknown class \"poll\"; did you mean \"pol\"?\n");
  EXPECT_EQ(
      faults("source = \"S.\"\n[codes]\n3a = \"hea\"\n3A = \"hea\"\n"),
      "codes/source-groups.toml:3: codes.3a: the code stands twice; codes are compared ignoring "
      "case.\n");
}

TEST(ReadCalendar, Faults) {
  const auto faults = [](const std::string& text) {
    return faults_of(
        {{"calendar/bank-holidays.toml",
          "first_year = 2020\nlast_year = 2021\nsettled_until = 2020\n" + text, false}});
  };
  const std::string rule = "[[rule]]\nrule = \"spring\"\nname = \"Spring\"\nsource = \"Act\"\n";
  EXPECT_EQ(faults(rule), "");
  EXPECT_EQ(faults(rule + rule),
            "calendar/bank-holidays.toml:9: rule.rule: the rule stands twice.\n");
  EXPECT_EQ(faults(with(rule, "\"spring\"", "\"sprng\"")),
            "calendar/bank-holidays.toml:5: rule.rule: unknown word \"sprng\"; did you mean "
            "\"spring\"?\n");
  EXPECT_EQ(
      faults(rule + "[[extra]]\nday = 2022-06-03\nname = \"Jubilee\"\nsource = \"P\"\n"),
      "calendar/bank-holidays.toml:9: extra.day: the day is outside first_year and last_year.\n");
  EXPECT_EQ(faults(rule + "[[moved]]\nrule = \"spring\"\nday = 2020-06-04\n"),
            "calendar/bank-holidays.toml:8: moved: the key source is missing.\n");
  EXPECT_EQ(
      faults_of({{"calendar/bank-holidays.toml",
                  "first_year = 2020\nlast_year = 2019\nsettled_until = 2020\n" + rule, false}}),
      "calendar/bank-holidays.toml:2: last_year: it is before first_year.\n");
}

std::vector<CatalogueFile> with_measures(const std::string& name, const std::string& text) {
  return {window_file(),
          {"measures/a.toml", kRereferrals, false},
          {"measures/b.toml", kLongPlans, false},
          {name, text, false}};
}

TEST(ReadPages, InTheirOrder) {
  const Catalogue catalogue = read(with_measures(
      "pages.toml",
      "[[page]]\nid = \"plans\"\ntitle = \"Plans\"\nsection = \"6 Child protection\"\n"
      "measures = [\"6.10n\"]\nlocality_chart = \"6.10n\"\n"
      "[[page]]\nid = \"sources\"\ntitle = \"Sources\"\nsection = \"2 Contacts and referrals\"\n"
      "measures = [\"2.7\"]\nby_source = true\n"));
  ASSERT_EQ(catalogue.pages.size(), 2U);
  EXPECT_EQ(catalogue.pages[0].id, "plans");
  EXPECT_EQ(catalogue.pages[0].locality_chart, "6.10n");
  EXPECT_FALSE(catalogue.pages[0].by_source);
  EXPECT_EQ(catalogue.pages[1].title, "Sources");
  EXPECT_EQ(catalogue.pages[1].measures, (std::vector<std::string>{"2.7"}));
  EXPECT_TRUE(catalogue.pages[1].by_source);
}

TEST(ReadPages, AGridHasItsMeasureRowsAndColumns) {
  const std::string page =
      "[[page]]\nid = \"plans\"\ntitle = \"Plans\"\nsection = \"6 Child protection\"\n"
      "measures = [\"6.10n\"]\n[page.grid]\nmeasure = \"6.10n\"\ntitle = \"By age\"\n"
      "rows = \"age\"\nrow_heading = \"Age\"\ncolumns = \"category\"\n"
      "column = [{value = \"n\", name = \"Neglect\"}]\n";
  const Catalogue catalogue = read(with_measures("pages.toml", page));
  ASSERT_EQ(catalogue.pages.size(), 1U);
  const ReportGrid& grid = catalogue.pages[0].grid;
  EXPECT_EQ(grid.measure, "6.10n");
  EXPECT_EQ(grid.rows, "age");
  EXPECT_EQ(grid.columns, "category");
  ASSERT_EQ(grid.shown.size(), 1U);
  EXPECT_EQ(grid.shown[0].name, "Neglect");
  EXPECT_EQ(faults_of(with_measures("pages.toml", with(page, "\"category\"", "\"age\""))),
            "pages.toml:11: grid.columns: the same column goes down and across.\n");
}

TEST(ReadPages, Faults) {
  const std::string page =
      "[[page]]\nid = \"plans\"\ntitle = \"Plans\"\nsection = \"6 Child protection\"\n"
      "measures = [\"6.10n\"]\n";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {page + page, "7: page.id: the id \"plans\" stands twice."},
      {with(page, "protection\"", "protecton\""),
       "4: page.section: no measure has the section \"6 Child protecton\"; did you mean \"6 Child "
       "protection\"?"},
      {with(page, "6.10n", "6.10m"),
       "5: page.measures: unknown measure \"6.10m\"; did you mean "
       "\"6.10n\"?"},
      {with(page, "\"6.10n\"", "\"6.10n\", \"6.10n\""), "5: page.measures: 6.10n stands twice."},
      {page + "locality_chart = \"2.8\"\n",
       "6: page.locality_chart: unknown measure \"2.8\"; did you "
       "mean \"2.7\"?"},
  };
  for (const auto& [text, fault] : cases) {
    EXPECT_EQ(faults_of(with_measures("pages.toml", text)), "pages.toml:" + fault + "\n");
  }
}

TEST(ReadLists, SummaryFootnotesAndBreaks) {
  EXPECT_EQ(read(with_measures("summary.toml", "refs = [\"6.10n\", \"2.7\"]\n")).summary,
            (std::vector<std::string>{"6.10n", "2.7"}));
  const std::string headline = "headline = [\"2.7\"]\nrefs = [\"2.7\"]\n";
  EXPECT_EQ(read(with_measures("summary.toml", headline)).headline,
            std::vector<std::string>{"2.7"});
  EXPECT_EQ(faults_of(with_measures("summary.toml",
                                    with(headline, "refs = [\"2.7\"]", "refs = [\"6.10n\"]"))),
            "summary.toml:1: headline: 2.7 is not among refs.\n");
  EXPECT_EQ(faults_of(with_measures("summary.toml", "refs = [\"6.1\", \"2.7\", \"2.7\"]\n")),
            "summary.toml:1: refs: 2.7 stands twice.\n"
            "summary.toml:1: refs: unknown measure \"6.1\"; did you mean \"6.10n\"?\n");
  const auto breaks = read(with_measures("breaks.toml",
                                         "[[break]]\nday = 2017-07-01\ntext = \"Ten "
                                         "working days.\"\nmeasures = [\"2.7\"]\n"))
                          .breaks;
  ASSERT_EQ(breaks.size(), 1U);
  EXPECT_EQ(to_string(breaks[0].day), "2017-07-01");
  EXPECT_EQ(breaks[0].text, "Ten working days.");
  EXPECT_EQ(breaks[0].measures, (std::vector<std::string>{"2.7"}));
  const std::string notes = "[[footnote]]\nid = \"sum\"\ntext = \"Does not add.\"\n";
  EXPECT_EQ(read({{"footnotes.toml", notes, false}}).footnotes[0].text, "Does not add.");
  EXPECT_EQ(faults_of({{"footnotes.toml", notes + notes, false}}),
            "footnotes.toml:5: footnote.id: the id \"sum\" stands twice.\n");
  EXPECT_EQ(read({window_file(),
                  {"footnotes.toml", notes, false},
                  {"measures/a.toml",
                   with(kRereferrals, "source ", "footnotes = [\"sum\"]\nsource "), false}})
                .find("2.7")
                ->footnotes,
            (std::vector<std::string>{"sum"}));
}

TEST(ReadInvariants, TermsNamePartsOfFigures) {
  const auto invariants =
      read(with_measures("invariants.toml",
                         "may_exceed = [\"2.7\"]\n[[equation]]\nname = \"V1\"\nmeaning = \"M.\"\n"
                         "each = [\"2.7\", \"6.10n\"]\nleft = [\"{each}:ytd\"]\n"
                         "right = [\"{each}:previous\", \"-{each}:d\", \"2.7:ytd-d\"]\n"
                         "at_most = true\ncounty_only = true\ncalendar_month = 3\n"))
          .invariants;
  EXPECT_EQ(invariants.may_exceed, (std::vector<std::string>{"2.7"}));
  ASSERT_EQ(invariants.equations.size(), 2U);
  const Invariant& second = invariants.equations[1];
  EXPECT_EQ(second.name, "V1");
  EXPECT_TRUE(second.at_most && second.county_only);
  EXPECT_EQ(second.calendar_month, 3);
  using Part = InvariantTerm::Part;
  ASSERT_EQ(second.left.size(), 1U);
  EXPECT_EQ(second.left[0].measure, "6.10n");
  EXPECT_EQ(second.left[0].part, Part::ytd_numerator);
  ASSERT_EQ(second.right.size(), 3U);
  EXPECT_TRUE(second.right[0].previous_month);
  EXPECT_TRUE(second.right[1].taken_away);
  EXPECT_EQ(second.right[1].measure, "6.10n");
  EXPECT_EQ(second.right[1].part, Part::denominator);
  EXPECT_EQ(second.right[2].part, Part::ytd_denominator);
}

TEST(ReadInvariants, Faults) {
  EXPECT_EQ(faults_of(with_measures("invariants.toml",
                                    "[[equation]]\nname = \"V\"\nmeaning = \"M.\"\n"
                                    "left = [\"2.7:yt\"]\nright = [\"2.9\"]\n")),
            "invariants.toml:4: equation.left: unknown part \"yt\"; did you mean \"ytd\"?\n"
            "invariants.toml:5: equation.right: unknown measure \"2.9\"; did you mean \"2.7\"?\n");
}

}  // namespace
}  // namespace waymark
