#include <array>

#include "base/text.h"
#include "report/pdf/finish.h"

namespace waymark {
namespace {

// The words of a piece of our own markup: what stands outside tags, its entities read.
std::string words_of(std::string_view markup) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}};
  std::string words;
  bool in_tag = false;
  for (std::size_t at = 0; at < markup.size(); ++at) {
    if (markup[at] == '<' || markup[at] == '>') {
      in_tag = markup[at] == '<';
      continue;
    }
    if (in_tag) continue;
    char c = markup[at];
    for (const auto& [entity, meaning] : kEntities) {
      if (!markup.substr(at).starts_with(entity)) continue;
      c = meaning;
      at += entity.size() - 1;
      break;
    }
    words += c == '\n' ? ' ' : c;
  }
  return std::string(trim(words));
}

}  // namespace

std::map<std::string, std::string> link_words(std::string_view html) {
  std::map<std::string, std::string> words;
  constexpr std::string_view kBegin = "<a ", kHref = "href=\"", kEnd = "</a>";
  for (auto at = html.find(kBegin); at != html.npos; at = html.find(kBegin, at + 1)) {
    const auto content = html.find('>', at);
    const auto end = html.find(kEnd, at);
    if (content == html.npos || end == html.npos || end < content) break;
    const std::string_view tag = html.substr(at, content - at);
    const auto href = tag.find(kHref);
    if (href == tag.npos) continue;
    const auto from = href + kHref.size();
    const std::string_view address = tag.substr(from, tag.find('"', from) - from);
    const std::string text = words_of(html.substr(content + 1, end - content - 1));
    if (!text.empty()) words.emplace(words_of(address), text);
  }
  return words;
}

}  // namespace waymark
