#include "report/pdf/rewriting/document.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>
#include <stdexcept>

#include "report/pdf/artifacts.h"
#include "report/pdf/rewriting/structure.h"

namespace waymark {
namespace {

using Object = QPDFObjectHandle;

void describe(QPDF& pdf, const PdfEntries& entries) {
  Object info = pdf.getTrailer().getKey("/Info");
  if (!info.isDictionary()) {
    info = pdf.makeIndirectObject(Object::newDictionary());
    pdf.getTrailer().replaceKey("/Info", info);
  }
  info.replaceKey("/Title", Object::newUnicodeString(entries.title));
  if (!entries.author.empty()) info.replaceKey("/Author", Object::newUnicodeString(entries.author));
  for (const char* key : {"/CreationDate", "/ModDate"}) {
    info.removeKey(key);
    if (!entries.moment.empty()) info.replaceKey(key, Object::newString(entries.moment));
  }
  Object metadata = pdf.newStream(entries.metadata);
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
    link.replaceKey("/Contents",
                    Object::newUnicodeString(at != words.end() ? at->second : address));
  }
}

std::string bytes_of(Object stream) {
  const auto bytes = stream.getStreamData(qpdf_dl_generalized);
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

// Marks what is no content in a page or in a drawing of its own that a page places, and in those
// that it places in turn. Says whether it holds content.
class ArtifactMarker {
 public:
  // Whether it holds content.
  bool mark_page(Object page) {
    Object content = page.getKey("/Contents");
    return content.isStream() && mark(content, page.getKey("/Resources"));
  }

 private:
  bool mark(Object stream, Object resources) {
    const auto [at, is_new] = holds_.emplace(stream.getObjGen(), false);
    if (!is_new) return at->second;
    std::set<std::string> holding;
    Object drawings = resources.isDictionary() ? resources.getKey("/XObject") : Object::newNull();
    for (const auto& name :
         drawings.isDictionary() ? drawings.getKeys() : std::set<std::string>()) {
      Object drawing = drawings.getKey(name);
      if (!drawing.isStream() || !drawing.getDict().getKey("/Subtype").isNameAndEquals("/Form"))
        continue;
      if (mark(drawing, drawing.getDict().getKey("/Resources"))) holding.insert(name);
    }
    const std::string content = bytes_of(stream);
    // A drawing without content is an artifact, or content, as a whole: where it is placed decides.
    const bool holds = !holding.empty() || content.find("/MCID") != content.npos;
    const bool is_page = !stream.getDict().hasKey("/Subtype");
    if (holds || is_page) {
      stream.replaceStreamData(with_artifacts(content, holding), Object::newNull(),
                               Object::newNull());
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

std::string rewritten_pdf(const std::string& printed, const PdfEntries& entries,
                          const std::map<std::string, std::string>& link_words) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("the printed page", printed.data(), printed.size());
  describe(pdf, entries);
  ArtifactMarker marker;
  bool holds = false;
  for (auto& page : pdf.getAllPages()) {
    name_links(page, link_words);
    holds = marker.mark_page(page) || holds;
  }
  if (!holds) throw std::runtime_error("no sheet has content");
  tidy_structure(pdf);
  return written(pdf);
}

}  // namespace
}  // namespace waymark

extern "C" __attribute__((visibility("default"))) void waymark_rewrite_pdf(
    const std::string& printed, const waymark::PdfEntries& entries,
    const std::map<std::string, std::string>& link_words, waymark::RewrittenPdf& rewritten) {
  try {
    rewritten.bytes = waymark::rewritten_pdf(printed, entries, link_words);
  } catch (const std::exception& fault) {
    rewritten.fault = fault.what();
  }
}
