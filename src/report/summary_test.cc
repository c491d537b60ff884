#include "report/summary.h"

#include <gtest/gtest.h>

#include "report/test_report.h"

namespace waymark {
namespace {

TEST(Summary, FourMonthsYearAndJudgement) {
  const Publication publication = build_publication(test_inputs());
  ASSERT_EQ(publication.summary.size(), 1u);
  const SummaryRow& count = publication.summary[0].rows[0];
  ASSERT_EQ(count.months.size(), 4u);
  EXPECT_EQ(count.months[0].text, "108");
  EXPECT_EQ(count.months[3].text, "111");
  EXPECT_EQ(count.ytd.text, "511");
  EXPECT_EQ(count.direction.text, "worse");
  EXPECT_EQ(count.rag.size(), 3u);
  EXPECT_EQ(count.page, "placements");
  EXPECT_TRUE(count.computed);
  EXPECT_FALSE(count.county);
}

TEST(Summary, PublishedHistoryIsMarkedAndJudged) {
  const Publication publication = build_publication(test_inputs());
  const SummaryRow& percent = publication.summary[0].rows[1];
  EXPECT_FALSE(percent.computed);
  EXPECT_EQ(percent.months[3].text, "61.5%");
  EXPECT_EQ(percent.months[3].origin, Origin::published);
  EXPECT_EQ(percent.ytd.text, "66.6%");
  EXPECT_EQ(percent.rag[0].text, "amber");
  EXPECT_EQ(percent.rag[1].text, "not computed yet");
  EXPECT_TRUE(publication.shows_published);
  EXPECT_EQ(publication.measures_computed, 1);
}

TEST(Summary, NotesAreNumberedAmongThoseCalled) {
  const Publication publication = build_publication(test_inputs());
  ASSERT_EQ(publication.notes.size(), 1u);
  EXPECT_EQ(publication.notes[0].number, 1);
  EXPECT_EQ(publication.notes[0].id, "nearby");
  EXPECT_EQ(publication.summary[0].rows[1].notes[0].number, 1);
}

TEST(Summary, ALocalityStandsBesideTheCounty) {
  PublicationInputs inputs = test_inputs();
  inputs.area = "north";
  const Publication publication = build_publication(inputs);
  const SummaryRow& count = publication.summary[0].rows[0];
  EXPECT_EQ(count.months.back().text, "21");
  ASSERT_TRUE(count.county);
  EXPECT_EQ(count.county->months.back().text, "111");
  EXPECT_EQ(count.county->ytd.text, "511");
  const MeasureView& view = publication.pages[0].measures[0];
  ASSERT_TRUE(view.county);
  EXPECT_EQ(view.county->months.size(), view.months.size());
}

TEST(TopicPages, CommentaryFindingsAndBreachesOfTheirMeasuresAlone) {
  PublicationInputs inputs = test_inputs();
  inputs.commentary["placements"] = "All *well*.";
  inputs.findings = {{.table = "ssd_cla_episodes",
                      .rule = "span-faulty",
                      .meaning = "An end stands before its start.",
                      .rows = 1200},
                     {.table = "ssd_contacts", .rule = "date-missing", .meaning = "", .rows = 5}};
  inputs.breaches = {
      {.rule = "r",
       .measure = "90.1",
       .area = "county",
       .month = test_month(10),
       .message = "Off."},
      {.rule = "r", .measure = "90.1", .area = "north", .month = test_month(10), .message = "No."},
      {.rule = "r",
       .measure = "90.1",
       .area = "county",
       .month = test_month(11) - 13,
       .message = "Too old."}};
  const Publication publication = build_publication(inputs);
  const TopicPage& page = publication.pages[0];
  EXPECT_EQ(page.commentary, "All *well*.");
  ASSERT_EQ(page.findings.size(), 1u);
  EXPECT_EQ(page.findings[0].measures, std::vector<std::string>{"90.1"});
  EXPECT_NE(page.findings[0].text.find("1,200 rows"), std::string::npos);
  ASSERT_EQ(page.breaches.size(), 1u);
  EXPECT_EQ(page.breaches[0].text, "Off.");
}

TEST(TopicPages, ALocalityChartNeedsALocalityWithAValue) {
  PublicationInputs inputs = test_inputs();
  EXPECT_EQ(build_publication(inputs).pages[0].localities.size(), 1u);
  inputs.pages[0].locality_chart = "90.2";  // published for the county alone
  EXPECT_TRUE(build_publication(inputs).pages[0].localities.empty());
}

TEST(Publication, NeedsAprilOfTheYearBeforeOrTwelveMonths) {
  EXPECT_EQ(first_month_needed(test_month(11)), make_month(2015, 12));
  EXPECT_EQ(first_month_needed(test_month(4)), make_month(2015, 5));
  EXPECT_EQ(first_month_needed(test_month(3)), make_month(2015, 4));
}

}  // namespace
}  // namespace waymark
