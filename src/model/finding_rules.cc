#include "model/finding_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace waymark {
namespace {

using enum FindingEffect;

constexpr FindingRule kRules[] = {
    // Files
    {"other-file", notice, "A file of the folder is no table of the records; it is not read.",
     "Nothing to do, unless it was meant to be a table: then give it the table's name in lower "
     "case, "
     "with .csv or .parquet."},
    {"table-out-of-place", notice,
     "A table in the authority folder's own tables holds records, which come with a load; it is "
     "not "
     "read there.",
     "Put the file into the folder of the extract and load that."},
    {"byte-order-mark", notice, "The file begins with a byte-order mark, which is dropped.",
     "Nothing to do."},
    {"empty-file", rejected,
     "The file holds nothing, not even the names of its columns: the table "
     "counts as not supplied.",
     "Export the table again; a table without events has a header row alone."},
    {"unknown-column", notice, "A column is no field of the table; it is not read.",
     "Nothing to do, unless it was meant to be a field: then give it the field's exact name."},
    {"universal-time", notice,
     "A column of a Parquet file holds moments in universal time; the day is that of universal "
     "time, "
     "in summer the day before for moments in the hour after midnight.",
     "Export the column as a date, or as a local time without time zone."},
    {"missing-column", notice,
     "A field of the table has no column; it reads as empty in every row.",
     "Add the column, if the case system holds it."},
    {"missing-required-column", rejected,
     "A column that every row must fill is not in the file: the "
     "table counts as not supplied.",
     "Add the column, under its exact name."},
    {"repeated-column", rejected,
     "Two columns have the name of one field, and nothing says which one "
     "is meant: the table counts as not supplied.",
     "Take one of the two columns out, or give it another name."},
    // Rows
    {"wrong-field-count", rejected, "A row has more or fewer fields than the header.",
     "Put values that hold commas, quotes or line ends between double quotes."},
    {"not-utf-8", rejected, "A row holds bytes that are not UTF-8 text.",
     "Export the table as UTF-8 (Excel: \"CSV UTF-8\")."},
    {"missing-key", rejected,
     "A row has no key, or only a part of it, so it cannot be told from others.",
     "Give the row its key."},
    {"missing-required", rejected,
     "A row lacks a value that the table requires (or it cannot be read).", "Fill in the value."},
    {"duplicate-key", rejected,
     "A row has the key of an earlier row; the first in the file is used.",
     "Take out the row that is wrong, or give it a key of its own."},
    // Values
    {"unreadable-date", doubtful,
     "A value is no date, or a day that does not exist; it is read as missing.",
     "Write dates as YYYY-MM-DD, with HH:MM:SS behind it or not."},
    {"unreadable-boolean", doubtful, "A value is neither Y nor N; it is read as missing.",
     "Write Y or N."},
    {"unreadable-number", doubtful,
     "A value is not a number of the kind asked for; it is read as missing.",
     "Write digits with a decimal point where needed, without thousands marks or units."},
    {"unreadable-json", doubtful, "A value is not one JSON object; no key of it is set.",
     "Write an object such as {\"NFA_FLAG\": \"Y\"}."},
    {"unknown-code", doubtful,
     "A code is not in the list of the field; it is kept, and each measure "
     "says what it counts as.",
     "Correct it in the case system, or map it in the extract."},
    // Records taken together
    {"unknown-key", doubtful,
     "A set key of a JSON object is not in the list of the field, and no local "
     "table maps it; it is kept, and each measure says what it counts as.",
     "Correct its name, or add it to the local table of outcomes."},
    {"held-out-person", held_out,
     "A record about a person names nobody, or somebody who is not in "
     "ssd_person; it is in no figure.",
     "Correct the person's id, or add the person to ssd_person."},
    {"end-before-start", doubtful,
     "A record ends before it starts; its span is in no figure, while an "
     "event of a single date still counts.",
     "Correct the date that is wrong."},
    {"orphan", doubtful,
     "A record points at one that is not in the extract; the link is read as missing.",
     "Correct the id, or add the record that it points at."},
    {"reserved-locality", doubtful,
     "A locality is called county or unallocated, which are areas of "
     "their own; it is not used.",
     "Give the locality another id."},
    {"several-extract-rows", doubtful, "loc_extract has more than one row; only the first is used.",
     "Keep the row of this extract alone."},
    {"bounds-in-wrong-order", doubtful,
     "The red bound of a target lies on the better side of the green one; green is tested first, "
     "so "
     "that no figure is amber.",
     "Exchange red and green, or correct the one that is wrong."},
    {"unknown-measure", doubtful,
     "A target or a benchmark names a measure that the catalogue does not have; it is not used.",
     "Write the reference as `waymark measures show` prints it."},
    {"bank-holiday-differs", notice,
     "loc_bank_holiday differs from the calendar of England and Wales "
     "that waymark brings; working days are counted by loc_bank_holiday.",
     "Check the day against the published bank holidays."},
    // Published series (`waymark benchmarks load`)
    {"missing-published-column", doubtful,
     "A published file lacks a column that a measure is compared with; it reads as not available.",
     "See whether the publisher renamed it; older files of the series stay loaded."},
    {"unreadable-year", rejected, "A published row is of no year that can be read.",
     "Years are written 2017, 2016-17 or 201617."},
    {"unknown-level", rejected,
     "A published row is of no country, region or authority that can be told.",
     "Take out notes that stand between the rows; use the publisher's file as it came."},
    {"unknown-published-code", doubtful,
     "A published cell holds neither a number nor one of the publisher's codes; it has no value.",
     "Use the publisher's file as it came; a new code of the publisher has to be added to "
     "waymark."},
    {"duplicate-published-row", rejected,
     "Two published rows are of one place and year; the first in the file is used.",
     "Use the publisher's file as it came."},
};

}  // namespace

