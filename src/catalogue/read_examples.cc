#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "catalogue/example_table.h"
#include "catalogue/family.h"
#include "catalogue/field_reader.h"
#include "catalogue/toml_text.h"
#include "catalogue/words.h"
#include "model/figure.h"
#include "model/schema.h"

namespace waymark {
namespace {

constexpr std::int64_t kMostCounted = 1'000'000'000;

// What a measure's file says that its examples are checked against.
struct MeasureFile {
  std::vector<std::string> refs;
  std::vector<std::string> tables;  // needed, and used if there
  bool computed = false;
  bool has_denominator = false;
};

// Faults of the measure itself are told when the catalogue is read.
MeasureFile read_measure_file(const toml::table& file) {
  std::vector<DefinitionFault> told_elsewhere;
  FileFaults ignored("", told_elsewhere);
  FieldReader fields(file, "", ignored);
  MeasureFile read;
  const std::string ref = fields.text("ref");
  for (const auto& member : read_family(fields, ignored)) read.refs.push_back(member.text(ref));
  for (const char* key : {"needs", "uses"}) {
    for (auto& table : fields.texts(key, Presence::optional))
      read.tables.push_back(std::move(table));
  }
  read.computed = fields.has("numerator");
  read.has_denominator = fields.has("denominator");
  return read;
}

std::vector<std::string> reason_words() {
  std::vector<std::string> words;
  for (MissingReason reason :
       {MissingReason::not_applicable, MissingReason::not_supplied, MissingReason::not_yet,
        MissingReason::too_early, MissingReason::not_recorded, MissingReason::no_denominator}) {
    words.emplace_back(to_string(reason));
  }
  return words;
}

class ExampleReader {
 public:
  ExampleReader(const toml::table& table, const MeasureFile& measure, FileFaults& faults)
      : fields_(table, "example", faults), measure_(measure), faults_(faults) {}

  MeasureExample read() {
    MeasureExample example;
    example.file = faults_.file();
    example.line = fields_.line();
    example.name = fields_.text("name");
    example.measure = ref();
    const std::string month = fields_.text("month");
    if (const auto parsed = parse_month(month)) {
      example.month = *parsed;
    } else if (!month.empty()) {
      fields_.fault("month", fmt::format("\"{}\" is no month; months are written 2017-11.", month));
    }
    read_records(example);
    read_not_supplied(example);
    for (const auto* table : fields_.tables("expect")) example.expected.push_back(expected(*table));
    fields_.finish();
    return example;
  }

 private:
  std::string ref() {
    const bool one = measure_.refs.size() == 1;
    const std::string ref = fields_.text("ref", one ? Presence::optional : Presence::required);
    if (ref.empty()) return one ? measure_.refs.front() : "";
    if (std::find(measure_.refs.begin(), measure_.refs.end(), ref) == measure_.refs.end()) {
      fields_.fault("ref", fmt::format("this file defines no measure \"{}\"{}", ref,
                                       suggestion(ref, measure_.refs)));
    }
    return ref;
  }

  void read_records(MeasureExample& example) {
    const toml::table* records = fields_.table("records");
    if (records == nullptr) return;
    FieldReader tables(*records, "example.records", faults_);
    for (const auto& [key, node] : *records) {
      const std::string name(key.str());
      const Table* table = record_schema().find(name);
      if (table == nullptr) {
        tables.fault(name, "unknown table" + suggestion(name, table_names()));
        continue;
      }
      if (tables.text(name).empty()) continue;
      const std::string_view text = node.value_or(std::string_view());
      ExampleTable read = read_example_table(text, *table);
      for (const auto& fault : read.faults) {
        tables.fault_on(line_in_text(node, text, fault.position), name, fault.message);
      }
      example.tables.emplace_back(name, std::move(read.csv));
    }
  }

  void read_not_supplied(MeasureExample& example) {
    example.not_supplied = fields_.texts("not_supplied", Presence::optional);
    for (const auto& name : example.not_supplied) {
      const auto& tables = measure_.tables;
      if (std::find(tables.begin(), tables.end(), name) == tables.end()) {
        fields_.fault("not_supplied", fmt::format("the measure neither needs nor uses \"{}\"{}",
                                                  name, suggestion(name, tables)));
      }
      const bool given = std::any_of(example.tables.begin(), example.tables.end(),
                                     [&](const auto& table) { return table.first == name; });
      if (given) {
        fields_.fault("not_supplied", fmt::format("{} stands among the records as well.", name));
      }
    }
  }

  MeasureExample::Expected expected(const toml::table& table) {
    FieldReader fields(table, "example.expect", faults_);
    MeasureExample::Expected expected;
    const std::string area = fields.text("area", Presence::optional);
    if (!area.empty()) expected.area = area;
    expected.numerator = fields.number("numerator", 0, kMostCounted, Presence::optional);
    expected.denominator = fields.number("denominator", 0, kMostCounted, Presence::optional);
    expected.missing_reason = fields.text("missing_reason", Presence::optional);
    const std::vector<std::string> reasons = reason_words();
    if (!expected.missing_reason.empty() &&
        std::find(reasons.begin(), reasons.end(), expected.missing_reason) == reasons.end()) {
      fields.fault("missing_reason", fmt::format("unknown reason \"{}\"{}", expected.missing_reason,
                                                 suggestion(expected.missing_reason, reasons)));
    }
    if (expected.missing_reason.empty()) check_given(fields, expected);
    fields.finish();
    return expected;
  }

  void check_given(FieldReader& fields, const MeasureExample::Expected& expected) {
    if (!expected.numerator && !fields.has("numerator")) {
      fields.fault("", "nothing is expected; give numerator or missing_reason.");
    }
    if (measure_.has_denominator && !expected.denominator && !fields.has("denominator")) {
      fields.fault("", "the measure has a denominator; give the one expected.");
    }
    if (!measure_.has_denominator && expected.denominator) {
      fields.fault("denominator", "the measure has no denominator.");
    }
  }

  FieldReader fields_;
  const MeasureFile& measure_;
  FileFaults& faults_;
};

void read_file(const CatalogueFile& file, FileFaults& faults,
               std::vector<MeasureExample>& examples) {
  const TomlOutline shape = outline(file.text);
  const auto table = parse_toml(file.text, shape, faults);
  if (!table) return;
  const MeasureFile measure = read_measure_file(*table);
  if (shape.examples_at == TomlOutline::kNone) {
    if (measure.computed) {
      faults.add(1, "A computed measure carries examples ([[example]]) that show what it counts.");
    }
    return;
  }
  FieldReader fields(*table, "", faults);
  for (const auto* example : fields.tables("example")) {
    examples.push_back(ExampleReader(*example, measure, faults).read());
  }
}

bool is_measure(const CatalogueFile& file) {
  if (!file.of_authority) return file.name.starts_with("measures/");
  return std::filesystem::path(file.name).parent_path().filename() == "measures";
}

}  // namespace

std::vector<MeasureExample> read_examples(const std::vector<CatalogueFile>& files,
                                          std::vector<DefinitionFault>* faults) {
  std::vector<MeasureExample> examples;
  std::vector<DefinitionFault> found;
  for (const auto& file : files) {
    FileFaults of_file(file.name, found);
    if (is_measure(file)) read_file(file, of_file, examples);
  }
  if (faults != nullptr) {
    faults->insert(faults->end(), found.begin(), found.end());
    sort_faults(*faults);
  }
  return examples;
}

}  // namespace waymark
