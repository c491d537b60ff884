// The classes that the keys of an outcome object stand for (measures, sections 3 and 4): a key is
// mapped by the row of a local table in force on the day, or else by the default map. Worked out
// once per set of keys and era of the table, not per record.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "facts/dated_map.h"
#include "model/records.h"

namespace waymark {

// What the keys of one object say. A class is bit i of a mask, i being its place in the words.
struct KeyClasses {
  std::uint8_t by_row = 0;      // classes of the keys that have a row in force
  std::uint8_t by_default = 0;  // classes of the other keys, by the default map
  bool any_row = false;         // some key has a row in force (it may say NONE)
  bool any_key = false;         // some key is set, whatever it stands for
  bool any_unmapped = false;    // some key has neither a row in force nor a default class
};

// The first class of a mask in order of precedence; `none` if it is empty.
std::int32_t first_class(std::uint8_t classes, std::int32_t none);

// Remembers what it has worked out: one thread each.
class OutcomeClasses {
 public:
  struct Map {
    std::string_view table;                              // "loc_assessment_outcome"
    std::vector<std::string_view> classes;               // in order of precedence, as in the table
    const std::map<std::string, std::string>& defaults;  // key -> class
    std::vector<std::string_view> never_keys;            // counts and comments, never outcomes
  };
  OutcomeClasses(const Extract& extract, const Map& map);

  // What a set of keys (a JSON column's value) says on a day; nothing without keys or day.
  const KeyClasses& of(std::int32_t key_set, Date day);

 private:
  KeyClasses work_out(std::int32_t key_set, Date day) const;

  const Extract& extract_;
  DatedMap map_;
  std::vector<std::uint8_t> class_of_row_;      // mask
  std::vector<std::uint8_t> default_class_;     // by code number; mask
  std::vector<bool> never_key_;                 // by code number
  std::vector<Date> eras_;                      // first days of the eras after the first
  std::vector<std::vector<KeyClasses>> known_;  // by era, then key set
  std::vector<std::vector<bool>> is_known_;
  KeyClasses no_keys_;
};

}  // namespace waymark
