// The analyst's Markdown as HTML: paragraphs, headings, lists, tables, emphasis, links. Markup of
// HTML is shown as text, pictures as their words: nothing on the page is loaded from elsewhere.
#pragma once

#include <string>
#include <string_view>

#include "report/markup.h"

namespace waymark {

// `heading_level` is the level given to the text's highest heading.
void write_markdown(Markup& out, std::string_view text, int heading_level);

}  // namespace waymark
