#include "report/html/moves_section.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/html/parts.h"

namespace waymark {
namespace {

std::string heading_of_split(const std::string& name) { return "By " + name; }

void write_cells(Markup& out, const MoveView::Part& part) {
  out.element("td", {{"class", "number"}}, part.before);
  out.element("td", {{"class", "number"}}, part.now);
  // The one effect of a count is its change.
  if (part.effect_texts.size() > 1) {
    for (const auto& text : part.effect_texts) out.element("td", {{"class", "number"}}, text);
  }
  out.element("td", {{"class", "number"}}, part.change_text);
}

void write_split(Markup& out, const MoveView::Split& split, std::size_t columns) {
  out.element("tbody", {}, [&] {
    out.element("tr", {{"class", "heading"}}, [&] {
      out.element("th", {{"scope", "rowgroup"}, {"colspan", std::to_string(columns)}},
                  heading_of_split(split.name));
    });
    for (const auto& part : split.parts) {
      out.element("tr", part.leads ? Attributes{{"class", "leads"}} : Attributes{}, [&] {
        out.element("th", {{"scope", "row"}}, part.name);
        write_cells(out, part);
      });
    }
  });
}

std::string effect_heading(const std::string& effect) {
  if (effect == "mix") return "Mix: larger or smaller share of all";
  if (effect == "rate") return "Rate: more or fewer within the part";
  if (effect == "cases") return "More or fewer cases";
  if (effect == "people") return "More or fewer people";
  return effect;
}

void write_head(Markup& out, const MoveView& move, const Publication& publication) {
  const auto heading = [&](std::string_view css, std::string_view words) {
    out.element("th", {{"scope", "col"}, {"class", std::string(css)}}, words);
  };
  out.element("tr", {}, [&] {
    heading("", "Part");
    heading("number", short_name(move.against));
    heading("number", short_name(publication.month));
    if (move.effect_names.size() > 1) {
      for (const auto& effect : move.effect_names) heading("number", effect_heading(effect));
    }
    heading("number", "Change");
  });
}

// Closed on a screen, left out in print: publication.json has every part.
void write_parts(Markup& out, const MoveView& move, const Publication& publication) {
  const std::string caption =
      fmt::format("{} {}: parts of the change from {} to {}", move.ref, move.title,
                  long_name(move.against), long_name(publication.month));
  const std::size_t effects = move.effect_names.size();
  const std::size_t columns = 4 + (effects > 1 ? effects : 0);
  out.element("details", {{"class", "parts-of-move"}}, [&] {
    out.element("summary", {}, [&] {
      out.text("All parts");
      write_hidden(out,
                   fmt::format(" of the change of {} since {}", move.ref, long_name(move.against)));
    });
    write_scroll_region(out, caption, "", [&] {
      out.element("table", {{"class", "moves"}}, [&] {
        out.element("caption", {}, caption);
        out.element("thead", {}, [&] { write_head(out, move, publication); });
        for (const auto& split : move.splits) write_split(out, split, columns);
      });
    });
  });
}

}  // namespace

void write_moves(Markup& out, const TopicPage& page, const Publication& publication) {
  const bool any = std::any_of(page.moves.begin(), page.moves.end(),
                               [](const MoveView& move) { return move.shown; });
  if (!any) return;
  out.element("div", {{"class", "why"}}, [&] {
    out.element("h3", {}, "Why it moved");
    out.element(
        "p", {{"class", "source"}},
        "Measures beyond chance or of another colour, with the parts that make up a third of "
        "the change or more. The parts of each split sum exactly to the change; shown numbers "
        "are rounded.");
    for (const auto& move : page.moves) {
      if (!move.shown) continue;
      out.element("div", {{"class", "move"}}, [&] {
        out.element("p", {}, [&] {
          out.element("strong", {}, move.ref + " " + move.title);
          out.text(": " + move.text + " ");
          out.element("span", {{"class", "trigger"}}, move.trigger);
        });
        write_parts(out, move, publication);
      });
    }
  });
}

}  // namespace waymark
