#include "model/parameters.h"

#include "base/check.h"

namespace waymark {

const ParameterValue& value_on(const Parameter& parameter, Date day) {
  CHECK_THAT(!parameter.values.empty(), "a parameter has a value");
  const ParameterValue* in_force = &parameter.values.front();
  for (const auto& candidate : parameter.values) {
    if (candidate.from <= day) in_force = &candidate;
  }
  return *in_force;
}

const Parameter* Parameters::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &found->second;
}

const ParameterValue& Parameters::value(std::string_view name, Date day) const {
  const Parameter* parameter = find(name);
  CHECK_THAT(parameter != nullptr, "the parameter is in catalogue/");
  return value_on(*parameter, day);
}

std::int32_t Parameters::number(std::string_view name, Date day) const {
  return value(name, day).number;
}

const std::vector<std::string>& Parameters::texts(std::string_view name, Date day) const {
  return value(name, day).texts;
}

}  // namespace waymark
