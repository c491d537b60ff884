#include "pipeline/contents.h"

#include <algorithm>
#include <system_error>

#include "pipeline/publish.h"
#include "pipeline/revisions.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

std::string percent_escaped(const std::string& folder) {
  std::string address;
  for (const char c : folder) address += c == '%' ? std::string("%25") : std::string(1, c);
  return address;
}

void add_files(PackEntry& entry, const fs::path& folder) {
  std::error_code fault;
  for (const char* name :
       {"index.html", "summary.pdf", "summary.xlsx", "analyst.xlsx", "figures.csv",
        "figures.parquet", "open-data.csv", "open-data.meta.csv", "publication.json"}) {
    if (fs::exists(folder / name, fault)) entry.files.emplace_back(name);
  }
}

template <typename Visit>
void for_each_row(const Publication& publication, Visit visit) {
  for (const auto& group : publication.summary) {
    for (const auto& row : group.rows) visit(row, row.months.back());
  }
}

PackEntry entry_of(const fs::path& month_folder, const Publication& publication) {
  const std::string folder = area_folder(publication.area);
  PackEntry entry{.name = publication.area_name,
                  .folder = percent_escaped(folder),
                  .files = {},
                  .revisions = revisions_in(month_folder / folder),
                  .shown = 0,
                  .not_shown = publication.not_shown};
  add_files(entry, month_folder / folder);
  for_each_row(publication, [&](const SummaryRow&, const CellView& cell) {
    entry.shown += cell.has_value() ? 1 : 0;
  });
  return entry;
}

}  // namespace

MonthContents contents_of_month(const fs::path& month_folder, PublicationInputs inputs) {
  MonthContents contents{.authority_name = inputs.authority_name,
                         .program_version = inputs.digests.program_version,
                         .month = inputs.month,
                         .packs = {},
                         .unplaced = {}};
  inputs.area = kCounty;
  contents.packs.push_back(entry_of(month_folder, build_publication(inputs)));
  for (const auto& locality : inputs.areas.localities) {
    inputs.area = locality.id;
    contents.packs.push_back(entry_of(month_folder, build_publication(inputs)));
  }
  inputs.area = kUnallocated;
  const Publication unallocated = build_publication(inputs);
  for_each_row(unallocated, [&](const SummaryRow& row, const CellView& cell) {
    // Shares of those without a locality say nothing; counts say how many a locality's page lacks.
    const bool counts = row.format == "count" || row.format == "rolling count";
    if (!counts || !cell.has_value() || cell.value->numerator == 0) return;
    contents.unplaced.push_back({row.ref + " " + row.title, cell.text});
  });
  return contents;
}

}  // namespace waymark
