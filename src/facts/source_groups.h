// The source group of a contact or referral (measures, section 2): the loc_source_group row in
// force on the day; without one, the default map; anything else, or no code, is "oth".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "facts/dated_map.h"
#include "model/fact.h"
#include "model/records.h"
#include "model/settings.h"

namespace waymark {

class SourceGroups {
 public:
  // `fact`: the fact whose column source_group is filled.
  SourceGroups(const Extract& extract, const DefaultCodes& defaults, std::string_view fact);

  struct Group {
    std::int32_t word = 0;  // place in the words of the column
    bool known = true;      // false: no code, or one that no map names
  };
  Group of(std::int32_t code, Date day) const;

 private:
  DatedMap map_;
  std::vector<std::int32_t> word_of_row_;   // of loc_source_group; kMissing for an unknown group
  std::vector<std::int32_t> default_word_;  // by code number; kMissing for an unknown code
  std::int32_t others_ = 0;
};

// What is said of a record whose group is not known.
inline constexpr std::string_view kUnknownSource =
    "The source code is missing or in no map: the source counts as Others.";

}  // namespace waymark
