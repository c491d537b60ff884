// One month's publication: figures, published history, targets, benchmarks, findings and analysis
// texts become the page model, and every format of it a file.
//
//   DIR/publications/<month>/index.html    contents over all packs
//   DIR/publications/<month>/<area>/       the files of the latest revision: index.html,
//                                          summary.pdf, summary.xlsx, analyst.xlsx, figures.csv
//                                          and .parquet, open-data.csv and .meta.csv,
//                                          publication.json
//   DIR/publications/<month>/<area>/revision-N/   every revision, as it was published
//
// For the public the same stands below DIR/public, without figures.csv and .parquet;
// pipeline/public_edition.h says what is beside it.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "disclosure/suppress.h"
#include "pipeline/authority.h"
#include "pipeline/records_view.h"
#include "report/inputs.h"

namespace waymark {

// Who a publication is for: `everybody` sees the public edition, with small numbers suppressed.
enum class Audience { inside, everybody };

struct PublishRequest {
  Audience audience = Audience::inside;
  Month month;
  std::vector<std::string> areas;    // "county", "unallocated" or a locality by id or name;
                                     // "all" = the county and every locality
  std::vector<std::string> formats;  // html, pdf, xlsx, csv, json; empty = html and json
  Date known_at;                     // as asked for; told on the page
  std::string program_version;
  int threads = 1;
  std::string search_path = {};  // folders where a browser is looked for, as in PATH
  // Told what is done and how much of it; may be empty.
  std::function<void(std::string_view, double)> progress = {};
};

// The files of one area, in the order of the formats.
struct PublishedPack {
  std::string area;
  int revision = 1;
  bool is_new = false;  // a revision that was not there before
  std::vector<std::filesystem::path> files = {};
};

struct PublishedPacks {
  std::vector<PublishedPack> packs;
  std::filesystem::path contents;
  std::vector<Error> not_written;  // PDFs that could not be printed; everything else is there
  std::optional<SuppressionCounts> suppressed;  // public editions
  std::filesystem::path open_data;              // public editions
};

// Content that was published before is not written again; other content is a new revision beside
// it.
Result<PublishedPacks> publish(const Authority& authority, const Store& store,
                               const Catalogue& catalogue, const RecordsView& view,
                               const PublishRequest& request);

// What all packs of a month are made from; only `area` and `commentary` differ between them.
Result<PublicationInputs> publication_inputs(const Authority& authority, const Store& store,
                                             const Catalogue& catalogue, const RecordsView& view,
                                             const PublishRequest& request);

// Of targets, benchmarks and published history as the inputs hold them, and of nothing else.
std::string digest_of_targets(const PublicationInputs& inputs);

// The analysis texts of a month and area: page id -> Markdown. A text for a page that the report
// does not have is an error, since it would be lost.
Result<std::map<std::string, std::string>> read_commentary(const std::filesystem::path& folder,
                                                           Month month, const std::string& area,
                                                           const std::vector<ReportPage>& pages);

// The folder of an area: its id, with every character that a folder name cannot safely hold as %XX.
std::string area_folder(std::string_view area);

}  // namespace waymark
