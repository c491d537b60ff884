#include "report/html/cover_section.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/html/parts.h"
#include "report/svg/sparkline.h"

namespace waymark {
namespace {

// A number stands in an element of its own that says what it counts or which figure it is.
void write_piece(Markup& out, const CoverPiece& piece) {
  if (!piece.names.empty()) {
    return out.element("a", {{"href", "#" + measure_anchor(piece.names)}}, piece.text);
  }
  if (!piece.is_number) return out.text(piece.text);
  const std::string bound =
      piece.measures.empty() ? "no measure"
      : piece.month          ? fmt::format("{} {}", piece.measures.front(), to_string(*piece.month))
                             : list_in_words(piece.measures);
  out.element("data", {{"value", bound}}, piece.text);
}

void write_pieces(Markup& out, const std::vector<CoverPiece>& pieces) {
  for (const auto& piece : pieces) write_piece(out, piece);
}

void write_headline(Markup& out, const Headline& headline) {
  out.element("div", {{"class", "headline"}}, [&] {
    out.element("dt", {}, [&] {
      out.element("a", {{"href", "#" + measure_anchor(headline.ref)}}, headline.title);
    });
    out.element("dd", {}, [&] {
      out.element("span", {{"class", "big"}}, [&] { write_cell_words(out, headline.now); });
      out.text(" ");
      draw_sparkline(out, headline.months, headline.trend);
      out.element("span", {{"class", "since"}}, [&] { write_pieces(out, headline.sentence); });
    });
  });
}

}  // namespace

void write_cover(Markup& out, const Publication& publication) {
  out.element("section", {{"id", "cover"}, {"aria-labelledby", "cover-heading"}}, [&] {
    out.element("h2", {{"id", "cover-heading"}}, "What changed in " + long_name(publication.month));
    if (!publication.cover.headlines.empty()) {
      out.element("dl", {{"class", "headlines"}}, [&] {
        for (const auto& headline : publication.cover.headlines) write_headline(out, headline);
      });
    }
    out.element("ul", {{"class", "changes"}}, [&] {
      for (const auto& sentence : publication.cover.sentences) {
        out.element("li", {}, [&] { write_pieces(out, sentence); });
      }
    });
    out.element("p", {{"class", "source"}},
                "Made by rule from the figures below; the numbers of these sentences are bound to "
                "their measures in publication.json.");
  });
}

}  // namespace waymark
