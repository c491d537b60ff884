// The first page: what changed this month.
#pragma once

#include "report/markup.h"
#include "report/publication.h"

namespace waymark {

void write_cover(Markup& out, const Publication& publication);

}  // namespace waymark
