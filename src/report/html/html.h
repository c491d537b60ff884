// index.html: the whole publication in one file that needs no network and no script.
#pragma once

#include <string>

#include "report/publication.h"

namespace waymark {

std::string write_html(const Publication& publication);

}  // namespace waymark
