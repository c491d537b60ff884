#include <fmt/format.h>

#include <algorithm>

#include "catalogue/measure_draft.h"
#include "catalogue/parameter_words.h"
#include "catalogue/words.h"
#include "model/schema.h"

namespace waymark {
namespace {

constexpr int kMostDecimals = 4;
constexpr int kLastPlace = 1'000'000;

constexpr std::string_view kRefLetters =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.{}";

// The keys whose lines check_together tells.
constexpr const char* kLaterKeys[] = {"ref",
                                      "section",
                                      "sort",
                                      "valid_from",
                                      "valid_until",
                                      "numerator.sum_of",
                                      "denominator.sum_of",
                                      "not_recorded_when.sum_of"};

// Reads what all members of a family share.
class HeadingReader {
 public:
  HeadingReader(FieldReader& fields, FileFaults& faults, const MeasureContext& context)
      : fields_(fields), faults_(faults), context_(context) {}

  Measure read() {
    Measure measure;
    measure.file = faults_.file();
    measure.ref = fields_.text("ref");
    if (measure.ref.find_first_not_of(kRefLetters) != std::string::npos) {
      fields_.fault("ref", "a reference is made of letters, digits and full stops.");
    }
    measure.title = text("title");
    measure.section = fields_.text("section");
    measure.page = fields_.text("page");
    measure.sort = static_cast<int>(fields_.number("sort", 1, kLastPlace).value_or(0));
    measure.polarity = fields_.choice("polarity", polarity_words(), Polarity::info);
    read_shape(measure);
    measure.decimals = static_cast<int>(fields_.number("decimals", 0, kMostDecimals).value_or(0));
    measure.unit = fields_.text("unit");
    measure.ytd = fields_.choice("ytd", ytd_words(), Ytd::none);
    measure.adds = fields_.flag("adds");
    measure.optional = fields_.flag("optional");
    read_tables(measure);
    read_words(measure);
    return measure;
  }

  bool shape_known() const { return shape_known_; }

 private:
  // With the values of the parameters that it names.
  std::string text(std::string_view key, Presence presence = Presence::required) {
    return with_parameters(fields_.text(key, presence), context_.parameters, fields_, key);
  }

  void read_shape(Measure& measure) {
    const std::size_t before = faults_.count();
    measure.format = fields_.choice("format", format_words(), Format::count);
    measure.kind = fields_.choice("kind", kind_words(), Kind::flow);
    shape_known_ = faults_.count() == before;
    measure.window_in_fact = fields_.flag("window_in_fact");
    if (measure.kind != Kind::rolling) {
      if (fields_.has("window")) fields_.fault("window", "only a rolling measure has a window.");
      if (measure.window_in_fact) {
        fields_.fault("window_in_fact", "only a rolling measure has a window.");
        measure.window_in_fact = false;
      }
      return;
    }
    const auto window = fields_.number("window", 1, 120);
    if (window && *window != 3 && *window != 12) {
      fields_.fault("window", "a window is 3 or 12 months.");
    }
    measure.window_months = static_cast<int>(window.value_or(12));
  }

  void read_tables(Measure& measure) {
    measure.needs = known_tables("needs", Presence::required);
    measure.uses = known_tables("uses", Presence::optional);
    if (measure.needs.empty() && fields_.node("needs") != nullptr) {
      fields_.fault("needs", "a measure needs at least one table.");
    }
    for (const auto& table : measure.uses) {
      if (std::find(measure.needs.begin(), measure.needs.end(), table) != measure.needs.end()) {
        fields_.fault("uses", table + " is needed already; it cannot be used only if there.");
      }
    }
  }

  std::vector<std::string> known_tables(std::string_view key, Presence presence) {
    std::vector<std::string> tables = fields_.texts(key, presence);
    for (auto table = tables.begin(); table != tables.end(); ++table) {
      if (std::find(tables.begin(), table, *table) != table) {
        fields_.fault(key, *table + " stands twice.");
      } else if (record_schema().find(*table) == nullptr) {
        fields_.fault(key, "unknown table \"" + *table + "\"" + suggestion(*table, table_names()));
      }
    }
    return tables;
  }

