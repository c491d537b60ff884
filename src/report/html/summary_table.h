// The front page: one row a measure, with all that is judged and compared.
#pragma once

#include "report/markup.h"
#include "report/publication.h"

namespace waymark {

void write_summary(Markup& out, const Publication& publication);

}  // namespace waymark