std::span<const FindingRule> finding_rules() { return kRules; }

const FindingRule* find_finding_rule(std::string_view id) {
  const auto* const found = std::find_if(std::begin(kRules), std::end(kRules),
                                         [&](const FindingRule& rule) { return rule.id == id; });
  return found == std::end(kRules) ? nullptr : found;
}

Finding finding_of(std::string_view rule, std::string_view what_was_wrong) {
  const FindingRule* known = find_finding_rule(rule);
  CHECK_THAT(known != nullptr, "the rule of a finding is in model/finding_rules.cc");
  Finding finding;
  finding.rule = rule;
  finding.effect = known->effect;
  finding.message.append(what_was_wrong).append(" ").append(known->remedy);
  return finding;
}

std::string in_quotes(std::string_view value) {
  constexpr std::size_t kLongest = 80;
  const bool is_text = is_valid_utf8(value);
  const bool clipped = value.size() > kLongest;
  if (clipped) {
    std::size_t end = kLongest;
    // Not in the middle of a character: bytes 10xxxxxx go on with one.
    while (is_text && end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
    value = value.substr(0, end);
  }
  std::string shown = "\"";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      shown += ' ';
    } else if (byte >= 0x80 && !is_text) {
      shown += fmt::format("\\x{:02X}", byte);
    } else {
      shown += c;
    }
  }
  return shown + (clipped ? "...\"" : "\"");
}

std::string finding_rules_page() {
  std::string page =
      "<!-- generated by waymark from src/model/finding_rules.cc -->\n"
      "# Findings\n\n"
      "What `waymark load` and `waymark check` report about an extract, and `waymark benchmarks` "
      "about "
      "published series. A finding never stops a "
      "load. What a definition leaves out or counts in doubt is told beside its figure.\n\n"
      "- *notice*: nothing is lost.\n"
      "- *doubtful*: the row is used; a value of it is read as missing or as unknown.\n"
      "- *held out*: the row is kept, and is in no figure.\n"
      "- *rejected*: the row is not in the records; its text is kept in the finding.\n\n"
      "| rule | effect | what it means | what to do |\n|---|---|---|---|\n";
  for (const FindingRule& rule : kRules) {
    page.append("| `").append(rule.id).append("` | ").append(to_string(rule.effect)).append(" | ");
    page.append(rule.meaning).append(" | ").append(rule.remedy).append(" |\n");
  }
  return page;
}

}  // namespace waymark
