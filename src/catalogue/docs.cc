#include "catalogue/docs.h"

#include <fmt/format.h>

namespace waymark {

std::string page_name(const Measure& measure) { return measure.ref + ".md"; }

std::string measure_page(const Measure& measure, const Catalogue&,
                         const std::vector<MeasureExample>&) {
  return fmt::format("# {} {}\n\n{}\n", measure.ref, measure.title, measure.definition);
}

std::string index_page(const Catalogue& catalogue) {
  std::string page = "# Measures\n\n";
  for (const auto& measure : catalogue.measures) {
    page += fmt::format("- [{} {}]({})\n", measure.ref, measure.title, page_name(measure));
  }
  return page;
}

Result<std::vector<std::pair<std::string, std::string>>> catalogue_pages(
    const std::filesystem::path& authority_folder) {
  auto files = catalogue_files(authority_folder);
  if (!files) return std::move(files).error();
  auto catalogue = load_catalogue(authority_folder);
  if (!catalogue) return std::move(catalogue).error();
  const auto examples = read_examples(*files, nullptr);
  std::vector<std::pair<std::string, std::string>> pages = {{"index.md", index_page(*catalogue)}};
  for (const auto& measure : catalogue->measures) {
    pages.emplace_back(page_name(measure), measure_page(measure, *catalogue, examples));
  }
  return pages;
}

}  // namespace waymark
