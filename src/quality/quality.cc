#include "quality/quality.h"

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <vector>

#include "base/text.h"
#include "model/finding_rules.h"
#include "quality/checks.h"

namespace waymark {
namespace quality {
namespace {

std::string key_text(const Extract& extract, const RecordTable& table, std::size_t row) {
  std::vector<std::string> parts;
  for (const Field& field : table.schema->fields) {
    if (!field.key) continue;
    parts.emplace_back(trim(extract.cell_text(table.schema->name, field.name, row)));
  }
  return join_text(parts, " | ");
}

}  // namespace

std::string row_name(const RecordTable& table, std::size_t row) {
  return fmt::format("Row {}", table.file_row[row]);
}

void tell_row(const Extract& extract, const RecordTable& table, std::size_t row,
              std::string_view rule, std::string_view column, std::string_view sentence,
              Findings& findings) {
  Finding finding = finding_of(rule, sentence);
  finding.table = table.schema->name;
  finding.file = table.file;
  finding.row = table.file_row[row];
  finding.column = column;
  finding.key = key_text(extract, table, row);
  if (!column.empty()) finding.value = trim(extract.cell_text(table.schema->name, column, row));
  findings.push_back(std::move(finding));
}

void tell_table(const RecordTable& table, std::string_view rule, std::string_view column,
                std::string_view sentence, Findings& findings) {
  Finding finding = finding_of(rule, sentence);
  finding.table = table.schema->name;
  finding.file = table.file;
  finding.column = column;
  findings.push_back(std::move(finding));
}

}  // namespace quality

Findings check_table(const Extract& extract, const RecordTable& table,
                     const std::vector<BankHoliday>& calendar, const Polarities& polarities) {
  Findings findings;
  if (!polarities.empty()) quality::check_targets(extract, table, polarities, findings);
  quality::check_people(extract, table, findings);
  quality::check_spans(extract, table, findings);
  quality::check_links(extract, table, findings);
  quality::check_json_keys(extract, table, findings);
  quality::check_reference_rows(extract, table, findings);
  quality::check_bank_holidays(extract, table, calendar, findings);
  return findings;
}

Findings check_records(const Extract& extract, const std::vector<BankHoliday>& calendar,
                       const Polarities& polarities) {
  Findings findings;
  for (const Table& schema : record_schema().tables) {
    const RecordTable* table = extract.find(schema.name);
    if (table == nullptr) continue;
    Findings of_table = check_table(extract, *table, calendar, polarities);
    findings.insert(findings.end(), std::make_move_iterator(of_table.begin()),
                    std::make_move_iterator(of_table.end()));
  }
  return findings;
}

}  // namespace waymark
