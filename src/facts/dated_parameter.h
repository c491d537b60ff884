// One parameter with its values by date, looked up by name once.
#pragma once

#include <string_view>
#include <vector>

#include "model/parameters.h"

namespace waymark {

class DatedParameter {
 public:
  // CHECKs that the parameter exists.
  DatedParameter(const Parameters& parameters, std::string_view name);
  // The value in force on a day. The first value also holds before its own date.
  const ParameterValue& on(Date day) const;
  // By date, earliest first; never empty.
  const std::vector<ParameterValue>& values() const { return *values_; }
  // The first day after `day` on which another value is in force; missing = never.
  Date changes_after(Date day) const;

 private:
  const std::vector<ParameterValue>* values_;
};

}  // namespace waymark
