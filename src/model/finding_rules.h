// Every rule that a record can break: what it means, what happens to the row, what to do about it.
// Written once here; the sentences of findings and docs/generated/findings.md are made from it.
//
//   Finding finding = finding_of("unreadable-date", "Row 17, cont_contact_date: \"soon\" is no
//   date.");
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/finding.h"

namespace waymark {

struct FindingRule {
  std::string_view id;
  FindingEffect effect;
  std::string_view meaning;  // what is odd, and what becomes of it
  std::string_view remedy;   // what to do, as a sentence
};

// All rules: those of files first, then rows, then values, then records taken together.
std::span<const FindingRule> finding_rules();
const FindingRule* find_finding_rule(std::string_view id);

// A finding of a rule of the table, whose message says what was wrong and then what to do.
Finding finding_of(std::string_view rule, std::string_view what_was_wrong);

// A value as a sentence shows it: between quotes, clipped, without control characters. Bytes that
// are not UTF-8 are shown as \xE9.
std::string in_quotes(std::string_view value);

// The page docs/generated/findings.md.
std::string finding_rules_page();

}  // namespace waymark
