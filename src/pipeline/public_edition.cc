#include "pipeline/public_edition.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <system_error>
#include <tuple>

#include "base/csv.h"
#include "compute/measure_plan.h"
#include "ingest/file_content.h"
#include "pipeline/files.h"
#include "pipeline/publish.h"
#include "pipeline/revisions.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOpenData = "open-data";
constexpr const char* kOpenDataFile = "open-data.csv";
constexpr std::string_view kMonth = "Month";
constexpr std::string_view kToDate = "Year to date";
constexpr std::string_view kColumns[] = {"time_period", "time_identifier", "area",  "area_name",
                                         "measure",     "measure_title",   "value", "numerator",
                                         "denominator", "missing_reason"};
constexpr std::size_t kColumnCount = std::size(kColumns);

LinkedSide linked_side(const PlannedSide& side, const MeasurePlan& plan) {
  LinkedSide linked;
  if (side.population) return linked;
  for (const std::size_t position : side.counts) {
    const BaseCount& count = plan.counts[position];
    linked.counts.push_back(count.key);
    if (count.aggregate != Aggregate::count) linked.is_of_units = false;
  }
  return linked;
}

// What a measure counts where it has no value: the cases that may lack an entry, or those whose
// greatest it is.
LinkedSide linked_cases(const PlannedMeasure& planned, const MeasurePlan& plan) {
  if (planned.not_recorded_when) return linked_side(*planned.not_recorded_when, plan);
  LinkedSide cases;
  if (planned.measure->format != Format::maximum) return cases;
  for (const std::size_t position : planned.numerator.counts) {
    const BaseCount& count = plan.counts[position];
    cases.counts.push_back(
        make_base_count(*count.fact, count.month_of, count.parts, count.covers).key);
  }
  return cases;
}

std::vector<LinkedMeasure> linked_measures(const MeasurePlan& plan) {
  std::vector<LinkedMeasure> all;
  for (const auto& planned : plan.measures) {
    LinkedMeasure measure{.measure = planned.measure,
                          .numerator = linked_side(planned.numerator, plan),
                          .denominator = {},
                          .cases = linked_cases(planned, plan),
                          .window = planned.window(),
                          .is_part = planned.has_missed};
    if (planned.denominator) measure.denominator = linked_side(*planned.denominator, plan);
    all.push_back(std::move(measure));
  }
  return all;
}

std::vector<PartOfCount> parts_of_counts(const MeasurePlan& plan) {
  std::vector<PartOfCount> parts;
  for (const auto& part : plan.counts) {
    for (const auto& whole : plan.counts) {
      const bool both_count =
          part.aggregate == Aggregate::count && whole.aggregate == Aggregate::count;
      if (both_count && part.key != whole.key && is_subset(part, whole)) {
        parts.push_back({part.key, whole.key});
      }
    }
  }
  return parts;
}

// Only what is named here reaches the public: figures after suppression, and what holds no number
// of this authority's children. Findings, checks that do not hold, grids, splits of a change,
// history published before and inside analysis are not named, and so is whatever comes later. Nor
// is there a digest of anything that stays inside: whoever guesses it could see that the guess is
// right (a table without a row always has the same).
PublicationInputs public_inputs(const PublicationInputs& inside, std::vector<Figure> figures) {
  PublicationInputs edition;
  edition.authority_name = inside.authority_name;
  edition.authority_code = inside.authority_code;
  edition.area = inside.area;
  edition.is_public = true;
  edition.areas = inside.areas;
  edition.month = inside.month;
  edition.extract_date = inside.extract_date;
  edition.load_as_at = inside.load_as_at;
  edition.known_at = inside.known_at;
  edition.digests.definitions = inside.digests.definitions;
  edition.digests.program_version = inside.digests.program_version;
  edition.measures = inside.measures;
  edition.summary = inside.summary;
  edition.headline = inside.headline;
  edition.pages = inside.pages;
  edition.footnotes = inside.footnotes;
  edition.breaks = inside.breaks;
  edition.figures = std::move(figures);
  edition.targets = inside.targets;
  for (const auto& benchmark : inside.benchmarks) {
    // The authority's own figures of another year are its own, and not others to compare with.
    if (benchmark.comparator != "PREV_YEAR") edition.benchmarks.push_back(benchmark);
  }
  edition.targets_supplied = inside.targets_supplied;
  edition.benchmarks_supplied = inside.benchmarks_supplied;
  edition.digests.targets = digest_of_targets(edition);
  return edition;
}

std::string count_text(const std::optional<std::int64_t>& count) {
  return count ? std::to_string(*count) : std::string();
}

class OpenData {
 public:
  explicit OpenData(const PublicationInputs& edition) : edition_(edition) {
    for (const auto& measure : edition.measures) measures_[measure.ref] = &measure;
    names_[std::string(kCounty)] = "County";
    names_[std::string(kUnallocated)] = "Unallocated";
    for (const auto& locality : edition.areas.localities) names_[locality.id] = locality.name;
  }

  std::string text() && {
    text_ = fmt::format("{}\n", fmt::join(kColumns, ","));
    for (const auto& figure : edition_.figures) {
      const auto found = measures_.find(figure.measure);
      if (found == measures_.end()) continue;
      add(*found->second, figure, kMonth, figure.amount, to_string(figure.reason));
      if (figure.ytd.value) add(*found->second, figure, kToDate, figure.ytd, "");
      if (figure.ytd_suppressed) {
        add(*found->second, figure, kToDate, {}, to_string(MissingReason::suppressed));
      }
    }
    return std::move(text_);
  }

