#include "facts/row_areas.h"

#include <algorithm>

namespace waymark {
namespace {

struct Days {
  Date first;
  Date until;  // exclusive; missing = without end
};

// All days on which a row may be counted.
class RowDays {
 public:
  explicit RowDays(const FactTable& table) {
    const FactSchema& schema = *table.schema;
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
      if (schema.columns[i].type == ColumnType::date) dates_.push_back(&table.columns[i]);
    }
    if (!schema.span_until.empty()) until_ = &table.column(schema.span_until);
  }

  Days of(std::size_t row) const {
    Days days{.first = {}, .until = {}};
    for (const auto* dates : dates_) {
      const Date date{(*dates)[row]};
      if (date.missing()) continue;
      if (days.first.missing() || date < days.first) days.first = date;
      if (days.until.missing() || days.until <= date) days.until = {date.days + 1};
    }
    if (until_ != nullptr && (*until_)[row] == kMissing) days.until = {};
    return days;
  }

 private:
  std::vector<const NumberColumn<std::int32_t>*> dates_;
  const NumberColumn<std::int32_t>* until_ = nullptr;
};

}  // namespace

void write_areas(FactTable& table, const Localities& localities) {
  if (table.has_areas()) return;
  const RowDays row_days(table);
  std::vector<AreaRun> runs;
  AreaChanges changes{{0}, {}, {}};
  table.area.reserve(table.rows);
  changes.first.reserve(table.rows + 1);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const Days days = row_days.of(row);
    const Date entry{table.entry.empty() ? kMissing : table.entry[row]};
    runs.clear();
    if (!days.first.missing()) {
      localities.over_days(table.child[row], days.first, days.until, table.schema->locality, entry,
                           runs);
    }
    table.area.push_back(runs.empty() ? kMissing : runs.front().area);
    for (std::size_t i = 1; i < runs.size(); ++i) {
      changes.from.push_back(runs[i].from.days);
      changes.area.push_back(runs[i].area);
    }
    changes.first.push_back(static_cast<std::uint32_t>(changes.from.size()));
  }
  if (!changes.from.empty()) table.area_changes = std::move(changes);
}

}  // namespace waymark
