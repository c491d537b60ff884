#include "report/markup.h"

#include <algorithm>
#include <iterator>

namespace waymark {
namespace {

// Elements that begin a line of their own, so that two versions of a page can be compared line by
// line. None of them is sensitive to white space around it.
constexpr std::string_view kOwnLine[] = {
    "article", "body",   "caption", "col",   "colgroup", "dd", "details", "div",     "dl",
    "dt",      "footer", "h1",      "h2",    "h3",       "h4", "head",    "header",  "html",
    "li",      "link",   "main",    "meta",  "nav",      "ol", "p",       "section", "style",
    "svg",     "table",  "tbody",   "thead", "title",    "tr", "ul"};

bool is_own_line(std::string_view name) {
  return std::find(std::begin(kOwnLine), std::end(kOwnLine), name) != std::end(kOwnLine);
}

}  // namespace

void Markup::open(std::string_view name, const Attributes& attributes) {
  if (is_own_line(name) && !out_.empty() && out_.back() != '\n') out_ += '\n';
  out_ += '<';
  out_ += name;
  for (const auto& attribute : attributes) {
    out_ += ' ';
    out_ += attribute.name;
    out_ += "=\"";
    text(attribute.value);
    out_ += '"';
  }
  out_ += '>';
}

void Markup::close(std::string_view name) {
  out_ += "</";
  out_ += name;
  out_ += '>';
  if (is_own_line(name)) out_ += '\n';
}

void Markup::void_element(std::string_view name, const Attributes& attributes) {
  open(name, attributes);
  if (is_own_line(name)) out_ += '\n';
}

void Markup::text(std::string_view words) {
  for (const char c : words) {
    switch (c) {
      case '&':
        out_ += "&amp;";
        break;
      case '<':
        out_ += "&lt;";
        break;
      case '>':
        out_ += "&gt;";
        break;
      case '"':
        out_ += "&quot;";
        break;
      case '\'':
        out_ += "&#39;";
        break;
      default:
        out_ += c;
    }
  }
}

}  // namespace waymark
