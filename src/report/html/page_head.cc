#include "report/html/page_head.h"

#include <fmt/format.h>

#include <string_view>

#include "base/embedded.h"

namespace waymark {

namespace embedded {
std::span<const File> report_assets();  // html/*.css
}

namespace {

// Nothing may be loaded, run or sent: a browser holds the page to it.
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

// A text as a string of CSS: whatever is no letter, digit or space of ASCII, and no part of a
// letter beyond it, is written as its number, so that no name can end the string or the style.
std::string css_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == ' ' || c == ',' || static_cast<unsigned char>(c) >= 0x80;
    quoted += plain ? std::string(1, c) : fmt::format("\\{:06X}", static_cast<unsigned char>(c));
  }
  return quoted + "\"";
}

std::string style_sheet(const std::string& running) {
  std::string text;
  for (const auto& file : embedded::report_assets()) text += file.text;
  const std::string box =
      fmt::format("@top-left {{ content: {}; font: 8pt sans-serif; }}", css_string(running));
  return text + fmt::format("@page {{ {} }}\n@page wide {{ {} }}\n", box, box);
}

}  // namespace

void write_page_head(Markup& out, const std::string& title, const std::string& program_version,
                     const std::string& running) {
  out.element("head", {}, [&] {
    out.void_element("meta", {{"charset", "utf-8"}});
    out.void_element("meta",
                     {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    out.void_element(
        "meta", {{"http-equiv", "Content-Security-Policy"}, {"content", std::string(kPolicy)}});
    out.void_element("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
    out.void_element("meta", {{"name", "generator"}, {"content", "waymark " + program_version}});
    out.element("title", {}, title);
    out.element("style", {}, [&] { out.trusted(style_sheet(running)); });
  });
}

}  // namespace waymark
