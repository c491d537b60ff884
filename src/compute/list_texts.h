// The cells of a fact's rows as texts for people: ids as they stood, dates, words, yes and no.
#pragma once

#include <string>

#include "model/fact.h"
#include "model/records.h"

namespace waymark {

class ListTexts {
 public:
  ListTexts(const Extract& extract, const FactTable& table) : extract_(extract), table_(table) {}

  // The person's id; empty if the unit is no child.
  std::string child(std::uint32_t row) const;
  // The key of the record behind the row, parts joined by " | "; empty if there is none.
  std::string record(std::uint32_t row) const;
  // A column of the fact; empty where it is missing or the fact has no such column.
  std::string cell(std::string_view column, std::uint32_t row) const;

 private:
  const Extract& extract_;
  const FactTable& table_;
};

}  // namespace waymark
