#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <system_error>
#include <utility>

#include "base/parallel.h"
#include "base/text.h"
#include "compute/figures.h"
#include "ingest/file_content.h"
#include "pipeline/browser.h"
#include "pipeline/contents.h"
#include "pipeline/files.h"
#include "pipeline/printing.h"
#include "pipeline/public_edition.h"
#include "pipeline/publish.h"
#include "pipeline/revisions.h"
#include "report/writers.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAllAreas = "all";
// Formats whose files are not written from the page model alone.
constexpr std::string_view kPdf = "pdf";
constexpr std::string_view kCsv = "csv";
constexpr const char* kPdfFile = "summary.pdf";
// One pack on its way: what it says is settled, its files are written one after the other.
struct Pack {
  Publication publication;
  std::string figures;  // figures.csv of the area; empty in a public edition, which has none
  std::string page;     // index.html
  fs::path folder;      // of the area
  Revision revision;
};

void add_field(std::string& text, std::string_view field) {
  text += field;
  text += '\0';
}

std::string digest_of_commentary(const std::map<std::string, std::string>& commentary) {
  if (commentary.empty()) return {};
  std::string text;
  for (const auto& [page, words] : commentary) {
    add_field(text, page);
    add_field(text, words);
  }
  return digest_of(text);
}

// The areas asked for, by id, each once and in the order of the report.
Result<std::vector<std::string>> areas_asked_for(const Areas& areas,
                                                 const std::vector<std::string>& asked) {
  std::vector<std::string> known = {std::string(kCounty)};
  for (const auto& locality : areas.localities) known.push_back(locality.id);
  std::vector<std::string> chosen;
  for (const auto& name : asked) {
    if (name == kAllAreas) {
      chosen.insert(chosen.end(), known.begin(), known.end());
      continue;
    }
    std::string id = name;
    for (const auto& locality : areas.localities) {
      if (areas.find(name) == kMissing && equal_codes(locality.name, name)) id = locality.id;
    }
    if (id != kUnallocated && std::find(known.begin(), known.end(), id) == known.end()) {
      known.push_back(std::string(kUnallocated));
      return Error{ErrorCode::not_found,
                   fmt::format("There is no area {}; the areas are {}, or all.", name,
                               list_in_words(known))};
    }
    chosen.push_back(id);
  }
  std::vector<std::string> once;
  for (const auto& id : chosen) {
    if (std::find(once.begin(), once.end(), id) == once.end()) once.push_back(id);
  }
  return once;
}

std::vector<std::string> known_formats() {
  std::vector<std::string> known;
  for (const auto& writer : writers()) {
    if (std::find(known.begin(), known.end(), writer.format) == known.end()) {
      known.emplace_back(writer.format);
    }
  }
  known.insert(known.begin() + 1, std::string(kPdf));
  return known;
}

Result<std::vector<std::string>> formats_asked_for(const std::vector<std::string>& asked) {
  if (asked.empty()) return std::vector<std::string>{"html", "json"};
  const auto known = known_formats();
  for (const auto& format : asked) {
    if (std::find(known.begin(), known.end(), format) == known.end()) {
      return Error{
          ErrorCode::invalid_input,
          fmt::format("There is no format {}; the formats are {}.", format, list_in_words(known))};
    }
  }
  return asked;
}

