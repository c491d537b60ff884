#include "facts/accepted_codes.h"

#include <algorithm>

namespace waymark {

AcceptedCodes::AcceptedCodes(const Extract& extract, const Parameters& parameters,
                             std::string_view name)
    : parameter_(parameters, name) {
  for (const ParameterValue& value : parameter_.values()) {
    auto& codes = codes_.emplace_back();
    for (const std::string& text : value.texts) {
      const std::int32_t code = extract.code(text);
      if (code != kMissing) codes.push_back(code);
    }
    std::sort(codes.begin(), codes.end());
  }
}

bool AcceptedCodes::ever(std::int32_t code) const {
  return std::any_of(codes_.begin(), codes_.end(), [&](const std::vector<std::int32_t>& codes) {
    return std::binary_search(codes.begin(), codes.end(), code);
  });
}

bool AcceptedCodes::on(std::int32_t code, Date day) const {
  const auto& codes =
      codes_[static_cast<std::size_t>(&parameter_.on(day) - parameter_.values().data())];
  return std::binary_search(codes.begin(), codes.end(), code);
}

}  // namespace waymark
