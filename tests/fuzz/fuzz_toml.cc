// Catalogue files of any content: no crash, no hang, and what is accepted can be shown.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "catalogue/docs.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // The first byte chooses the kind of file the rest is read as.
  static const char* const kNames[] = {"measures/a.toml",
                                       "parameters/a.toml",
                                       "codes/source-groups.toml",
                                       "pages.toml",
                                       "calendar/bank-holidays.toml",
                                       "footnotes.toml",
                                       "breaks.toml",
                                       "invariants.toml",
                                       "summary.toml",
                                       "authority.toml"};
  constexpr std::size_t kKinds = sizeof kNames / sizeof kNames[0];
  const std::size_t kind = data[0] % kKinds;
  const std::string text(data + 1, data + size);
  const std::vector<waymark::CatalogueFile> files = {{kNames[kind], text, kind + 1 == kKinds}};
  const auto reading = waymark::read_catalogue(files);
  std::vector<waymark::DefinitionFault> faults;
  const auto examples = waymark::read_examples(files, &faults);
  for (const auto& fault : reading.faults) {
    CHECK_THAT(fault.line >= 1 && !fault.message.empty(), "a fault has a line and a sentence");
  }
  for (const auto& measure : reading.catalogue.measures) {
    waymark::measure_page(measure, reading.catalogue, examples);
  }
  return 0;
}
