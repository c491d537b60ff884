#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "catalogue/read.h"

namespace waymark {
namespace {

constexpr std::int64_t kMostNumber = 36525;  // a century in days
constexpr std::string_view kNameLetters = "abcdefghijklmnopqrstuvwxyz0123456789_";

bool is_number(const ParameterValue& value) { return value.number != kMissing; }

// Entries such as {from = 2017-07-01, number = 10}.
std::vector<ParameterValue> dated_values(FieldReader& fields, std::string_view key,
                                         FileFaults& faults) {
  std::vector<ParameterValue> values;
  for (const auto* table : fields.tables(key)) {
    FieldReader entry(*table, std::string(key), faults);
    ParameterValue value;
    value.from = entry.date("from", Presence::optional);
    if (!values.empty() && value.from < values.back().from) {
      // Read from top to bottom, a list out of order says something else than what would hold.
      entry.fault("from",
                  value.from.missing()
                      ? "the value without from holds before all dates; write it first."
                      : fmt::format("{} stands behind {}; write the values by date, the earliest "
                                    "first.",
                                    to_string(value.from), to_string(values.back().from)));
    }
    if (entry.has("texts")) {
      value.texts = entry.texts("texts");
    } else if (const auto number = entry.number("number", 0, kMostNumber)) {
      value.number = static_cast<std::int32_t>(*number);
    }
    entry.finish();
    if (is_number(value) || !value.texts.empty()) values.push_back(std::move(value));
  }
  return values;
}

void check_dates(FieldReader& fields, std::string_view key, std::vector<ParameterValue>& values) {
  std::stable_sort(values.begin(), values.end(),
                   [](const auto& a, const auto& b) { return a.from < b.from; });
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i].from != values[i - 1].from) continue;
    fields.fault(key,
                 values[i].from.missing()
                     ? "two values are without from; one alone holds before all dates: give "
                       "the other the day from which it holds."
                     : fmt::format("two values hold from {}; keep one, or set the day from which "
                                   "the other holds.",
                                   to_string(values[i].from)));
  }
  if (!values.empty() && !values.front().from.missing()) {
    fields.fault(key, fmt::format("no value holds before {}; give one without from.",
                                  to_string(values.front().from)));
  }
  const bool mixed = std::any_of(values.begin(), values.end(), [&](const auto& value) {
    return is_number(value) != is_number(values.front());
  });
  if (mixed)
    fields.fault(key,
                 "the values are numbers or texts, not both; write number = or texts = "
                 "in all of them.");
}

void check_choices(FieldReader& fields, std::string_view key,
                   const std::vector<ParameterValue>& values,
                   const std::vector<std::string>& choices) {
  for (const auto& value : values) {
    for (const auto& text : value.texts) {
      if (std::find(choices.begin(), choices.end(), text) != choices.end()) continue;
      fields.fault(key, fmt::format("unknown word \"{}\"{}", text, suggestion(text, choices)));
    }
    if (value.texts.size() > 1) fields.fault(key, "one word is chosen, not several.");
  }
}

// What a definition says of each choice, where a word alone would say nothing.
void read_sentences(FieldReader& fields, FileFaults& faults, const ParameterChoices& choices,
                    Parameter& parameter) {
  const toml::table* table = fields.table("said");
  if (table == nullptr) return;
  FieldReader said(*table, "parameter.said", faults);
  if (const auto words = choices.find(parameter.name); words != choices.end()) {
    for (const auto& word : words->second) parameter.said[word] = said.text(word);
  }
  said.finish();
}

// Values as an authority writes them: 3, "start", ["HOME"], or dated entries.
std::vector<ParameterValue> own_values(FieldReader& fields, const std::string& name,
                                       FileFaults& faults) {
  const toml::node* node = fields.node(name);
  ParameterValue value;
  if (node->is_integer()) {
    const auto number = fields.number(name, 0, kMostNumber);
    if (number) value.number = static_cast<std::int32_t>(*number);
  } else if (node->is_string()) {
    value.texts = {fields.text(name)};
  } else if (const auto* list = node->as_array();
             list != nullptr && !list->empty() && list->front().is_table()) {
    return dated_values(fields, name, faults);
  } else if (list != nullptr && !list->empty()) {
    value.texts = fields.texts(name);
  } else {
    fields.fault(name,
                 "expected a number, a text, a list of texts, or a list such as "
                 "[{number = 20}, {from = 2017-07-01, number = 10}].");
  }
  const bool given = is_number(value) || !value.texts.empty();
  return given ? std::vector<ParameterValue>{value} : std::vector<ParameterValue>{};
}

