// The catalogue as Markdown: one page a measure, an index, and the parameters. Equal catalogues
// give equal bytes.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "catalogue/catalogue.h"

namespace waymark {

// The page of one measure; of `examples` those of this measure are shown.
std::string measure_page(const Measure& measure, const Catalogue& catalogue,
                         const std::vector<MeasureExample>& examples);

// All measures by section, each with a link to its page.
std::string index_page(const Catalogue& catalogue);

// All parameters with their values in force.
std::string parameters_page(const Catalogue& catalogue);

// File name of a measure's page: "6.14.md".
std::string page_name(const Measure& measure);

// All pages, file name and text: index.md and parameters.md first, then the measures in catalogue
// order.
Result<std::vector<std::pair<std::string, std::string>>> catalogue_pages(
    const std::filesystem::path& authority_folder = {});

}  // namespace waymark
