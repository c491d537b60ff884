// Measures that differ in one code alone (contacts by source, ages) are written as one file:
//
//   ref = "2.1.{code}"     title = "Contacts from {title} - No."
//   [family]
//   values = [{code = "pol", title = "Police"}, {code = "edu", title = "Education Services"}]
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/field_reader.h"

namespace waymark {

// What stands for {code} and {title} in the texts of one member.
struct FamilyMember {
  std::string code;
  std::string title;

  // The text with the names replaced.
  std::string text(std::string_view written) const;
};

// The members of a file in their order; one without code for a file of a single measure; none if
// the family is faulty (reported).
std::vector<FamilyMember> read_family(FieldReader& file, FileFaults& faults);

// The first {name} left in a text, empty if there is none.
std::string left_name(std::string_view text);

}  // namespace waymark
