#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalogue/read.h"
#include "model/fact.h"

namespace waymark {
namespace {

// A map of codes: its file, the classes it may give, and where it goes.
struct CodeMap {
  std::string name;
  std::vector<std::string> classes;
  std::map<std::string, std::string> DefaultCodes::* target;
};

std::vector<std::string> source_groups() {
  const FactSchema* contact = find_fact_schema("contact");
  const int column = contact == nullptr ? -1 : contact->find("source_group");
  CHECK_THAT(column >= 0, "contacts have a source group");
  return contact->columns[static_cast<std::size_t>(column)].words;
}

const std::vector<CodeMap>& maps() {
  static const std::vector<CodeMap> all = {
      {"source-groups", source_groups(), &DefaultCodes::source_group},
      {"assessment-outcomes", {"ONGOING", "STEPDOWN", "CLOSE"}, &DefaultCodes::assessment_outcome},
      {"s47-outcomes",
       {"SUBST_CONTINUING", "SUBST_NOT_CONTINUING", "NOT_SUBST"},
       &DefaultCodes::s47_outcome}};
  return all;
}

}  // namespace

const std::vector<std::string>& code_maps() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& map : maps()) all.push_back(map.name);
    return all;
  }();
  return names;
}

void read_codes(const toml::table& file, const std::string& name, FileFaults& faults,
                DefaultCodes& codes) {
  const auto map = std::find_if(maps().begin(), maps().end(),
                                [&](const auto& candidate) { return candidate.name == name; });
  CHECK_THAT(map != maps().end(), "the file is one of code_maps()");
  FieldReader fields(file, "", faults);
  fields.text("source");
  fields.text("note", Presence::optional);
  if (const toml::table* table = fields.table("codes", Presence::required)) {
    FieldReader entries(*table, "codes", faults);
    for (const auto& [key, value] : *table) {
      const std::string written(key.str());
      const std::string meaning = entries.text(written);
      const auto& classes = map->classes;
      if (!meaning.empty() && std::find(classes.begin(), classes.end(), meaning) == classes.end()) {
        entries.fault(written,
                      fmt::format("unknown class \"{}\"{}", meaning, suggestion(meaning, classes)));
      }
      if (!(codes.*(map->target)).emplace(fold_code(written), meaning).second) {
        entries.fault(written, "the code stands twice; codes are compared ignoring case.");
      }
    }
  }
  fields.finish();
}

}  // namespace waymark
