// The small parts that every table of the page is made of.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "report/markup.h"
#include "report/publication.h"

namespace waymark {

// Text for screen readers and for pages without style.
void write_hidden(Markup& out, std::string_view words);

// A value with its mark if it was published before, or the reason in words.
void write_cell_words(Markup& out, const CellView& cell);
// The same as a table cell; `columns` > 1 lets one reason stand for neighbours.
void write_cell(Markup& out, const CellView& cell, int columns = 1);
void write_direction_cell(Markup& out, const DirectionView& view);
void write_signal_cell(Markup& out, const SignalView& view);
void write_rag_cell(Markup& out, const RagView& view, int columns = 1);

// The same in a narrow column: letters to the eye, the word to a screen reader.
void write_rag_letters(Markup& out, const RagView& view);

// "1, 3" as links to the notes.
void write_note_calls(Markup& out, const std::vector<NoteCall>& calls);

// A region that scrolls by itself where it is wider than the page, and that a keyboard can reach.
void write_scroll_region(Markup& out, std::string_view label, std::string_view css,
                         const std::function<void()>& content);

// An id that is one word: "m-6.14".
std::string measure_anchor(std::string_view ref);

}  // namespace waymark
