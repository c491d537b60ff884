// Opens a PDF, puts into it what readers need, and writes it. Here and in what this includes
// nothing is newer than C++17: not every compiler takes the header of the PDF library as C++20.
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

// `link_words`: address of a link -> its words. Throws where `printed` cannot be read as
// a PDF or shows nothing.
std::string rewritten_pdf(const std::string& printed, const PdfEntries& entries,
                          const std::map<std::string, std::string>& link_words);

}  // namespace waymark
