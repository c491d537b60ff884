// One topic page: tables, charts, comparisons, definitions, analysis, notes, records in doubt.
#pragma once

#include "report/markup.h"
#include "report/publication.h"

namespace waymark {

void write_topic(Markup& out, const Publication& publication, const TopicPage& page);

}  // namespace waymark
