// Writes HTML and SVG. Text and attributes are escaped unless they are said to be trusted, and
// every element that is opened is closed, so a page cannot be malformed and a title cannot become
// markup.
//
//   Markup page;
//   page.element("p", {{"class", "lead"}}, "5 < 7");              // <p class="lead">5 &lt; 7</p>
//   page.element("ul", {}, [&] { page.element("li", {}, "one"); });
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

struct Attribute {
  std::string_view name;
  std::string value;
};
using Attributes = std::vector<Attribute>;

class Markup {
 public:
  void text(std::string_view words);

  void element(std::string_view name, const Attributes& attributes, std::string_view words) {
    open(name, attributes);
    text(words);
    close(name);
  }
  void element(std::string_view name, const Attributes& attributes, std::invocable auto&& content) {
    open(name, attributes);
    content();
    close(name);
  }
  // An element without content and end tag: <br>, <meta ...>.
  void void_element(std::string_view name, const Attributes& attributes = {});
  // Our own style sheet and nothing else: what comes from outside goes through text().
  void trusted(std::string_view markup) { out_ += markup; }
  void line() { out_ += '\n'; }

  // For what comes as events, such as Markdown; elsewhere element() closes what it opens.
  void open(std::string_view name, const Attributes& attributes);
  void close(std::string_view name);

  std::string take() && { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace waymark
