// One month's publication: figures, published history, targets, benchmarks, findings and analysis
// texts become the page model, and every format of it a file.
//
//   DIR/publications/<month>/<area>/index.html, publication.json
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "pipeline/authority.h"
#include "pipeline/records_view.h"
#include "report/inputs.h"

namespace waymark {

struct PublishRequest {
  Month month;
  std::vector<std::string> areas;    // "county", "unallocated" or a locality by id or name;
                                     // "all" = the county and every locality
  std::vector<std::string> formats;  // empty = all
  Date known_at;                     // as asked for; told on the page
  std::string program_version;
  int threads = 1;
};

// The files of one area, in the order of the formats.
struct PublishedPack {
  std::string area;
  std::vector<std::filesystem::path> files;
};

// Each file is put in place whole; publishing again replaces it.
Result<std::vector<PublishedPack>> publish(const Authority& authority, const Store& store,
                                           const Catalogue& catalogue, const RecordsView& view,
                                           const PublishRequest& request);

// What all packs of a month are made from; only `area` and `commentary` differ between them.
Result<PublicationInputs> publication_inputs(const Authority& authority, const Store& store,
                                             const Catalogue& catalogue, const RecordsView& view,
                                             const PublishRequest& request);

// The analysis texts of a month and area: page id -> Markdown. A text for a page that the report
// does not have is an error, since it would be lost.
Result<std::map<std::string, std::string>> read_commentary(const std::filesystem::path& folder,
                                                           Month month, const std::string& area,
                                                           const std::vector<ReportPage>& pages);

// The folder of an area: its id, with every character that a folder name cannot safely hold as %XX.
std::string area_folder(std::string_view area);

}  // namespace waymark
