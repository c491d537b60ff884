#include "report/pdf/finish.h"

#include <gtest/gtest.h>

#include "report/pdf/artifacts.h"

namespace waymark {
namespace {

TEST(Artifacts, WhatIsNotMarkedIsMarkedAsNoContent) {
  EXPECT_EQ(
      with_artifacts("q\n0 0 5 5 re\nf\n/P <</MCID 0 >>BDC\nBT (a) Tj ET\nEMC\n1 1 m\nS\nQ\n"),
      "q\n/Artifact BMC\n\n0 0 5 5 re\nf\nEMC\n\n/P <</MCID 0 >>BDC\nBT (a) Tj ET\nEMC"
      "\n/Artifact BMC\n\n1 1 m\nS\nQ\n\nEMC\n");
}

TEST(Artifacts, WhatIsMarkedStaysAsItIs) {
  const char* content = "/P <</MCID 0 >>BDC BT <0026abEMC> Tj (\\)BDC(re)) Tj ET 0 0 1 1 re f EMC ";
  EXPECT_EQ(with_artifacts(content), content);
  EXPECT_EQ(with_artifacts("1 0 0 1 0 0 cm /G3 gs"), "1 0 0 1 0 0 cm /G3 gs");
  EXPECT_EQ(with_artifacts(""), "");
}

TEST(Artifacts, DrawingsWithContentOfTheirOwnStayOutside) {
  EXPECT_EQ(with_artifacts("0 0 m S /X5 Do /X6 Do", {"/X5"}),
            "\n/Artifact BMC\n0 0 m S\nEMC\n /X5 Do\n/Artifact BMC\n /X6 Do\nEMC\n");
  EXPECT_EQ(with_artifacts("/P BMC /X6 Do EMC", {}), "/P BMC /X6 Do EMC");
}

TEST(Artifacts, AnOpenStringEndsWithTheStream) {
  EXPECT_EQ(with_artifacts("/P BMC (never closed"), "/P BMC (never closed");
}

TEST(LinkWords, AreTheFirstOfEveryAddress) {
  const auto words = link_words(
      "<a class=\"skip\" href=\"#main\">Skip</a> <a href=\"#c\">Care &amp;\n"
      "<b>homes</b></a><a href=\"#c\">again</a><a id=\"x\">no link</a>"
      "<a href=\"#e\"></a><a href=\"#open\">");
  const std::map<std::string, std::string> expected = {{"#main", "Skip"}, {"#c", "Care & homes"}};
  EXPECT_EQ(words, expected);
}

TEST(FinishPdf, WhatIsNoPdfIsTold) {
  const auto finished = finish_pdf("no PDF at all", {});
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, ErrorCode::unavailable);
}

TEST(FinishPdf, EmptySheetsAreTold) {
  const auto finished = finish_pdf(
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
      "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
      "4 0 obj<</Length 14>>stream\n0 0 5 5 re f  \nendstream endobj\n"
      "trailer<</Root 1 0 R/Size 5>>\n",
      {});
  ASSERT_FALSE(finished);
  EXPECT_NE(finished.error().message.find("no sheet has content"), std::string::npos)
      << finished.error().message;
}

}  // namespace
}  // namespace waymark
