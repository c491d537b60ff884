#include "report/markup.h"

#include <gtest/gtest.h>

#include "report/html/html.h"
#include "report/test_report.h"

namespace waymark {
namespace {

TEST(Markup, EscapesTextAndAttributes) {
  Markup out;
  out.element("b", {{"title", "\"a\" & 'b'"}}, "5 < 7 > 3 & more");
  EXPECT_EQ(std::move(out).take(),
            "<b title=\"&quot;a&quot; &amp; &#39;b&#39;\">5 &lt; 7 &gt; 3 &amp; more</b>");
}

// No text that comes from outside becomes markup, wherever it is shown.
TEST(Html, NothingFromOutsideBecomesMarkup) {
  const std::string evil = "<script>alert(1)</script>\"><img src=x>";
  PublicationInputs inputs = test_inputs();
  inputs.authority_name = evil;
  inputs.areas.localities[0].name = evil;
  inputs.measures[0].title = evil;
  inputs.measures[0].definition = evil;
  inputs.measures[0].note = evil;
  inputs.measures[0].source = evil;
  inputs.footnotes[1].text = evil;
  inputs.published[0].source = evil;
  inputs.commentary["placements"] =
      evil + "\n\n[link](javascript:alert(1)) ![p](https://a.example/b.png)";
  inputs.findings = {{.table = "ssd_cla_episodes", .rule = evil, .meaning = evil, .rows = 2}};
  inputs.breaches = {{.rule = evil,
                      .measure = "90.1",
                      .area = "county",
                      .month = test_month(11),
                      .message = evil}};
  inputs.breaks = {{.day = make_date(2017, 7, 1), .text = evil, .measures = {"90.1"}}};
  inputs.benchmarks = {{.measure = "90.1",
                        .comparator = "NAT_AVG",
                        .year = evil,
                        .value = Fraction{7},
                        .source = evil,
                        .release = ""}};
  const std::string page = write_html(build_publication(inputs));
  EXPECT_EQ(page.find("<script"), page.npos);
  EXPECT_EQ(page.find("<img"), page.npos);
  EXPECT_EQ(page.find("javascript:"), page.npos);
  EXPECT_NE(page.find("&lt;script&gt;"), page.npos);
}

TEST(Html, SaysWhatIsNotThere) {
  PublicationInputs inputs = test_inputs();
  inputs.figures.clear();
  const std::string page = write_html(build_publication(inputs));
  EXPECT_NE(page.find("No analysis written"), page.npos);
  EXPECT_NE(page.find("not computed yet"), page.npos);
  EXPECT_NE(page.find("0 of the 2 measures can be worked out"), page.npos);
}

TEST(Html, EqualInputsGiveEqualBytes) {
  EXPECT_EQ(write_html(build_publication(test_inputs())),
            write_html(build_publication(test_inputs())));
}

TEST(Html, DirectionAndColourAreAWordAndAShape) {
  const std::string page = write_html(build_publication(test_inputs()));
  const auto cell = page.find("class=\"direction worse\"");
  ASSERT_NE(cell, page.npos);
  const std::string content = page.substr(cell, page.find("</td>", cell) - cell);
  EXPECT_NE(content.find("<svg"), content.npos);
  EXPECT_NE(content.find("Worse"), content.npos);
  const auto colour = page.find("class=\"rag amber\"");
  ASSERT_NE(colour, page.npos);
  EXPECT_NE(page.substr(colour, 900).find("Amber"), page.npos);
}

TEST(Html, ALocalityPackNamesBothColumns) {
  PublicationInputs inputs = test_inputs();
  inputs.area = "north";
  const std::string page = write_html(build_publication(inputs));
  EXPECT_NE(page.find(">North</th>"), page.npos);
  EXPECT_NE(page.find(">County</th>"), page.npos);
}

}  // namespace
}  // namespace waymark
