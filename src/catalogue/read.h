// The readers of the catalogue's files, one kind of file each. Each reports every fault it finds
// and puts what could be read into the catalogue.
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/faults.h"
#include "catalogue/field_reader.h"

namespace waymark {

void read_calendar(const toml::table& file, FileFaults& faults, Catalogue& catalogue);

}  // namespace waymark
