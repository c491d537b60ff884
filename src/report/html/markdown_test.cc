#include "report/html/markdown.h"

#include <gtest/gtest.h>

namespace waymark {
namespace {

std::string html_of(std::string_view text) {
  Markup out;
  write_markdown(out, text, 4);
  std::string html = std::move(out).take();
  std::erase(html, '\n');
  return html;
}

TEST(Markdown, ParagraphsListsAndEmphasis) {
  EXPECT_EQ(html_of("One **bold** and *slanted*.\n\n- a\n- b\n"),
            "<p>One <strong>bold</strong> and <em>slanted</em>.</p><ul><li>a</li><li>b</li></ul>");
}

TEST(Markdown, HeadingsBeginAtTheLevelGivenAndLeapNone) {
  EXPECT_EQ(html_of("# A\n\n### B\n\n## C\n"), "<h4>A</h4><h5>B</h5><h5>C</h5>");
  EXPECT_EQ(html_of("### A\n"), "<h4>A</h4>");
}

TEST(Markdown, HtmlIsShownAsText) {
  EXPECT_EQ(html_of("a <b onclick=x>b</b> & c"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt; &amp; c</p>");
}

TEST(Markdown, LinksLeadToTheWebOrIntoThePage) {
  EXPECT_EQ(html_of("[a](https://b.example/?x=1&y=2)"),
            "<p><a href=\"https://b.example/?x=1&amp;y=2\" rel=\"noreferrer\">a</a></p>");
  EXPECT_EQ(html_of("[a](javascript:alert(1)) [b](data:text/html,x)"), "<p>a b</p>");
}

TEST(Markdown, PicturesAreTheirWords) {
  EXPECT_EQ(html_of("![a chart](https://b.example/c.png)"), "<p>a chart</p>");
}

TEST(Markdown, TablesHaveHeaders) {
  const std::string html = html_of("| A | B |\n|---|---|\n| 1 | 2 |\n");
  EXPECT_NE(html.find("<th scope=\"col\">A</th>"), html.npos);
  EXPECT_NE(html.find("<td>1</td>"), html.npos);
}

}  // namespace
}  // namespace waymark
