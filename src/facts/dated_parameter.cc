#include "facts/dated_parameter.h"

#include "base/check.h"

namespace waymark {
namespace {

const std::vector<ParameterValue>& values_of(const Parameters& parameters, std::string_view name) {
  const Parameter* parameter = parameters.find(name);
  CHECK_THAT(parameter != nullptr && !parameter->values.empty(), "the parameter is in catalogue/");
  return parameter->values;
}

}  // namespace

DatedParameter::DatedParameter(const Parameters& parameters, std::string_view name)
    : values_(&values_of(parameters, name)) {}

const ParameterValue& DatedParameter::on(Date day) const {
  const ParameterValue* in_force = &values_->front();
  for (const ParameterValue& value : *values_) {
    if (value.from <= day) in_force = &value;
  }
  return *in_force;
}

Date DatedParameter::changes_after(Date day) const {
  for (const ParameterValue& value : *values_) {
    if (value.from > day) return value.from;
  }
  return {};
}

}  // namespace waymark
