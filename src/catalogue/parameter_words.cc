#include "catalogue/parameter_words.h"

#include <fmt/format.h>

#include <vector>

#include "base/text.h"

namespace waymark {
namespace {

constexpr std::string_view kOpening = "{$";

std::string one_value(const Parameter& parameter, const ParameterValue& value) {
  if (value.number != kMissing) return std::to_string(value.number);
  std::vector<std::string> texts;
  for (const auto& text : value.texts) {
    const auto said = parameter.said.find(text);
    texts.push_back(said == parameter.said.end() ? text : said->second);
  }
  return list_in_words(texts);
}

std::string unknown_name(std::string_view name, const Parameters& parameters) {
  std::vector<std::string> known;
  for (const auto& [other, parameter] : parameters.all()) known.push_back(other);
  return fmt::format("unknown parameter {{${}}}{}", name, suggestion(name, known));
}

}  // namespace

std::string value_in_text(const Parameter& parameter) {
  if (parameter.values.empty()) return {};
  std::string text = one_value(parameter, parameter.values.back());
  for (std::size_t i = 0; i + 1 < parameter.values.size(); ++i) {
    const Date last{parameter.values[i + 1].from.days - 1};
    text += fmt::format("{}until {}: {}", i == 0 ? " (" : "; ", long_name(last),
                        one_value(parameter, parameter.values[i]));
  }
  return text + (parameter.values.size() > 1 ? ")" : "");
}

std::string with_parameters(std::string_view text, const Parameters& parameters,
                            FieldReader& fields, std::string_view key) {
  std::string filled;
  for (std::size_t at = text.find(kOpening); at != std::string_view::npos;
       at = text.find(kOpening)) {
    filled += text.substr(0, at);
    text.remove_prefix(at + kOpening.size());
    const std::size_t end = text.find('}');
    if (end == std::string_view::npos) {
      fields.fault(key, "the parameter's name is never closed by }; write {$name}.");
      return filled;
    }
    const std::string_view name = text.substr(0, end);
    const Parameter* parameter = parameters.find(name);
    if (parameter == nullptr) {
      fields.fault(key, unknown_name(name, parameters));
    } else {
      filled += value_in_text(*parameter);
    }
    text.remove_prefix(end + 1);
  }
  return filled.append(text);
}

}  // namespace waymark
