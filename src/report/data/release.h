// The figures as a tidy file with the column names of England's official statistics, and the file
// that describes its columns: a row for each measure and month of the pack's area.
#pragma once

#include <string>

#include "report/publication.h"

namespace waymark {

std::string write_release(const Publication& publication);
std::string write_release_columns(const Publication& publication);

}  // namespace waymark
