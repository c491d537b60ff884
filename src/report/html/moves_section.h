// "Why it moved": the moves of a topic page that the rule shows.
#pragma once

#include "report/markup.h"
#include "report/publication.h"

namespace waymark {

void write_moves(Markup& out, const TopicPage& page, const Publication& publication);

}  // namespace waymark
