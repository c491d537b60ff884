// What a browser's PDF lacks before every reader can use it: data on the document itself, words for
// its links, lists whose items have a body, and drawings marked as such that are no content. The
// moment of printing goes, so that equal content gives an equal file.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace waymark {

struct PdfFacts {
  std::string title;
  std::string author;
  Date made_on;
  std::map<std::string, std::string> link_words;  // address of a link, as "#contacts" -> its words
};

Result<std::string> finish_pdf(const std::string& printed, const PdfFacts& facts);

// The words of a page's links by address; of links to one place the first.
std::map<std::string, std::string> link_words(std::string_view html);

}  // namespace waymark
