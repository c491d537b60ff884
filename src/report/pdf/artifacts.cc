// The operators of a content stream stand behind their operands. Content that belongs to the
// structure stands between BDC (or BMC) and EMC; a browser leaves the rest bare: running heads,
// page numbers, lines and shading. A reader cannot tell such content from text that was forgotten.
#include "report/pdf/artifacts.h"

#include <algorithm>
#include <array>

namespace waymark {
namespace {

// What a character is to the reader of a content stream, which has millions of them.
enum class Kind : unsigned char { word, space, delimiter };

constexpr std::array<Kind, 256> kinds_of_characters() {
  std::array<Kind, 256> kinds{};
  for (const char c : std::string_view(" \n\r\t\f\0", 6)) {
    kinds[static_cast<unsigned char>(c)] = Kind::space;
  }
  for (const char c : std::string_view("()<>[]{}/%")) {
    kinds[static_cast<unsigned char>(c)] = Kind::delimiter;
  }
  return kinds;
}

Kind kind_of(char c) {
  static constexpr auto kKinds = kinds_of_characters();
  return kKinds[static_cast<unsigned char>(c)];
}

// Reads past one string in brackets, which may hold others and escaped ones.
std::size_t end_of_string(std::string_view content, std::size_t at) {
  int depth = 0;
  for (; at < content.size(); ++at) {
    if (content[at] == '\\') {
      ++at;
    } else if (content[at] == '(') {
      ++depth;
    } else if (content[at] == ')' && --depth == 0) {
      return at + 1;
    }
  }
  return content.size();
}

// The end of the token that begins at `at`; a word (an operator or a number) is all that is no
// string, name or bracket.
std::size_t end_of_token(std::string_view content, std::size_t at) {
  if (content[at] == '(') return end_of_string(content, at);
  if (content[at] == '%') return std::min(content.find('\n', at), content.size());
  std::size_t end = at + 1;
  if (content[at] != '/' && kind_of(content[at]) == Kind::delimiter) return end;
  while (end < content.size() && kind_of(content[end]) == Kind::word) ++end;
  return end;
}

bool is_operator(std::string_view token) {
  if (token == "true" || token == "false" || token == "null") return false;  // operands
  const char c = token.front();
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '\'' || c == '"';
}

// Operators that begin a path or a text, or paint without either. Within a path or a text nothing
// may be marked any more.
bool begins_drawing(std::string_view word) {
  constexpr std::array<std::string_view, 5> kBegins = {"m", "re", "BT", "Do", "sh"};
  return std::find(kBegins.begin(), kBegins.end(), word) != kBegins.end();
}

// The name among an operator's operands, with its stroke.
std::string name_in(std::string_view operands) {
  const auto at = operands.rfind('/');
  if (at == operands.npos) return {};
  return std::string(operands.substr(at, end_of_token(operands, at) - at));
}

}  // namespace

std::string with_artifacts(std::string_view content, const std::set<std::string>& holding) {
  std::string marked;
  marked.reserve(content.size() + content.size() / 8);
  int depth = 0;          // of marked content
  bool artifact = false;  // whether one that was begun here is open
  bool in_hex = false;    // letters between < and > are digits
  std::size_t begin = 0;  // of the operands of the operator to come
  for (std::size_t at = 0; at < content.size();) {
    if (kind_of(content[at]) == Kind::space) {
      ++at;
      continue;
    }
    const std::size_t end = end_of_token(content, at);
    const std::string_view token = content.substr(at, end - at);
    if (token == "<" || token == ">") in_hex = token == "<" && content.substr(at, 2) != "<<";
    at = token == "<" && content.substr(at, 2) == "<<" ? at + 2 : end;
    if (in_hex || !is_operator(token)) continue;
    const bool begins = token == "BDC" || token == "BMC";
    const bool holds =
        token == "Do" && holding.contains(name_in(content.substr(begin, at - begin)));
    if ((begins || holds) && artifact) marked += "\nEMC\n";
    if (begins || holds) artifact = false;
    if (depth == 0 && !artifact && !holds && begins_drawing(token)) {
      marked += "\n/Artifact BMC\n";
      artifact = true;
    }
    marked += content.substr(begin, at - begin);
    begin = at;
    depth += begins ? 1 : token == "EMC" && depth > 0 ? -1 : 0;
  }
  marked += content.substr(begin);
  if (artifact) marked += "\nEMC\n";
  return marked;
}

}  // namespace waymark