bool is_among(std::string_view format, const std::vector<std::string>& formats) {
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

// The area's rows of the months that its pack shows.
std::string figures_of(const PublicationInputs& inputs, const std::vector<Month>& months) {
  std::vector<Figure> figures;
  for (const auto& figure : inputs.figures) {
    if (figure.area == inputs.area && figure.month >= months.front()) figures.push_back(figure);
  }
  return figures_csv(figures);
}

// A file that stands in a revision is never written again: equal content gives an equal file.
Status write_once(const fs::path& file, const std::string& text) {
  std::error_code fault;
  if (fs::exists(file, fault)) return {};
  if (text.empty()) {
    return Error{
        ErrorCode::storage,
        fmt::format("{} could not be made. Check the space left in the folder for temporary "
                    "files.",
                    file.string())};
  }
  return write_file(file, text);
}

Status write_figures(const Pack& pack) {
  const fs::path csv = pack.revision.folder / "figures.csv";
  const fs::path parquet = pack.revision.folder / "figures.parquet";
  auto written = write_once(csv, pack.figures);
  std::error_code fault;
  if (!written || fs::exists(parquet, fault)) return written;
  fs::path partial = parquet;
  partial += ".partial";
  written = csv_to_parquet(csv, partial, ParquetSize::smallest);
  if (!written) return written;
  fs::rename(partial, parquet, fault);
  if (!fault) return {};
  return Error{ErrorCode::storage,
               fmt::format("Cannot put {} in place: {}.", parquet.string(), fault.message())};
}

// Begins the revision and writes every format but the PDF.
Status write_pack(Pack& pack, const std::vector<std::string>& formats) {
  std::error_code fault;
  fs::create_directories(pack.folder, fault);
  if (fault) {
    return Error{ErrorCode::storage, fmt::format("Cannot make the folder {}: {}.",
                                                 pack.folder.string(), fault.message())};
  }
  std::string all;
  const std::string json = [&] {
    for (const auto& writer : writers()) {
      if (writer.format == "json") return writer.write(pack.publication);
    }
    return std::string();
  }();
  for (const auto& part : {json, pack.page, pack.figures}) add_field(all, part);
  const std::string content = digest_of(all);
  auto revision = revision_for(pack.folder, content);
  if (!revision) return std::move(revision).error();
  pack.revision = *std::move(revision);
  for (const auto& writer : writers()) {
    if (!is_among(writer.format, formats)) continue;
    const fs::path file = pack.revision.folder / writer.file;
    if (fs::exists(file, fault)) continue;
    auto written = write_once(file, writer.format == "json"   ? json
                                    : writer.format == "html" ? pack.page
                                                              : writer.write(pack.publication));
    if (!written) return written;
  }
  if (is_among(kCsv, formats) && !pack.publication.is_public) {
    auto written = write_figures(pack);
    if (!written) return written;
  }
  return seal_revision(pack.revision, content);
}

std::vector<fs::path> files_asked_for(const Pack& pack, const std::vector<std::string>& formats) {
  std::vector<fs::path> files;
  std::error_code fault;
  const auto add = [&](std::string_view name) {
    if (fs::exists(pack.folder / name, fault)) files.push_back(pack.folder / name);
  };
  for (const auto& format : known_formats()) {
    if (!is_among(format, formats)) continue;
    if (format == kPdf) add(kPdfFile);
    if (format == kCsv) add("figures.csv"), add("figures.parquet");
    for (const auto& writer : writers()) {
      if (writer.format == format) add(writer.file);
    }
  }
  return files;
}

// Runs `work` on every pack, telling how far it is; the first errors of packs are collected.
std::vector<Error> for_every(std::vector<Pack>& packs, const PublishRequest& request,
                             std::string_view what, const std::function<Status(Pack&)>& work) {
  std::vector<Error> faults;
  std::mutex mutex;
  std::size_t done = 0;
  if (request.progress) request.progress(what, 0);
  run_parallel(packs.size(), request.threads, [&](std::size_t i) {
    auto status = work(packs[i]);
    const std::lock_guard lock(mutex);
    if (!status) faults.push_back(std::move(status).error());
    ++done;
    if (request.progress) {
      request.progress(what, static_cast<double>(done) / static_cast<double>(packs.size()));
    }
  });
  return faults;
}

PdfFacts facts_of(const Publication& publication) {
  PdfFacts facts{.title = publication_title(publication),
                 .author = publication.authority_name,
                 .made_on = publication.load_as_at,
                 .link_words = {}};
  if (facts.made_on.missing()) facts.made_on = last_day(publication.month);
  return facts;
}

// Prints every pack that has no PDF yet; the sentences say which have none now.
std::vector<Error> print_packs(const Authority& authority, const std::vector<Pack>& packs,
                               const PublishRequest& request) {
  const auto program = find_browser(authority.browser, request.search_path);
  if (!program) return {program.error()};
  std::vector<PrintJob> jobs;
  std::error_code fault;
  for (const auto& pack : packs) {
    const fs::path file = pack.revision.folder / kPdfFile;
    if (fs::exists(file, fault)) continue;
    jobs.push_back({.page = pack.page,
                    .area = pack.publication.area,
                    .facts = facts_of(pack.publication),
                    .file = file});
  }
  const auto tell = [&](std::size_t done) {
    const auto all = static_cast<double>(std::max<std::size_t>(jobs.size(), 1));
    if (request.progress) request.progress("Printing", static_cast<double>(done) / all);
  };
  tell(jobs.empty() ? 1 : 0);
  return print_pages(*program, jobs, request.threads, tell);
}

std::string page_of(const Publication& publication) {
  for (const auto& writer : writers()) {
    if (writer.format == "html") return writer.write(publication);
  }
  return {};
}

}  // namespace

