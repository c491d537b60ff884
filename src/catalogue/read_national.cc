// catalogue/benchmarks/: the published series, which measures they answer, the models of
// statistical neighbours and the dated codes of authorities; [benchmarks] of authority.toml.
#include <fmt/format.h>

#include <algorithm>

#include "catalogue/read.h"

namespace waymark {
namespace {

constexpr int kFirstYear = 2000;
constexpr int kLastYear = 2100;

int whole_number(FieldReader& fields, std::string_view key, int least, int most, int otherwise) {
  const auto number = fields.number(key, least, most, Presence::optional);
  return number ? static_cast<int>(*number) : otherwise;
}

template <typename Named>
void check_once(FieldReader& fields, const std::vector<Named>& others, const std::string& id) {
  const bool twice =
      std::any_of(others.begin(), others.end(), [&](const auto& other) { return other.id == id; });
  if (twice) fields.fault("id", fmt::format("the id \"{}\" stands twice.", id));
}

void read_source(const toml::table& table, FileFaults& faults, NationalCatalogue& national) {
  FieldReader fields(table, "source", faults);
  NationalSource source;
  source.id = fields.text("id");
  check_once(fields, national.sources, source.id);
  source.title = fields.text("title");
  source.publisher = fields.text("publisher");
  source.licence = fields.text("licence");
  source.layout = fields.choice<NationalLayout>(
      "layout", {{"columns", NationalLayout::columns}, {"items", NationalLayout::items}},
      NationalLayout::columns);
  source.known_by = fields.texts("known_by");
  source.ends_month = whole_number(fields, "year_ends_in_month", 1, 12, 3);
  source.no_measure = fields.text("no_measure", Presence::optional);
  fields.finish();
  national.sources.push_back(std::move(source));
}

NationalPart read_part(const toml::table& table, const std::string& name, FileFaults& faults,
                       const NationalCatalogue& national) {
  FieldReader fields(table, name, faults);
  NationalPart part;
  part.source = fields.text("source");
  if (!part.source.empty() && national.source(part.source) == nullptr) {
    std::vector<std::string> known;
    for (const auto& source : national.sources) known.push_back(source.id);
    fields.fault("source", fmt::format("unknown source \"{}\"{}", part.source,
                                       suggestion(part.source, known)));
  }
  part.values = fields.texts("sum_of");
  if (const auto* filters = fields.table("where")) {
    for (const auto& [column, text] : *filters) {
      part.filters[std::string(column.str())] = text.value_or(std::string());
    }
  }
  part.year_shift = whole_number(fields, "year_shift", -2, 0, 0);
  fields.finish();
  return part;
}

void read_rule(const toml::table& table, FileFaults& faults, Catalogue& catalogue) {
  FieldReader fields(table, "benchmark", faults);
  NationalRule rule;
  rule.measure = fields.text("measure");
  check_ref(fields, "measure", rule.measure, catalogue);
  if (const auto* value = fields.table("value", Presence::required)) {
    rule.value = read_part(*value, "benchmark.value", faults, catalogue.national);
  }
  if (const auto* whole = fields.table("whole")) {
    rule.whole = read_part(*whole, "benchmark.whole", faults, catalogue.national);
  }
  rule.times = whole_number(fields, "times", 1, 100'000, 1);
  rule.decimals = whole_number(fields, "decimals", 0, 6, 1);
  rule.from = whole_number(fields, "from_year", kFirstYear, kLastYear, 0);
  rule.to = whole_number(fields, "to_year", kFirstYear, kLastYear, 0);
  rule.differs = fields.text("differs", Presence::optional);
  fields.finish();
  catalogue.national.rules.push_back(std::move(rule));
}

void read_model(const toml::table& table, FileFaults& faults, NationalCatalogue& national) {
  FieldReader fields(table, "model", faults);
  NeighbourModelInfo model;
  model.id = fields.text("id");
  check_once(fields, national.models, model.id);
  model.title = fields.text("title");
  model.publisher = fields.text("publisher");
  model.licence = fields.text("licence");
  model.from = fields.date("from");
  model.code_column = fields.text("code_column");
  model.neighbour_column = fields.text("neighbour_column");
  fields.finish();
  national.models.push_back(std::move(model));
}

void read_authority(const toml::table& table, FileFaults& faults, NationalCatalogue& national) {
  FieldReader fields(table, "authority", faults);
  DatedAuthority authority;
  authority.number = fields.text("number");
  authority.code = fields.text("code");
  authority.name = fields.text("name");
  authority.from = fields.date("from", Presence::optional);
  authority.to = fields.date("to", Presence::optional);
  authority.successors = fields.texts("successors", Presence::optional);
  fields.finish();
  national.authorities.push_back(std::move(authority));
}

void read_region(const toml::table& table, FileFaults& faults, NationalCatalogue& national) {
  FieldReader fields(table, "region", faults);
  NationalRegion region;
  region.code = fields.text("code");
  region.name = fields.text("name");
  region.number = fields.text("number");
  region.names = fields.texts("other_names", Presence::optional);
  fields.finish();
  national.regions.push_back(std::move(region));
}

}  // namespace

void read_national(const toml::table& file, FileFaults& faults, Catalogue& catalogue) {
  FieldReader all(file, "", faults);
  NationalCatalogue& national = catalogue.national;
  const auto each = [&](std::string_view key, const auto& read) {
    for (const auto* table : all.tables(key, Presence::optional)) read(*table);
  };
  each("source", [&](const auto& table) { read_source(table, faults, national); });
  each("benchmark", [&](const auto& table) { read_rule(table, faults, catalogue); });
  each("model", [&](const auto& table) { read_model(table, faults, national); });
  each("authority", [&](const auto& table) { read_authority(table, faults, national); });
  each("region", [&](const auto& table) { read_region(table, faults, national); });
  all.finish();
}

void read_benchmark_settings(const toml::table& file, FileFaults& faults, Catalogue& catalogue) {
  const toml::table* own = file["benchmarks"].as_table();
  if (own == nullptr) {
    if (file.contains("benchmarks")) {
      faults.add(line_of(*file.get("benchmarks")), "benchmarks: expected a table, [benchmarks].");
    }
    return;
  }
  FieldReader fields(*own, "benchmarks", faults);
  BenchmarkSettings& settings = catalogue.national.settings;
  if (fields.has("average")) {
    settings.average = fields.choice<AverageRule>(
        "average", {{"mean", AverageRule::mean}, {"median", AverageRule::median}},
        AverageRule::mean);
  }
  settings.authority = fields.text("authority", Presence::optional);
  settings.neighbour_model = fields.text("neighbour_model", Presence::optional);
  if (!settings.neighbour_model.empty() &&
      catalogue.national.model(settings.neighbour_model) == nullptr) {
    std::vector<std::string> known;
    for (const auto& model : catalogue.national.models) known.push_back(model.id);
    fields.fault("neighbour_model", fmt::format("unknown model \"{}\"{}", settings.neighbour_model,
                                                suggestion(settings.neighbour_model, known)));
  }
  fields.finish();
}

}  // namespace waymark
