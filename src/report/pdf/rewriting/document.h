// Opens a PDF, puts into it what readers need, and writes it. A library of its own, loaded when a
// PDF is finished: linking what the PDF library needs would double the time in which figures begin.
// Here and in what this includes nothing is newer than C++17: not every compiler takes the header
// of the PDF library as C++20.
#pragma once

#include <map>
#include <string>

namespace waymark {

struct PdfEntries {
  std::string title;
  std::string author;    // empty = not told
  std::string moment;    // "D:20171130120000Z", of making and last change; empty = not told
  std::string metadata;  // XMP
};

struct RewrittenPdf {
  std::string bytes;
  std::string fault;  // why there are none: `printed` cannot be read as a PDF, or shows nothing
};

}  // namespace waymark

// `link_words`: address of a link -> its words.
extern "C" void waymark_rewrite_pdf(const std::string& printed, const waymark::PdfEntries& entries,
                                    const std::map<std::string, std::string>& link_words,
                                    waymark::RewrittenPdf& rewritten);
