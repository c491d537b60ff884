#include "report/html/parts.h"

#include <fmt/format.h>

#include "report/svg/shapes.h"

namespace waymark {
namespace {

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

bool is_from_before(const CellView& cell) {
  return cell.origin == Origin::published || cell.origin == Origin::mixed;
}

Attributes with_title(Attributes attributes, const std::string& title) {
  if (!title.empty()) attributes.push_back({"title", title});
  return attributes;
}

Attributes reason_attributes(int columns) {
  Attributes attributes = {{"class", "reason"}};
  if (columns > 1) attributes.push_back({"colspan", std::to_string(columns)});
  return attributes;
}

}  // namespace

void write_hidden(Markup& out, std::string_view words) {
  out.element("span", {{"class", "vh"}}, words);
}

void write_cell_words(Markup& out, const CellView& cell) {
  out.text(cell.text);
  if (!is_from_before(cell)) return;
  out.element("sup", {{"class", "before"}, {"aria-hidden", "true"}}, "p");
  write_hidden(out,
               cell.origin == Origin::published ? " published before" : " partly published before");
}

void write_cell(Markup& out, const CellView& cell, int columns) {
  Attributes attributes =
      cell.has_value() ? Attributes{{"class", "number"}} : reason_attributes(columns);
  out.element("td", with_title(std::move(attributes), cell.title), [&] {
    if (columns == 1) return write_cell_words(out, cell);
    out.element("span", {}, [&] { write_cell_words(out, cell); });
  });
}

void write_direction_cell(Markup& out, const DirectionView& view) {
  if (view.direction == Direction::none) {
    out.element("td", with_title({{"class", "reason"}}, view.title), view.text);
    return;
  }
  out.element("td", with_title({{"class", "direction " + view.text}}, view.title), [&] {
    draw_direction(out, view.direction);
    out.text(" " + capitalised(view.text));
  });
}

void write_signal_cell(Markup& out, const SignalView& view) {
  if (!view.has_signal()) {
    out.element("td", with_title(reason_attributes(1), view.title),
                [&] { out.element("span", {}, view.text); });
    return;
  }
  out.element("td", with_title({{"class", "signal"}}, view.title), [&] {
    draw_variation(out, view.variation);
    out.text(" " + capitalised(view.text));
    if (view.assurance.empty()) return;
    out.element("span", {{"class", "assurance"}}, " " + capitalised(view.assurance));
  });
}

void write_rag_cell(Markup& out, const RagView& view, int columns) {
  if (view.rag == Rag::none) {
    out.element("td", with_title(reason_attributes(columns), view.title),
                [&] { out.element("span", {}, view.text); });
    return;
  }
  out.element("td", with_title({{"class", "rag " + view.text}}, view.title), [&] {
    draw_rag(out, view.rag);
    out.text(" " + capitalised(view.text));
  });
}

void write_rag_letters(Markup& out, const RagView& view) {
  const bool none = view.rag == Rag::none;
  out.element("td",
              with_title({{"class", none ? "reason letters" : "rag letters " + view.text}},
                         view.title.empty() ? view.text : view.title),
              [&] {
                if (!none) draw_rag(out, view.rag);
                if (view.letters == view.text) return out.text(view.text);
                out.element("span", {{"aria-hidden", "true"}}, view.letters);
                write_hidden(out, " " + view.text);
              });
}

void write_note_calls(Markup& out, const std::vector<NoteCall>& calls) {
  for (const auto& call : calls) {
    out.text(" ");
    out.element("a", {{"class", "call"}, {"href", "#note-" + call.id}}, [&] {
      write_hidden(out, "Note ");
      out.text(std::to_string(call.number));
    });
  }
}

void write_scroll_region(Markup& out, std::string_view label, std::string_view css,
                         const std::function<void()>& content) {
  out.element("div",
              {{"class", fmt::format("scroll {}", css)},
               {"role", "region"},
               {"aria-label", std::string(label)},
               {"tabindex", "0"}},
              content);
}

std::string measure_anchor(std::string_view ref) { return fmt::format("m-{}", ref); }

}  // namespace waymark
