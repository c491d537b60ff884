// What an authority settles for itself, read from authority.toml, and the code maps and calendar
// that the catalogue brings for where the records bring none.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/date.h"

namespace waymark {

// Default maps of codes (catalogue/codes/), by code in upper case.
struct DefaultCodes {
  std::map<std::string, std::string> source_group;        // "3A" -> "hea"; others -> "oth"
  std::map<std::string, std::string> assessment_outcome;  // key -> ONGOING | STEPDOWN | CLOSE
  std::map<std::string, std::string> s47_outcome;         // key -> class; "*" = any other key
};

struct BankHoliday {
  Date day;
  std::string name;
  bool provisional = false;  // by rule, not yet proclaimed
  std::string source;
};

}  // namespace waymark
