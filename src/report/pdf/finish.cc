#include "report/pdf/finish.h"

#include <fmt/format.h>

#include "base/late_library.h"
#include "report/markup.h"
#include "report/pdf/rewriting/document.h"

namespace waymark {
namespace {

LateLibrary& rewriting() {
  static LateLibrary library("libwaymark_pdf.so", "The part of waymark that finishes PDFs",
                             "Put it beside the program, or build both again.");
  return library;
}
constinit const LateFunction<decltype(waymark_rewrite_pdf), rewriting> kRewrite{
    "waymark_rewrite_pdf"};

constexpr std::string_view kLanguage = "en-GB";  // as the page says

std::string day_text(Date day, const char* between) {
  const YearMonthDay parts = split(day);
  return fmt::format("{:04}{}{:02}{}{:02}", parts.year, between, parts.month, between, parts.day);
}

// What the document is, in the words of the Dublin Core; readers take title and language from here.
std::string metadata_of(const PdfFacts& facts) {
  Markup out;
  out.trusted("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
  const auto entry = [&](const char* name, const char* list, const Attributes& attributes,
                         const std::string& value) {
    out.element(name, {},
                [&] { out.element(list, {}, [&] { out.element("rdf:li", attributes, value); }); });
  };
  out.element("x:xmpmeta", {{"xmlns:x", "adobe:ns:meta/"}}, [&] {
    out.element("rdf:RDF", {{"xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}}, [&] {
      out.element("rdf:Description",
                  {{"rdf:about", ""},
                   {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                   {"xmlns:xmp", "http://ns.adobe.com/xap/1.0/"}},
                  [&] {
                    entry("dc:title", "rdf:Alt", {{"xml:lang", "x-default"}}, facts.title);
                    if (!facts.author.empty()) entry("dc:creator", "rdf:Seq", {}, facts.author);
                    entry("dc:language", "rdf:Bag", {}, std::string(kLanguage));
                    if (facts.made_on.missing()) return;
                    const std::string moment = day_text(facts.made_on, "-") + "T12:00:00Z";
                    out.element("xmp:CreateDate", {}, moment);
                    out.element("xmp:ModifyDate", {}, moment);
                  });
    });
  });
  out.trusted("\n<?xpacket end=\"w\"?>");
  return std::move(out).take();
}

}  // namespace

Result<std::string> finish_pdf(const std::string& printed, const PdfFacts& facts) {
  PdfEntries entries{
      .title = facts.title, .author = facts.author, .moment = {}, .metadata = metadata_of(facts)};
  if (!facts.made_on.missing()) entries.moment = "D:" + day_text(facts.made_on, "") + "120000Z";
  if (auto loaded = rewriting().load(); !loaded) return std::move(loaded).error();
  RewrittenPdf rewritten;
  kRewrite(printed, entries, facts.link_words, rewritten);
  if (rewritten.fault.empty()) return std::move(rewritten.bytes);
  return Error{
      ErrorCode::unavailable,
      fmt::format("What the browser printed cannot be used as a PDF: {}.", rewritten.fault)};
}

}  // namespace waymark
