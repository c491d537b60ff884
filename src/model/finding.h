// An odd record, told in a way that lets someone find and mend it. Never stops a run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace waymark {

// What happened to the row because of the fault.
enum class FindingEffect {
  notice,    // nothing is lost (an unknown column, a byte-order mark)
  doubtful,  // the row is used, the value is read as missing or as unknown
  held_out,  // the row is kept, but in no figure (its person is unknown)
  rejected,  // the row is not in the records; its text is kept in the finding
};

struct Finding {
  std::string rule;  // for example "unreadable-date"; the list is docs/generated/findings.md
  FindingEffect effect = FindingEffect::notice;
  std::string table;  // empty if the file is no table
  std::string file;   // file name inside the extract folder
  std::int64_t row =
      0;  // line-independent row number, 1 = first row after the header; 0 = whole file
  std::string column;    // empty if the whole row
  std::string key;       // the row's key as text, parts joined by " | "
  std::string value;     // the value at fault, as it stood
  std::string message;   // one sentence: what was wrong, where, what to do
  std::string row_text;  // rejected rows: the row as it stood
};

using Findings = std::vector<Finding>;

const char* to_string(FindingEffect effect);

}  // namespace waymark
