// A fact: one clean, dated row per thing that is counted, as typed columns. A fact column states a
// property of the record or of the person, never a measure.
//
// Two ways to count a fact:
//   flow   by the month of one of its dates (a referral by `referred_on`);
//   stock  at each month end that lies in its span: `from` <= month end < `until`; `until` missing
//          is open (contract: "ended on E = not open").
// A cover is a set of sub-spans of a row in which something holds ("seen within the standard"), so
// that "at month end" stays a difference of two months whatever the rule behind it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/number_column.h"

namespace waymark {

enum class ColumnType { date, number, flag, word };  // word: one of a closed list of texts

struct FactColumn {
  std::string name;
  ColumnType type = ColumnType::date;
  std::string meaning = {};
  std::vector<std::string> words = {};  // for `word`: value i stands for words[i]
  int scale = 1;  // for `number`: how many of its units make one (hundredths: 100)
};

// Where the locality of a counted unit comes from (measures, section 0, Locality).
enum class LocalityRule {
  worker_then_home,  // steps 1, 2, 3 on the attribution date (stock: month end)
  home,              // steps 2, 3 (the front door is countywide)
  own,               // the fact's own rows carry their areas (early-help case, worker, household)
  // As worker_then_home, with the home address of the first day of the period counted (7.3-7.5).
  worker_then_home_at_entry,
};

struct FactSchema {
  std::string name;               // "referral"
  std::string unit;               // "referral (one per child)"
  std::string meaning = {};       // one sentence
  std::string record_table = {};  // table of the record behind a row; empty if a row is a child
  std::vector<FactColumn> columns = {};
  // Date columns that bound the stock span; empty if the fact has no stock.
  std::string span_from = {};
  std::string span_until = {};
  std::vector<std::string> covers = {};
  LocalityRule locality = LocalityRule::worker_then_home;
  // What a list shows by default, besides child and area.
  std::vector<std::string> list_columns = {};
  std::vector<std::string> parameters = {};  // what the builder reads besides records
  // Where a month end looks back over several months: the parameter that says over how many.
  std::string window_parameter = {};
  // Where an amount of this fact counts rows of another ("cases of a worker"): that fact, which has
  // a stock, and the number column by which both name the same thing. The list of a maximum shows
  // them.
  std::string parts_fact = {};
  std::string parts_key = {};

  int find(std::string_view column) const;  // -1 if there is none
  int find_cover(std::string_view cover) const;
};

// Sub-spans of rows, row by row: those of row r are [first[r], first[r + 1]) of from/until.
// Disjoint and ascending within a row; until exclusive, kMissing = open.
struct Cover {
  NumberColumn<std::uint32_t> first;
  NumberColumn<std::int32_t> from;
  NumberColumn<std::int32_t> until;
};

// Later areas of rows: row r belongs from the day from[i] on to area[i], for i in
// [first[r], first[r + 1]), ascending. Empty if no row ever changes.
struct AreaChanges {
  NumberColumn<std::uint32_t> first;
  NumberColumn<std::int32_t> from;
  NumberColumn<std::int32_t> area;
};

struct FactTable {
  const FactSchema* schema = nullptr;
  std::size_t rows = 0;
  std::vector<NumberColumn<std::int32_t>> columns;  // as schema->columns
  NumberColumn<std::int32_t> child;   // row of ssd_person; kMissing if the unit is no child
  NumberColumn<std::int32_t> record;  // row of the record table; kMissing if there is none
  std::vector<Cover> covers;          // as schema->covers
  // The area of each row at its start (see model/areas.h; kMissing = unallocated), and what it
  // becomes later. LocalityRule::own: as the rows say. Of other rules only where areas were written
  // down with the fact (facts/row_areas.h): then from the row's first date on.
  NumberColumn<std::int32_t> area;
  AreaChanges area_changes;
  // LocalityRule::worker_then_home_at_entry only: first day of the period counted.
  NumberColumn<std::int32_t> entry;

  const NumberColumn<std::int32_t>& column(std::string_view name) const;
  // Whether the rows carry their areas, so that nobody else has to be asked for them.
  bool has_areas() const { return schema->locality == LocalityRule::own || area.size() == rows; }
};

// A row that a definition leaves out or counts in doubt; becomes a finding of quality.
struct FactNote {
  std::string rule;  // for example "clock-start-missing"
  std::string table;
  std::int32_t row = kMissing;
  std::string message;
};

// The schemas of all facts the program can build, in a fixed order; measures are checked against
// them when the catalogue is read.
const std::vector<FactSchema>& fact_schemas();
const FactSchema* find_fact_schema(std::string_view name);

}  // namespace waymark
