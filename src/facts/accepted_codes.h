// A parameter that lists accepted texts (roles of an allocated worker, types of home address), as
// the codes of the records. Dated, as every parameter is.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "facts/dated_parameter.h"
#include "model/records.h"

namespace waymark {

class AcceptedCodes {
 public:
  AcceptedCodes(const Extract& extract, const Parameters& parameters, std::string_view name);
  // Whether the code is accepted on some day: rows with any other can be passed over for good.
  bool ever(std::int32_t code) const;
  // Whether the code is accepted on this day.
  bool on(std::int32_t code, Date day) const;
  // The first day after `day` on which the list is another; missing = never.
  Date changes_after(Date day) const { return parameter_.changes_after(day); }

 private:
  DatedParameter parameter_;
  std::vector<std::vector<std::int32_t>> codes_;  // of each value of the parameter, ascending
};

}  // namespace waymark
