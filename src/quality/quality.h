// Checks records against each other, once they are typed. What a single row or value can break is
// told by ingest; what a definition leaves out is told by facts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/finding.h"
#include "model/measure.h"
#include "model/records.h"
#include "model/settings.h"

namespace waymark {

// All findings, table by table in the order of record_schema(), within a table rule by rule and row
// by row. `calendar`: the bank holidays of England and Wales that the catalogue knows, compared
// with a supplied loc_bank_holiday. `polarities`: the polarity of each measure of the catalogue,
// with which targets and benchmarks are compared; none are, where it is empty.
using Polarities = std::map<std::string, Polarity, std::less<>>;
Findings check_records(const Extract& extract, const std::vector<BankHoliday>& calendar,
                       const Polarities& polarities = {});
// Those of one table of the extract.
Findings check_table(const Extract& extract, const RecordTable& table,
                     const std::vector<BankHoliday>& calendar, const Polarities& polarities);

}  // namespace waymark