// The two ends of a range: [16, 25] or "16-25", with a hyphen or a dash.
std::optional<std::pair<std::int32_t, std::int32_t>> range_ends(FieldReader& fields,
                                                                const std::string& name) {
  const auto fits = [](std::int64_t number) { return number >= 0 && number <= kMostNumber; };
  std::optional<std::int64_t> least, most;
  const toml::node* node = fields.node(name);
  if (const auto* list = node->as_array(); list != nullptr && list->size() == 2) {
    least = list->get(0)->value_exact<std::int64_t>();
    most = list->get(1)->value_exact<std::int64_t>();
  } else if (const auto text = node->value_exact<std::string_view>()) {
    for (const std::string_view dash : {"-", "\u2013"}) {
      const std::size_t at = text->find(dash);
      if (at == text->npos) continue;
      least = parse_integer(trim(text->substr(0, at)));
      most = parse_integer(trim(text->substr(at + dash.size())));
    }
  }
  if (least && most && fits(*least) && fits(*most) && *least <= *most) {
    return std::pair{static_cast<std::int32_t>(*least), static_cast<std::int32_t>(*most)};
  }
  fields.fault(name, "expected the least and the most, such as [16, 21] or \"16-21\".");
  return {};
}

// Two parameters of numbers called NAME_from and NAME_to are a range, which NAME sets at once.
// False if there are none.
bool override_range(FieldReader& fields, const std::string& name, Parameters& parameters) {
  const Parameter* from = parameters.find(name + "_from");
  const Parameter* to = parameters.find(name + "_to");
  for (const Parameter* end : {from, to}) {
    if (end == nullptr || end->values.empty() || !is_number(end->values.front())) return false;
  }
  const auto ends = range_ends(fields, name);
  if (!ends) return true;
  for (Parameter changed : {*from, *to}) {
    const bool is_least = changed.name == from->name;
    changed.values = {{{}, is_least ? ends->first : ends->second, {}}};
    changed.changed = true;
    parameters.set(std::move(changed));
  }
  return true;
}

void override_parameter(FieldReader& fields, const std::string& name, FileFaults& faults,
                        Parameters& parameters, const ParameterChoices& choices) {
  const Parameter* known = parameters.find(name);
  if (known == nullptr) {
    if (override_range(fields, name, parameters)) return;
    std::vector<std::string> names;
    for (const auto& [other, parameter] : parameters.all()) names.push_back(other);
    fields.fault(name, "unknown parameter" + suggestion(name, names));
    return;
  }
  std::vector<ParameterValue> values = own_values(fields, name, faults);
  if (values.empty()) return;
  check_dates(fields, name, values);
  if (!known->values.empty() && is_number(values.front()) != is_number(known->values.front())) {
    fields.fault(name, is_number(values.front()) ? "expected a text or a list of texts."
                                                 : "expected a number.");
    return;
  }
  if (const auto words = choices.find(name); words != choices.end()) {
    check_choices(fields, name, values, words->second);
  }
  Parameter changed = *known;
  changed.values = std::move(values);
  changed.changed = true;
  parameters.set(std::move(changed));
}

}  // namespace

void read_parameters(const toml::table& file, FileFaults& faults, Parameters& parameters,
                     ParameterChoices& choices) {
  FieldReader all(file, "", faults);
  for (const auto* table : all.tables("parameter")) {
    FieldReader fields(*table, "parameter", faults);
    Parameter parameter;
    parameter.name = fields.text("name");
    if (parameter.name.find_first_not_of(kNameLetters) != std::string::npos) {
      fields.fault("name", "a name is made of small letters, digits and _.");
    }
    if (parameters.find(parameter.name) != nullptr) {
      fields.fault("name", fmt::format("the parameter {} is defined twice.", parameter.name));
    }
    parameter.unit = fields.text("unit");
    parameter.meaning = fields.text("meaning");
    parameter.source = fields.text("source");
    if (fields.has("texts")) {
      parameter.values = {{{}, kMissing, fields.texts("texts")}};
      if (fields.has("values")) fields.fault("values", "it has no meaning beside texts.");
      if (parameter.values.front().texts.empty()) fields.fault("texts", "the list is empty.");
    } else {
      parameter.values = dated_values(fields, "values", faults);
      check_dates(fields, "values", parameter.values);
    }
    if (fields.has("choices")) {
      choices[parameter.name] = fields.texts("choices");
      check_choices(fields, fields.has("texts") ? "texts" : "values", parameter.values,
                    choices[parameter.name]);
    }
    read_sentences(fields, faults, choices, parameter);
    fields.finish();
    if (!parameter.name.empty()) parameters.set(std::move(parameter));
  }
  all.finish();
}

void read_settings(const toml::table& file, FileFaults& faults, Parameters& parameters,
                   const ParameterChoices& choices) {
  FieldReader settings(file, "", faults);
  settings.text("name", Presence::optional);
  settings.has("benchmarks");  // read when the catalogue knows the models of neighbours
  // Read and checked by the pipeline.
  for (const char* key : {"warehouse", "browser", "public", "memory_mib"}) settings.has(key);
  if (const toml::table* own = settings.table("parameters")) {
    FieldReader fields(*own, "parameters", faults);
    for (const auto& [name, value] : *own) {
      override_parameter(fields, std::string(name.str()), faults, parameters, choices);
    }
  }
  settings.finish();
}

}  // namespace waymark
