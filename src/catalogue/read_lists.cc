// The small files that say how the report is laid out: pages, summary, footnotes, breaks.
#include <fmt/format.h>

#include <algorithm>

#include "catalogue/parameter_words.h"
#include "catalogue/read.h"

namespace waymark {
namespace {

std::vector<std::string> sections_of(const Catalogue& catalogue) {
  std::vector<std::string> sections;
  for (const auto& measure : catalogue.measures) {
    if (sections.empty() || sections.back() != measure.section) sections.push_back(measure.section);
  }
  return sections;
}

template <typename Named>
void check_id(FieldReader& fields, const std::vector<Named>& others, const std::string& id) {
  const bool twice =
      std::any_of(others.begin(), others.end(), [&](const auto& other) { return other.id == id; });
  if (twice) fields.fault("id", fmt::format("the id \"{}\" stands twice.", id));
}

ReportGrid read_grid(const toml::table& table, FileFaults& faults, const Catalogue& catalogue) {
  FieldReader fields(table, "grid", faults);
  ReportGrid grid;
  grid.measure = fields.text("measure");
  check_ref(fields, "measure", grid.measure, catalogue);
  grid.title = fields.text("title");
  grid.rows = fields.text("rows");
  grid.row_heading = fields.text("row_heading");
  grid.columns = fields.text("columns");
  if (!grid.rows.empty() && grid.rows == grid.columns) {
    fields.fault("columns", "the same column goes down and across.");
  }
  for (const auto* column : fields.tables("column")) {
    FieldReader shown(*column, "grid.column", faults);
    grid.shown.push_back({shown.text("value"), shown.text("name")});
    shown.finish();
  }
  fields.finish();
  return grid;
}

}  // namespace

void check_ref(FieldReader& fields, std::string_view key, const std::string& ref,
               const Catalogue& catalogue) {
  if (ref.empty() || catalogue.find(ref) != nullptr) return;
  std::vector<std::string> known;
  for (const auto& measure : catalogue.measures) known.push_back(measure.ref);
  fields.fault(key, fmt::format("unknown measure \"{}\"{}", ref, ref_suggestion(ref, known)));
}

std::vector<std::string> read_refs(FieldReader& fields, std::string_view key, Presence presence,
                                   const Catalogue& catalogue) {
  std::vector<std::string> refs = fields.texts(key, presence);
  for (auto ref = refs.begin(); ref != refs.end(); ++ref) {
    check_ref(fields, key, *ref, catalogue);
    if (std::find(refs.begin(), ref, *ref) != ref) {
      fields.fault(key, fmt::format("{} stands twice.", *ref));
    }
  }
  return refs;
}

void read_footnotes(const toml::table& file, FileFaults& faults, Catalogue& catalogue) {
  FieldReader all(file, "", faults);
  for (const auto* table : all.tables("footnote")) {
    FieldReader fields(*table, "footnote", faults);
    Footnote footnote{fields.text("id"),
                      with_parameters(fields.text("text"), catalogue.parameters, fields, "text")};
    check_id(fields, catalogue.footnotes, footnote.id);
    fields.finish();
    catalogue.footnotes.push_back(std::move(footnote));
  }
  all.finish();
}

void read_pages(const toml::table& file, FileFaults& faults, Catalogue& catalogue) {
  const std::vector<std::string> sections = sections_of(catalogue);
  FieldReader all(file, "", faults);
  for (const auto* table : all.tables("page")) {
    FieldReader fields(*table, "page", faults);
    ReportPage page;
    page.id = fields.text("id");
    check_id(fields, catalogue.pages, page.id);
    page.title = fields.text("title");
    page.section = fields.text("section");
    if (std::find(sections.begin(), sections.end(), page.section) == sections.end()) {
      fields.fault("section", fmt::format("no measure has the section \"{}\"{}", page.section,
                                          suggestion(page.section, sections)));
    }
    page.measures = read_refs(fields, "measures", Presence::required, catalogue);
    page.by_source = fields.flag("by_source");
    page.locality_chart = fields.text("locality_chart", Presence::optional);
    check_ref(fields, "locality_chart", page.locality_chart, catalogue);
    if (const auto* grid = fields.table("grid")) page.grid = read_grid(*grid, faults, catalogue);
    fields.finish();
    catalogue.pages.push_back(std::move(page));
  }
  all.finish();
}

void read_summary(const toml::table& file, FileFaults& faults, Catalogue& catalogue) {
  FieldReader fields(file, "", faults);
  catalogue.summary = read_refs(fields, "refs", Presence::required, catalogue);
  catalogue.headline = read_refs(fields, "headline", Presence::optional, catalogue);
  for (const auto& ref : catalogue.headline) {
    const auto& refs = catalogue.summary;
    if (std::find(refs.begin(), refs.end(), ref) != refs.end()) continue;
    fields.fault("headline", fmt::format("{} is not among refs.", ref));
  }
  fields.finish();
}

namespace {

// Whether the parameter that a break names, if any, has another value from that day on: an
// authority that set it has a rule of its own.
bool changes_on(FieldReader& fields, Date day, const Parameters& parameters) {
  const std::string name = fields.text("parameter", Presence::optional);
  if (name.empty()) return true;
  const Parameter* parameter = parameters.find(name);
  if (parameter == nullptr) {
    std::vector<std::string> known;
    for (const auto& [other, value] : parameters.all()) known.push_back(other);
    fields.fault("parameter",
                 fmt::format("unknown parameter \"{}\"{}", name, suggestion(name, known)));
    return true;
  }
  return std::any_of(parameter->values.begin(), parameter->values.end(),
                     [&](const auto& value) { return value.from == day; });
}

}  // namespace

void read_breaks(const toml::table& file, FileFaults& faults, Catalogue& catalogue) {
  FieldReader all(file, "", faults);
  for (const auto* table : all.tables("break")) {
    FieldReader fields(*table, "break", faults);
    SeriesBreak change;
    change.day = fields.date("day");
    change.text = with_parameters(fields.text("text"), catalogue.parameters, fields, "text");
    const bool holds = changes_on(fields, change.day, catalogue.parameters);
    change.measures = read_refs(fields, "measures", Presence::required, catalogue);
    fields.finish();
    if (holds) catalogue.breaks.push_back(std::move(change));
  }
  all.finish();
}

}  // namespace waymark
