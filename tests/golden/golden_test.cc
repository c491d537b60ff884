// One small authority from records to page: what is published is what was published before.
// `golden_test --update-golden` writes the expected files anew.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string_view>

#include "ingest/intake.h"
#include "pipeline/files.h"
#include "pipeline/publish.h"
#include "report/excel/sheets.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

bool update_golden = false;  // NOLINT: set once by main()

const fs::path kHere = fs::path(WAYMARK_SOURCE) / "tests" / "golden";

// Fails the test with the error's sentence.
template <typename T>
T wanted(Result<T> result) {
  if (!result) ADD_FAILURE() << result.error().message;
  CHECK_THAT(result.has_value(), "the golden authority can be published");
  return *std::move(result);
}

// The measures and pages of tests/golden, with the program's own parameters, codes and calendar.
Catalogue small_catalogue() {
  std::vector<CatalogueFile> files;
  for (auto& file : wanted(catalogue_files({}))) {
    const std::string_view name = file.name;
    const bool shared = name.starts_with("parameters/") || name.starts_with("codes/") ||
                        name.starts_with("calendar/");
    if (shared) files.push_back(std::move(file));
  }
  for (const auto& entry : fs::recursive_directory_iterator(kHere / "catalogue")) {
    if (!entry.is_regular_file()) continue;
    files.push_back({fs::relative(entry.path(), kHere / "catalogue").generic_string(),
                     wanted(read_file(entry.path())), false});
  }
  CatalogueReading reading = read_catalogue(files);
  for (const auto& fault : reading.faults) ADD_FAILURE() << fault.file << ": " << fault.message;
  return std::move(reading.catalogue);
}

// The accessible workbook's cells, a line a row: what its file holds beside the formats.
constexpr const char* kSheets = "summary.xlsx.txt";
std::string sheets_as_text(const Publication& publication) {
  std::string text;
  for (const auto& sheet : sheets_of(publication)) {
    text += "== " + sheet.name + "\n" + sheet.title + "\n";
    for (const auto& line : sheet.lines) text += line + "\n";
    std::string heads;
    for (const auto& column : sheet.columns) heads += (heads.empty() ? "" : " | ") + column.heading;
    if (!heads.empty()) text += heads + "\n";
    for (const auto& row : sheet.rows) {
      std::string cells;
      for (const auto& cell : row) {
        const std::string shown =
            cell.value ? fmt::format("{:.10g} as ", *cell.value) + number_format(cell.text)
                       : cell.text;
        cells += (cells.empty() ? "" : " | ") + shown;
      }
      text += cells + "\n";
    }
  }
  return text;
}

class Golden : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("waymark-golden-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    fs::copy(kHere / "commentary", folder_ / "commentary", fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // Publishes the county and gives the text of a file, its digest of definitions taken out.
  std::string published(const std::string& name) {
    const Authority authority{.folder = folder_, .name = "Goldenshire"};
    EXPECT_TRUE(Store::create(authority.store_file()));
    Store store = wanted(Store::open(authority.store_file(), Store::Mode::write));
    Intake intake = wanted(read_extract(kHere / "extract"));
    wanted(store.write_load(intake.extract, intake.findings, make_date(2017, 11, 30), "records"));
    wanted(store.write_published({{.measure = "1.3",
                                   .area = "county",
                                   .month = make_month(2017, 10),
                                   .value = "615",
                                   .numerator = "",
                                   .denominator = "",
                                   .ytd_value = "",
                                   .source = "Annual report"},
                                  {.measure = "1.3",
                                   .area = "county",
                                   .month = make_month(2017, 11),
                                   .value = "620",
                                   .numerator = "",
                                   .denominator = "",
                                   .ytd_value = "",
                                   .source = "Annual report"}}));
    const Catalogue catalogue = small_catalogue();
    const RecordsView view = wanted(read_records(authority, store, catalogue, {}));
    PublishRequest request;
    request.month = make_month(2017, 11);
    request.areas = {"county"};
    request.formats = {"html", "csv", "json"};
    request.program_version = "golden";
    const PublicationInputs inputs =
        wanted(publication_inputs(authority, store, catalogue, view, request));
    const std::string digest = inputs.digests.definitions;
    wanted(publish(authority, store, catalogue, view, request));
    std::string text =
        name == kSheets ? sheets_as_text(build_publication(inputs))
                        : wanted(read_file(authority.publications() / "2017-11" / "county" / name));
    for (auto at = text.find(digest); at != text.npos; at = text.find(digest)) {
      text.replace(at, digest.size(), "definitions");
    }
    return text;
  }

  void compare_with_golden(const std::string& name) {
    const std::string text = published(name);
    const fs::path golden = kHere / "expected" / name;
    if (update_golden) {
      ASSERT_TRUE(write_file(golden, text));
      return;
    }
    const std::string expected = wanted(read_file(golden));
    if (text == expected) return;
    const auto differs = std::mismatch(text.begin(), text.end(), expected.begin(), expected.end());
    const auto line = 1 + std::count(text.begin(), differs.first, '\n');
    const auto begin = text.rfind('\n', static_cast<std::size_t>(differs.first - text.begin())) + 1;
    FAIL() << name << " differs from tests/golden/expected in line " << line << ":\n"
           << text.substr(begin, 300) << "\nIf that is meant: golden_test --update-golden";
  }

  fs::path folder_;
};

TEST_F(Golden, Page) { compare_with_golden("index.html"); }
TEST_F(Golden, Sheets) { compare_with_golden(kSheets); }
TEST_F(Golden, InternalFigures) { compare_with_golden("figures.csv"); }
TEST_F(Golden, OpenData) { compare_with_golden("open-data.csv"); }
TEST_F(Golden, OpenDataColumns) { compare_with_golden("open-data.meta.csv"); }
TEST_F(Golden, Data) { compare_with_golden("publication.json"); }

}  // namespace
}  // namespace waymark

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--update-golden") waymark::update_golden = true;
  }
  return RUN_ALL_TESTS();
}
