#include <algorithm>

#include "catalogue/read.h"
#include "catalogue/toml_text.h"

namespace waymark {

CatalogueReading read_catalogue(const std::vector<CatalogueFile>& files) {
  CatalogueReading reading;
  for (const auto& file : files) {
    FileFaults faults(file.name, reading.faults);
    if (file.name != "calendar/bank-holidays.toml") continue;
    if (const auto table = parse_toml(file.text, faults)) {
      read_calendar(*table, faults, reading.catalogue);
    }
  }
  sort_faults(reading.faults);
  return reading;
}

std::vector<MeasureExample> read_examples(const std::vector<CatalogueFile>&,
                                          std::vector<DefinitionFault>*) {
  return {};
}

}  // namespace waymark
