#include "pipeline/publish.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "ingest/file_content.h"
#include "model/finding_rules.h"
#include "pipeline/benchmarks.h"
#include "pipeline/figures.h"
#include "pipeline/files.h"
#include "pipeline/page_cuts.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// Findings of the load and rows that facts leave out, counted by table and rule.
class FindingCounter {
 public:
  void add(const std::string& table, const std::string& rule, const std::string& message) {
    FindingCount& count = counts_[{table, rule}];
    if (count.rows++ > 0) return;
    count.table = table;
    count.rule = rule;
    const FindingRule* known = find_finding_rule(rule);
    count.meaning = known == nullptr ? message : std::string(known->meaning);
  }
  std::vector<FindingCount> counts() && {
    std::vector<FindingCount> list;
    for (auto& [key, count] : counts_) list.push_back(std::move(count));
    return list;
  }

 private:
  std::map<std::pair<std::string, std::string>, FindingCount> counts_;
};

Result<std::vector<FindingCount>> count_findings(const Store& store, const RecordsView& view,
                                                 const std::vector<FactNote>& notes) {
  FindingCounter counter;
  const auto add = [&](const Findings& findings) {
    for (const auto& finding : findings) {
      // A notice loses nothing; a finding of a whole file is no row behind a figure.
      const bool of_a_row = finding.effect != FindingEffect::notice && finding.row > 0;
      if (of_a_row) counter.add(finding.table, finding.rule, finding.message);
    }
  };
  if (view.load) {
    const auto findings = store.findings(view.load->authority, view.load->id);
    if (!findings) return findings.error();
    add(*findings);
  }
  add(view.own_findings);
  for (const auto& note : notes) counter.add(note.table, note.rule, note.message);
  return std::move(counter).counts();
}

void add_field(std::string& text, std::string_view field) {
  text += field;
  text += '\0';
}

void add_number(std::string& text, const std::optional<Fraction>& value) {
  add_field(text, value ? fmt::format("{}/{}", value->numerator, value->denominator) : "");
}

Result<std::string> digest_of_definitions(const Authority& authority) {
  const auto files = catalogue_files(authority.folder);
  if (!files) return files.error();
  std::string text;
  for (const auto& file : *files) {
    // The path of an authority's own file says where the folder stands, not what is defined.
    add_field(text, fs::path(file.name).filename().string());
    add_field(text, file.text);
  }
  return digest_of(text);
}

}  // namespace

std::string digest_of_targets(const PublicationInputs& inputs) {
  std::string text;
  for (const auto& target : inputs.targets) {
    for (const auto& field :
         {target.measure, target.area, to_string(target.from), to_string(target.to)}) {
      add_field(text, field);
    }
    for (const auto& value : {target.target, target.red, target.green}) add_number(text, value);
  }
  for (const auto& benchmark : inputs.benchmarks) {
    for (const auto& field :
         {benchmark.measure, benchmark.comparator, benchmark.year, benchmark.source,
          benchmark.release, benchmark.reason, benchmark.basis, benchmark.differs}) {
      add_field(text, field);
    }
    add_number(text, benchmark.value);
  }
  for (const auto& figure : inputs.published) {
    for (const auto& field :
         {figure.measure, figure.area, to_string(figure.month), figure.value, figure.numerator,
          figure.denominator, figure.ytd_value, figure.source}) {
      add_field(text, field);
    }
  }
  return digest_of(text);
}

std::string area_folder(std::string_view area) {
  std::string name;
  for (const char c : area) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_';
    name += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return name;
}