  void read_words(Measure& measure) {
    measure.valid_from = fields_.date("valid_from");
    measure.valid_until = fields_.date("valid_until", Presence::optional);
    if (!measure.valid_until.missing() && measure.valid_until <= measure.valid_from) {
      fields_.fault(
          "valid_until",
          fmt::format("{} is not after valid_from, {}; set a later day, or leave valid_until "
                      "out while the definition holds.",
                      to_string(measure.valid_until), to_string(measure.valid_from)));
    }
    measure.definition = text("definition");
    measure.source = fields_.text("source");
    measure.note = text("note", Presence::optional);
    measure.footnotes = fields_.texts("footnotes", Presence::optional);
    for (const auto& id : measure.footnotes) {
      const auto& known = context_.footnotes;
      if (std::find(known.begin(), known.end(), id) == known.end()) {
        fields_.fault("footnotes", "unknown footnote \"" + id + "\"" + suggestion(id, known));
      }
    }
  }

  FieldReader& fields_;
  FileFaults& faults_;
  const MeasureContext& context_;
  bool shape_known_ = true;
};

// The names in braces that no family replaces, in what all members share.
void check_names(FieldReader& fields, const Measure& member) {
  for (const auto& [key, text] : {std::pair{"ref", member.ref}, std::pair{"title", member.title}}) {
    const std::string name = left_name(text);
    if (name.empty()) continue;
    const bool known = name == "{code}" || name == "{title}";
    fields.fault(key, known ? name + " needs a [family] with values."
                            : "unknown name " + name + suggestion(name, {"{code}", "{title}"}));
  }
}

class MemberReader {
 public:
  MemberReader(FieldReader& fields, FileFaults& faults, const MeasureContext& context)
      : fields_(fields), faults_(faults), context_(context) {
    for (const char* role : {"denominator", "numerator", "not_recorded_when"}) {
      sides_.emplace_back(role, fields.table(role));
    }
  }

  // `draft` holds what the members share.
  MeasureDraft read(MeasureDraft draft, const FamilyMember& member, int place) {
    Measure& measure = draft.measure;
    if (const std::size_t code = measure.ref.find(".{code}"); code != std::string::npos) {
      measure.family = measure.ref.substr(0, code);
    }
    measure.ref = member.text(measure.ref);
    measure.title = member.text(measure.title);
    measure.definition = member.text(measure.definition);
    measure.note = member.text(measure.note);
    measure.sort += place;
    check_names(fields_, measure);
    for (const auto& [role, table] : sides_) {
      if (table == nullptr) continue;
      place_of(measure, role) = read_side(*table, role, member, context_, draft, faults_);
    }
    return draft;
  }

 private:
  static std::optional<Side>& place_of(Measure& measure, std::string_view role) {
    if (role == "numerator") return measure.numerator;
    return role == "denominator" ? measure.denominator : measure.not_recorded_when;
  }

  FieldReader& fields_;
  FileFaults& faults_;
  const MeasureContext& context_;
  std::vector<std::pair<std::string, const toml::table*>> sides_;
};

}  // namespace

const FactSchema* MeasureContext::fact(std::string_view name) const {
  for (const auto* own : own_facts) {
    if (own->name == name) return own;
  }
  return find_fact_schema(name);
}

std::vector<std::string> MeasureContext::fact_names() const {
  std::vector<std::string> names;
  for (const auto& schema : fact_schemas()) names.push_back(schema.name);
  for (const auto* own : own_facts) names.push_back(own->name);
  return names;
}

void read_measures(const toml::table& file, FileFaults& faults, const MeasureContext& context,
                   std::vector<MeasureDraft>& drafts) {
  FieldReader fields(file, "", faults);
  if (file.contains("example")) {
    fields.fault("example", "each example begins with a line [[example]], behind all other keys.");
  }
  fields.has("example");
  const std::vector<FamilyMember> members = read_family(fields, faults);
  HeadingReader heading(fields, faults, context);
  MeasureDraft shared;
  for (const char* key : kLaterKeys) shared.lines[key] = line_within(file, key);
  shared.measure = heading.read();
  shared.shape_known = heading.shape_known();
  const bool family = fields.has("family");
  if (family && shared.measure.ref.find("{code}") == std::string::npos) {
    fields.fault("ref", "the ref of a family contains {code}, so that its members differ.");
  }
  MemberReader reader(fields, faults, context);
  for (std::size_t place = 0; place < members.size(); ++place) {
    drafts.push_back(reader.read(shared, members[place], static_cast<int>(place)));
    check_measure(file, drafts.back(), faults);
  }
  fields.finish();
}

}  // namespace waymark
