// The page "What to look at".
#pragma once

#include "report/markup.h"
#include "report/publication.h"

namespace waymark {

void write_attention(Markup& out, const Publication& publication);

}  // namespace waymark
