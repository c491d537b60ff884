// A measure as read, with the lines of its keys, until the whole catalogue has been checked.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/family.h"
#include "catalogue/faults.h"
#include "catalogue/field_reader.h"
#include "model/measure.h"
#include "model/parameters.h"

namespace waymark {

struct MeasureDraft {
  Measure measure;
  // "ref", "numerator.sum_of" ...: of the keys that check_together looks at.
  std::map<std::string_view, int> lines;
  bool of_authority = false;
  // Whether format and kind were readable; without them nothing is said that follows from them.
  bool shape_known = true;

  int line(std::string_view key) const {
    const auto found = lines.find(key);
    return found == lines.end() ? 1 : found->second;
  }
};

// What a measure's file is checked against.
struct MeasureContext {
  const Parameters& parameters;
  std::vector<std::string> footnotes;             // ids
  std::vector<const FactSchema*> own_facts = {};  // beside those of the program

  const FactSchema* fact(std::string_view name) const;
  std::vector<std::string> fact_names() const;
};

// Reads the measures of one file (several of a family).
void read_measures(const toml::table& file, FileFaults& faults, const MeasureContext& context,
                   std::vector<MeasureDraft>& drafts);

// Reads one side of a measure. `role` is the table's name: "numerator", "denominator" or
// "not_recorded_when"; `draft` holds what was read before it, the denominator before the numerator.
Side read_side(const toml::table& table, const std::string& role, const FamilyMember& member,
               const MeasureContext& context, MeasureDraft& draft, FileFaults& faults);

// Checks that the sides of a measure fit its format, kind and tables.
void check_measure(const toml::table& file, const MeasureDraft& draft, FileFaults& faults);

// Checks what lies between measures: refs and places in the order that stand twice, dates of
// validity, sums of other measures, sections.
void check_together(const std::vector<MeasureDraft>& drafts, std::vector<DefinitionFault>& faults);

}  // namespace waymark
