// Checks records against each other, once they are typed. What a single row or value can break is
// told by ingest; what a definition leaves out is told by facts.
#pragma once

#include <vector>

#include "model/finding.h"
#include "model/records.h"
#include "model/settings.h"

namespace waymark {

// All findings, table by table in the order of record_schema(), within a table rule by rule and row
// by row. `calendar`: the bank holidays of England and Wales that the catalogue knows, compared
// with a supplied loc_bank_holiday.
Findings check_records(const Extract& extract, const std::vector<BankHoliday>& calendar);

}  // namespace waymark