Result<std::map<std::string, std::string>> read_commentary(const fs::path& folder, Month month,
                                                           const std::string& area,
                                                           const std::vector<ReportPage>& pages) {
  std::map<std::string, std::string> texts;
  const fs::path place = folder / to_string(month) / area_folder(area);
  std::error_code fault;
  if (!fs::is_directory(place, fault)) return texts;
  for (const auto& entry : fs::directory_iterator(place, fault)) {
    const fs::path& file = entry.path();
    if (file.extension() != ".md") continue;
    const std::string page = file.stem().string();
    const bool known =
        std::any_of(pages.begin(), pages.end(), [&](const ReportPage& p) { return p.id == page; });
    if (!known) {
      std::vector<std::string> ids;
      for (const auto& p : pages) ids.push_back(p.id);
      const std::string near = nearest_word(page, ids);
      return Error{
          ErrorCode::invalid_input,
          fmt::format("{}: the report has no page \"{}\"{} Name the file after the page's "
                      "address, as in index.html#{}.",
                      file.string(), page, near.empty() ? "." : "; did you mean \"" + near + "\"?",
                      pages.empty() ? "page" : pages.front().id)};
    }
    auto text = read_file(file);
    if (!text) return std::move(text).error();
    if (!is_valid_utf8(*text)) {
      return Error{
          ErrorCode::invalid_input,
          fmt::format("{} is not UTF-8 text. Save it as UTF-8 and publish again.", file.string())};
    }
    if (!trim(*text).empty()) texts[page] = *std::move(text);
  }
  if (fault) {
    return Error{ErrorCode::storage,
                 fmt::format("Cannot read the folder {}: {}.", place.string(), fault.message())};
  }
  return texts;
}

Result<PublicationInputs> publication_inputs(const Authority& authority, const Store& store,
                                             const Catalogue& catalogue, const RecordsView& view,
                                             const PublishRequest& request) {
  PublicationInputs inputs;
  inputs.authority_name = authority.name;
  inputs.month = request.month;
  inputs.known_at = request.known_at;
  inputs.area = kCounty;
  inputs.areas = areas_of(view.extract);
  if (view.load) {
    inputs.authority_code = view.load->authority;
    inputs.extract_date = view.load->extract_date;
    inputs.load_as_at = view.load->as_at;
    inputs.digests.load = view.load->digest;
  }
  inputs.measures = catalogue.measures;
  inputs.summary = catalogue.summary;
  inputs.headline = catalogue.headline;
  inputs.pages = catalogue.pages;
  inputs.footnotes = catalogue.footnotes;
  inputs.breaks = catalogue.breaks;

  FiguresJob job{.request = {.last = request.month,
                             .months = request.month - first_month_needed(request.month) + 1},
                 .threads = request.threads,
                 .with_notes = true};
  const Engine engine(view.extract, catalogue,
                      {.threads = request.threads, .own_facts = view.own_facts});
  auto set = compute_figures(engine, catalogue, job);
  if (!set) return std::move(set).error();
  inputs.figures = std::move(set->figures);
  for (const auto& breach : set->breaches) {
    inputs.breaches.push_back({.rule = breach.rule,
                               .measure = breach.measure,
                               .area = breach.area,
                               .month = breach.month,
                               .message = breach.message});
  }
  auto grids = grid_counts(engine, catalogue, request.month);
  if (!grids) return std::move(grids).error();
  inputs.grids = *std::move(grids);
  auto findings = count_findings(store, view, set->notes);
  if (!findings) return std::move(findings).error();
  inputs.findings = *std::move(findings);

  auto published = store.published();
  if (!published) return std::move(published).error();
  inputs.published = *std::move(published);
  inputs.targets = targets_of(view.extract);
  auto benchmarks =
      benchmarks_of_month(authority, catalogue, view, request.month, request.known_at);
  if (!benchmarks) return std::move(benchmarks).error();
  inputs.benchmarks = *std::move(benchmarks);
  inputs.targets_supplied = view.extract.supplied("loc_target");
  inputs.benchmarks_supplied = view.extract.supplied("loc_benchmark");
  inputs.moves = move_splits(engine, inputs);
  auto definitions = digest_of_definitions(authority);
  if (!definitions) return std::move(definitions).error();
  inputs.digests.definitions = *std::move(definitions);
  inputs.digests.targets = digest_of_targets(inputs);
  inputs.digests.program_version = request.program_version;
  return inputs;
}

}  // namespace waymark
