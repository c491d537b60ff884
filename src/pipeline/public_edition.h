// The public edition of a month: the figures of all areas together, suppressed before anything is
// written, and the record of what the public has seen.
//
//   DIR/public/<month>/                       packs and contents page, apart from the inside ones
//   DIR/public/<month>/open-data/open-data.csv  every figure of every area that any pack shows
//   DIR/public/<month>/open-data/revision-N/    as each edition showed them; read by later editions
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "disclosure/suppress.h"
#include "pipeline/authority.h"
#include "report/inputs.h"

namespace waymark {

struct PublicEdition {
  PublicationInputs inputs;  // holds nothing that the public must not see
  SuppressionCounts counts;
};

// An error if something hidden could be told from what is left, or from what was shown before.
Result<PublicEdition> public_edition(const Authority& authority, const Catalogue& catalogue,
                                     const PublicationInputs& inside, int threads);

// Puts the edition's open data into the month's folder; equal figures are not written twice.
Result<std::filesystem::path> write_open_data(const std::filesystem::path& month_folder,
                                              const PublicationInputs& edition);

// open-data.csv: a row a figure of a month, and a row a year to date.
std::string open_data(const PublicationInputs& edition);

// What the open data of all editions in the folder showed and hid.
Result<std::vector<EarlierFigure>> earlier_editions(const std::filesystem::path& public_folder);

}  // namespace waymark
