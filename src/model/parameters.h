// Dated parameter values: working-day standards, windows, lists of accepted texts. Defaults come
// from catalogue/parameters/, an authority overrides them in authority.toml.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace waymark {

struct ParameterValue {
  Date from;                       // first day in force; missing = since ever
  std::int32_t number = kMissing;  // for numbers
  std::vector<std::string> texts;  // for lists of texts and for single words
};

struct Parameter {
  std::string name;
  std::string unit;     // "working days", "months", "texts" ...
  std::string meaning;  // one sentence
  std::string source;
  std::vector<ParameterValue> values;            // by date, earliest first
  bool changed = false;                          // overridden in authority.toml
  std::map<std::string, std::string> said = {};  // of a choice: the sentence that definitions say
};

// The value in force on a day; the first also holds before its own date.
const ParameterValue& value_on(const Parameter& parameter, Date day);

class Parameters {
 public:
  void set(Parameter parameter) { by_name_[parameter.name] = std::move(parameter); }
  const Parameter* find(std::string_view name) const;
  // The value in force on a day. CHECKs that the parameter exists (the catalogue is linted).
  std::int32_t number(std::string_view name, Date day) const;
  const std::vector<std::string>& texts(std::string_view name, Date day) const;
  const std::map<std::string, Parameter, std::less<>>& all() const { return by_name_; }

 private:
  const ParameterValue& value(std::string_view name, Date day) const;
  std::map<std::string, Parameter, std::less<>> by_name_;
};

}  // namespace waymark
