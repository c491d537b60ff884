// Runs every example of the catalogue: its records go through intake, facts and counting, and must
// give the numbers that its author worked out by hand.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "catalogue/catalogue.h"
#include "compute/figures.h"
#include "ingest/intake.h"

namespace waymark {
namespace {

using Tables = std::vector<std::pair<std::string, std::string>>;

// The catalogue of the program and the examples in its files, read once.
struct Read {
  Catalogue catalogue;
  std::vector<MeasureExample> examples;
  std::vector<std::string> faults;
};

const Read& catalogue_read() {
  static const Read read = [] {
    Read result;
    const auto files = catalogue_files({});
    if (!files) {
      result.faults.push_back(files.error().message);
      return result;
    }
    CatalogueReading reading = read_catalogue(*files);
    result.examples = read_examples(*files, &reading.faults);
    result.catalogue = std::move(reading.catalogue);
    for (const auto& fault : reading.faults) {
      result.faults.push_back(fmt::format("{}:{}: {}", fault.file, fault.line, fault.message));
    }
    return result;
  }();
  return read;
}

bool names(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool given(const MeasureExample& example, const std::string& table) {
  return std::any_of(example.tables.begin(), example.tables.end(),
                     [&](const auto& each) { return each.first == table; });
}

std::string header_of(const std::string& table) {
  std::vector<std::string> fields;
  for (const auto& field : record_schema().find(table)->fields) fields.push_back(field.name);
  return join_text(fields, ",") + "\n";
}

std::string calendar_rows(const std::vector<BankHoliday>& holidays) {
  std::string text = "division,date,name\n";
  for (const auto& holiday : holidays) {
    text += fmt::format("england-and-wales,{},holiday\n", to_string(holiday.day));
  }
  return text;
}

// The example's tables, with those that the measure needs and that are not written out.
Tables tables_of(const MeasureExample& example, const Measure& measure) {
  Tables tables = example.tables;
  for (const auto& table : measure.needs) {
    if (given(example, table) || names(example.not_supplied, table) ||
        table == "loc_bank_holiday") {
      continue;
    }
    tables.emplace_back(table, header_of(table));
  }
  if (!given(example, "loc_bank_holiday") && !names(example.not_supplied, "loc_bank_holiday")) {
    tables.emplace_back("loc_bank_holiday",
                        calendar_rows(catalogue_read().catalogue.bank_holidays));
  }
  return tables;
}

std::string number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "nothing";
}

class ExampleOfMeasure : public ::testing::Test {
 public:
  explicit ExampleOfMeasure(const MeasureExample& example) : example_(example) {}

  void TestBody() override {
    SCOPED_TRACE(fmt::format("{}:{}: {}: {}", example_.file, example_.line, example_.measure,
                             example_.name));
    const Measure* measure = catalogue_read().catalogue.find(example_.measure);
    ASSERT_NE(measure, nullptr) << "no measure has this reference";
    const auto intake = read_extract_texts(tables_of(example_, *measure));
    ASSERT_TRUE(intake) << intake.error().message;
    for (const auto& [table, text] : example_.tables) {
      EXPECT_TRUE(intake->extract.supplied(table))
          << table << " lacks a column of its key, or a required one, so it counts as not supplied";
    }
    const Engine engine(intake->extract, catalogue_read().catalogue);
    for (const auto& expected : example_.expected) check(engine, expected);
  }

 private:
  void check(const Engine& engine, const MeasureExample::Expected& expected) const {
    const auto figures = engine.figures({.last = example_.month,
                                         .measures = {example_.measure},
                                         .extra = {example_.measure},
                                         .areas = {expected.area}});
    ASSERT_EQ(figures.size(), 1U) << "no figure for area " << expected.area;
    const Figure& figure = figures.front();
    EXPECT_EQ(to_string(figure.reason), expected.missing_reason) << "area " << expected.area;
    EXPECT_EQ(number(figure.amount.numerator), number(expected.numerator))
        << "numerator, area " << expected.area;
    if (figure.amount.denominator || expected.denominator) {
      EXPECT_EQ(number(figure.amount.denominator), number(expected.denominator))
          << "denominator, area " << expected.area;
    }
    check_list(engine, expected.area, ListSide::numerator, figure.amount.numerator);
    check_list(engine, expected.area, ListSide::denominator, figure.amount.denominator);
  }

  // The rows behind the cell add up to it.
  void check_list(const Engine& engine, const std::string& area, ListSide side,
                  const std::optional<std::int64_t>& cell) const {
    if (!cell) return;
    const auto list = engine.list(example_.measure, area, example_.month, side);
    ASSERT_TRUE(list) << list.error().message;
    std::int64_t sum = 0;
    for (const auto& row : list->rows) sum += row.amount;
    EXPECT_EQ(sum, *cell) << "rows of the list, area " << area;
  }

  const MeasureExample& example_;
};

TEST(Catalogue, HasNoFault) { EXPECT_EQ(join_text(catalogue_read().faults, "\n"), ""); }

// The members of a family share one definition, so examples of some of them show it.
TEST(Catalogue, EveryComputedMeasureOrItsFamilyHasAnExample) {
  std::set<std::string> with_example;
  for (const auto& example : catalogue_read().examples) with_example.insert(example.file);
  std::vector<std::string> without;
  for (const auto& measure : catalogue_read().catalogue.measures) {
    if (measure.computed() && !with_example.contains(measure.file)) without.push_back(measure.ref);
  }
  EXPECT_EQ(join_text(without, ", "), "");
}

std::string test_name(const MeasureExample& example) {
  std::string name = example.name;
  for (char& c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!plain) c = '_';
  }
  return name;
}

// Examples are registered by name, so that `--gtest_filter='6_14.*'` runs those of one measure.
void register_examples() {
  for (const auto& example : catalogue_read().examples) {
    std::string suite = example.measure;
    std::replace(suite.begin(), suite.end(), '.', '_');
    ::testing::RegisterTest(
        suite.c_str(), test_name(example).c_str(), nullptr, nullptr, example.file.c_str(),
        example.line, [&example]() -> ::testing::Test* { return new ExampleOfMeasure(example); });
  }
}

}  // namespace
}  // namespace waymark

// Not before main(): the catalogue is read with the fact schemas, whose file has globals of its
// own.
int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  waymark::register_examples();
  return RUN_ALL_TESTS();
}
