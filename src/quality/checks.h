// The checks, one a file. To add one: its line here and in quality.cc, its rule in
// model/finding_rules.cc.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"
#include "model/records.h"
#include "model/settings.h"
#include "quality/quality.h"

namespace waymark::quality {

// Each looks at one supplied table and adds what it finds.
void check_people(const Extract& extract, const RecordTable& table, Findings& findings);
void check_spans(const Extract& extract, const RecordTable& table, Findings& findings);
void check_links(const Extract& extract, const RecordTable& table, Findings& findings);
void check_json_keys(const Extract& extract, const RecordTable& table, Findings& findings);
void check_reference_rows(const Extract& extract, const RecordTable& table, Findings& findings);
void check_bank_holidays(const Extract& extract, const RecordTable& table,
                         const std::vector<BankHoliday>& calendar, Findings& findings);

void check_targets(const Extract& extract, const RecordTable& table, const Polarities& polarities,
                   Findings& findings);

// Adds a finding on a row of a table: row number, key and value are those of the row.
void tell_row(const Extract& extract, const RecordTable& table, std::size_t row,
              std::string_view rule, std::string_view column, std::string_view sentence,
              Findings& findings);
// Adds a finding on the whole table.
void tell_table(const RecordTable& table, std::string_view rule, std::string_view column,
                std::string_view sentence, Findings& findings);
// "Row 17", by the place in the file.
std::string row_name(const RecordTable& table, std::size_t row);

}  // namespace waymark::quality