 private:
  void add(const Measure& measure, const Figure& figure, std::string_view period,
           const Amount& amount, std::string_view reason) {
    text_ += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", to_string(figure.month), period,
                         csv_field(figure.area), csv_field(names_[figure.area]),
                         csv_field(figure.measure), csv_field(measure.title),
                         amount.value ? to_display(*amount.value, measure.decimals) : "",
                         count_text(amount.numerator), count_text(amount.denominator), reason);
  }

  const PublicationInputs& edition_;
  std::map<std::string, const Measure*> measures_;
  std::map<std::string, std::string> names_;
  std::string text_;
};

// Reads open-data.csv of an edition.
class EditionReader {
 public:
  explicit EditionReader(const fs::path& file) : file_(file) {}

  Result<std::vector<EarlierFigure>> read() {
    const auto text = read_file(file_);
    if (!text) return text.error();
    CsvReader reader(*text);
    CsvRow row;
    if (!reader.next(row) || !std::equal(row.fields.begin(), row.fields.end(), std::begin(kColumns),
                                         std::end(kColumns))) {
      return fault(1, "is not the heading of open data");
    }
    std::vector<EarlierFigure> figures;
    while (reader.next(row)) {
      auto figure = figure_of(row.fields);
      if (!figure) return fault(row.line, "is no row of open data");
      figures.push_back(*std::move(figure));
    }
    return figures;
  }

 private:
  static std::optional<EarlierFigure> figure_of(const std::vector<std::string_view>& fields) {
    if (fields.size() != kColumnCount) return std::nullopt;
    const auto month = parse_month(fields[0]);
    if (!month || (fields[1] != kMonth && fields[1] != kToDate)) return std::nullopt;
    EarlierFigure figure{.measure = std::string(fields[4]),
                         .area = std::string(fields[2]),
                         .month = *month,
                         .to_date = fields[1] == kToDate,
                         .hidden = fields[9] == to_string(MissingReason::suppressed)};
    for (const auto reason : {MissingReason::no_denominator, MissingReason::not_recorded}) {
      if (fields[9] == to_string(reason)) figure.reason = reason;
    }
    if (!read_count(fields[7], figure.numerator) || !read_count(fields[8], figure.denominator)) {
      return std::nullopt;
    }
    return figure;
  }

  static bool read_count(std::string_view text, std::optional<std::int64_t>& count) {
    if (text.empty()) return true;
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return false;
    count = value;
    return true;
  }

  Error fault(std::int64_t line, std::string_view what) const {
    return {
        ErrorCode::invalid_input,
        fmt::format("{}, line {}: this {}. The file says what the public has seen, and nothing is "
                    "published without it; put it back as it was published.",
                    file_.string(), line, what)};
  }

  fs::path file_;
};

}  // namespace

std::string open_data(const PublicationInputs& edition) { return OpenData(edition).text(); }

Result<std::vector<EarlierFigure>> earlier_editions(const fs::path& public_folder) {
  using Key = std::tuple<std::string, std::string, Month, bool>;
  std::vector<EarlierFigure> all;
  std::map<Key, bool> hidden;  // in the latest edition so far
  std::vector<fs::path> months;
  std::error_code fault;
  for (const auto& entry : fs::directory_iterator(public_folder, fault)) {
    if (parse_month(entry.path().filename().string())) months.push_back(entry.path());
  }
  std::sort(months.begin(), months.end());
  for (const auto& month : months) {
    const fs::path folder = month / kOpenData;
    for (const int number : revisions_in(folder)) {
      auto figures =
          EditionReader(folder / fmt::format("revision-{}", number) / kOpenDataFile).read();
      if (!figures) return std::move(figures).error();
      for (auto& figure : *figures) {
        hidden[{figure.measure, figure.area, figure.month, figure.to_date}] = figure.hidden;
        all.push_back(std::move(figure));
      }
    }
  }
  for (auto& figure : all) {
    figure.hidden = hidden[{figure.measure, figure.area, figure.month, figure.to_date}];
  }
  return all;
}

Result<PublicEdition> public_edition(const Authority& authority, const Catalogue& catalogue,
                                     const PublicationInputs& inside, int threads) {
  const auto before = earlier_editions(authority.public_editions());
  if (!before) return before.error();
  const MeasurePlan plan = plan_measures(catalogue);
  const auto measures = linked_measures(plan);
  const auto parts = parts_of_counts(plan);
  const FigureTableInputs inputs{.figures = inside.figures,
                                 .measures = measures,
                                 .parts = parts,
                                 .invariants = catalogue.invariants,
                                 .before = *before,
                                 .areas = inside.areas,
                                 .month = inside.month};
  auto figures = suppress(inputs, {.least_width = authority.least_width, .threads = threads});
  if (!figures) return std::move(figures).error();
  return PublicEdition{.inputs = public_inputs(inside, std::move(figures->figures)),
                       .counts = figures->counts};
}

Result<fs::path> write_open_data(const fs::path& month_folder, const PublicationInputs& edition) {
  const fs::path folder = month_folder / kOpenData;
  std::error_code fault;
  fs::create_directories(folder, fault);
  if (fault) {
    return Error{ErrorCode::storage,
                 fmt::format("Cannot make the folder {}: {}.", folder.string(), fault.message())};
  }
  const std::string text = open_data(edition);
  const std::string content = digest_of(text);
  auto revision = revision_for(folder, content);
  if (!revision) return std::move(revision).error();
  auto written = write_file(revision->folder / kOpenDataFile, text);
  if (written) written = seal_revision(*revision, content);
  if (written) written = show_revision(folder, *revision);
  if (!written) return std::move(written).error();
  return folder / kOpenDataFile;
}

}  // namespace waymark
