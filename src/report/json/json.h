// publication.json: the whole page model, in a fixed order.
#pragma once

#include <string>

#include "report/publication.h"

namespace waymark {

std::string write_json(const Publication& publication);

}  // namespace waymark
