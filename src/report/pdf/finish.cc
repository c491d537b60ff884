#include "report/pdf/finish.h"

#include <fmt/format.h>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <exception>

#include "report/markup.h"
#include "report/pdf/structure.h"

namespace waymark {
namespace {

using Object = QPDFObjectHandle;

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
    out.element(name, {}, [&] {
      out.element(list, {}, [&] { out.element("rdf:li", attributes, value); });
    });
  };
  out.element("x:xmpmeta", {{"xmlns:x", "adobe:ns:meta/"}}, [&] {
    out.element("rdf:RDF", {{"xmlns:rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}}, [&] {
      out.element("rdf:Description",
                  {{"rdf:about", ""}, {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
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

void describe(QPDF& pdf, const PdfFacts& facts) {
  Object info = pdf.getTrailer().getKey("/Info");
  if (!info.isDictionary()) {
    info = pdf.makeIndirectObject(Object::newDictionary());
    pdf.getTrailer().replaceKey("/Info", info);
  }
  info.replaceKey("/Title", Object::newUnicodeString(facts.title));
  if (!facts.author.empty()) info.replaceKey("/Author", Object::newUnicodeString(facts.author));
  for (const char* key : {"/CreationDate", "/ModDate"}) {
    info.removeKey(key);
    if (facts.made_on.missing()) continue;
    info.replaceKey(key, Object::newString("D:" + day_text(facts.made_on, "") + "120000Z"));
  }
  Object metadata = pdf.newStream(metadata_of(facts));
  metadata.getDict().replaceKey("/Type", Object::newName("/Metadata"));
  metadata.getDict().replaceKey("/Subtype", Object::newName("/XML"));
  pdf.getRoot().replaceKey("/Metadata", metadata);
}

// Where a link leads, as the page wrote it: "#contacts" or an address beyond it.
std::string address_of(Object link) {
  Object place = link.getKey("/Dest");
  if (place.isName()) return "#" + place.getName().substr(1);
  if (place.isString()) return "#" + place.getUTF8Value();
  Object uri = link.getKey("/A").isDictionary() ? link.getKey("/A").getKey("/URI") : place;
  return uri.isString() ? uri.getUTF8Value() : std::string();
}

void name_links(Object page, const std::map<std::string, std::string>& words) {
  Object links = page.getKey("/Annots");
  if (!links.isArray()) return;
  for (auto& link : links.getArrayAsVector()) {
    if (link.hasKey("/Contents")) continue;
    const std::string address = address_of(link);
    const auto at = words.find(address);
    link.replaceKey("/Contents", Object::newUnicodeString(at != words.end() ? at->second : address));
  }
}

std::string bytes_of(Object stream) {
  const auto bytes = stream.getStreamData(qpdf_dl_generalized);
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

// Marks what is no content in a page or in a drawing of its own that a page places, and in those that
// it places in turn. Says whether it holds content.
class ArtifactMarker {
 public:
  void mark_page(Object page) {
    Object content = page.getKey("/Contents");
    if (content.isStream()) mark(content, page.getKey("/Resources"));
  }

 private:
  bool mark(Object stream, Object resources) {
    const auto [at, is_new] = holds_.emplace(stream.getObjGen(), false);
    if (!is_new) return at->second;
    std::set<std::string> holding;
    Object drawings = resources.isDictionary() ? resources.getKey("/XObject") : Object::newNull();
    for (const auto& name : drawings.isDictionary() ? drawings.getKeys() : std::set<std::string>()) {
      Object drawing = drawings.getKey(name);
      if (!drawing.isStream() || !drawing.getDict().getKey("/Subtype").isNameAndEquals("/Form")) continue;
      if (mark(drawing, drawing.getDict().getKey("/Resources"))) holding.insert(name);
    }
    const std::string content = bytes_of(stream);
    // A drawing without content is an artifact, or content, as a whole: where it is placed decides.
    const bool holds = !holding.empty() || content.find("/MCID") != content.npos;
    const bool is_page = !stream.getDict().hasKey("/Subtype");
    if (holds || is_page) {
      stream.replaceStreamData(with_artifacts(content, holding), Object::newNull(), Object::newNull());
    }
    return holds_[stream.getObjGen()] = holds;
  }

  std::map<QPDFObjGen, bool> holds_;
};

std::string written(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.setDeterministicID(true);
  writer.write();
  const auto bytes = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace

Result<std::string> finish_pdf(const std::string& printed, const PdfFacts& facts) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("the printed page", printed.data(), printed.size());
    describe(pdf, facts);
    ArtifactMarker marker;
    for (auto& page : pdf.getAllPages()) {
      name_links(page, facts.link_words);
      marker.mark_page(page);
    }
    tidy_structure(pdf);
    return written(pdf);
  } catch (const std::exception& fault) {
    return Error{ErrorCode::unavailable,
                 fmt::format("What the browser printed cannot be read as a PDF: {}.", fault.what())};
  }
}

}  // namespace waymark