Result<PublishedPacks> publish(const Authority& authority, const Store& store,
                               const Catalogue& catalogue, const RecordsView& view,
                               const PublishRequest& request) {
  auto formats = formats_asked_for(request.formats);
  if (!formats) return std::move(formats).error();
  auto areas = areas_asked_for(areas_of(view.extract), request.areas);
  if (auto read = view.extract.reading(); !read) return std::move(read).error();
  if (!areas) return std::move(areas).error();
  // Every text is read before the first file is written: a fault in one leaves the old packs alone.
  std::vector<std::map<std::string, std::string>> commentary;
  const bool is_public = request.audience == Audience::everybody;
  const fs::path texts_folder = is_public ? authority.public_commentary() : authority.commentary();
  for (const auto& area : *areas) {
    auto texts = read_commentary(texts_folder, request.month, area, catalogue.pages);
    if (!texts) return std::move(texts).error();
    commentary.push_back(*std::move(texts));
  }
  if (request.progress) request.progress("Counting", 0);
  auto inputs = publication_inputs(authority, store, catalogue, view, request);
  if (!inputs) return std::move(inputs).error();

  PublishedPacks published;
  const fs::path month_folder =
      (is_public ? authority.public_editions() : authority.publications()) /
      to_string(request.month);
  if (is_public) {
    if (request.progress) request.progress("Suppressing", 0);
    auto edition = public_edition(authority, catalogue, *inputs, request.threads);
    if (!edition) return std::move(edition).error();
    *inputs = std::move(edition->inputs);
    published.suppressed = edition->counts;
    // First of all, so that nothing is ever seen that later editions do not know of.
    auto open_data = write_open_data(month_folder, *inputs);
    if (!open_data) return std::move(open_data).error();
    published.open_data = *std::move(open_data);
  }
  std::vector<Pack> packs(areas->size());
  for (std::size_t i = 0; i < areas->size(); ++i) {
    inputs->area = (*areas)[i];
    inputs->commentary = std::move(commentary[i]);
    inputs->digests.commentary = digest_of_commentary(inputs->commentary);
    packs[i].publication = build_publication(*inputs);
    if (!is_public) packs[i].figures = figures_of(*inputs, packs[i].publication.months);
    packs[i].folder = month_folder / area_folder(inputs->area);
  }
  auto faults = for_every(packs, request, "Writing", [&](Pack& pack) {
    pack.page = page_of(pack.publication);
    return write_pack(pack, *formats);
  });
  if (!faults.empty()) return faults.front();

  if (is_among(kPdf, *formats)) published.not_written = print_packs(authority, packs, request);
  for (const auto& pack : packs) {
    auto shown = show_revision(pack.folder, pack.revision);
    if (!shown) return std::move(shown).error();
    published.packs.push_back({.area = pack.publication.area,
                               .revision = pack.revision.number,
                               .is_new = pack.revision.is_new,
                               .files = files_asked_for(pack, *formats)});
  }
  published.contents = month_folder / "index.html";
  auto written = write_file(
      published.contents, write_contents_page(contents_of_month(month_folder, *std::move(inputs))));
  if (!written) return std::move(written).error();
  return published;
}

}  // namespace waymark
