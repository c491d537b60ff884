// Links that lead to no record: a value of a field that refers to the key of another table, which
// is supplied and does not hold it.
#include <fmt/format.h>

#include <algorithm>

#include "model/finding_rules.h"
#include "quality/checks.h"
#include "quality/held_numbers.h"

namespace waymark::quality {
namespace {

// What a field may hold besides keys of the table it refers to.
constexpr std::string_view kCounty = "county";  // areas: the county as a whole

// Fields that refer to one of several tables, as a code beside them says.
struct ByKind {
  std::string_view table;
  std::string_view kind_field;
  std::string_view kind;
  std::string_view target;
};
constexpr ByKind kByKind[] = {
    {"loc_conference", "kind", "ICPC", "ssd_initial_cp_conference"},
    {"loc_conference", "kind", "RCPC", "ssd_cp_reviews"},
    {"loc_plan_review", "plan_kind", "CIN", "ssd_cin_plans"},
    {"loc_plan_review", "plan_kind", "CARE", "ssd_cla_care_plan"},
    {"loc_plan_review", "plan_kind", "PATHWAY", "loc_pathway_plan"},
};

struct Target {
  std::string table;
  std::string field;
};

// "a.b", "a.b or c.d", "a.b, c.d or e.f".
std::vector<Target> targets_of(const Field& field) {
  std::vector<Target> targets;
  std::string_view rest = field.references;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(", ");
    const std::size_t either = rest.find(" or ");
    const std::size_t end = std::min(comma, either);
    const std::string_view target = rest.substr(0, end);
    const std::size_t point = target.find('.');
    targets.push_back(
        {std::string(target.substr(0, point)), std::string(target.substr(point + 1))});
    rest = end == rest.npos ? std::string_view() : rest.substr(end + (end == comma ? 2 : 4));
  }
  return targets;
}

// The number of what an area may be besides a locality; kMissing if no row says it.
std::int32_t county_number(const Extract& extract, const Field& field) {
  if (field.name != "area") return kMissing;
  const auto space = extract.ids.find(field.id_space);
  return space == extract.ids.end() ? kMissing : space->second->find(kCounty);
}

// Rows that hold a value which `keys` does not; with a kind, only rows of that kind.
std::vector<std::size_t> rows_without_key(const Extract& extract, const RecordTable& table,
                                          const Field& field, const HeldNumbers& keys,
                                          const ByKind* by_kind) {
  const auto values = extract.column(table.schema->name, field.name);
  const std::int32_t county = county_number(extract, field);
  const std::int32_t kind = by_kind == nullptr ? kMissing : extract.code(by_kind->kind);
  const auto kinds = by_kind == nullptr ? std::span<const std::int32_t>()
                                        : extract.column(by_kind->table, by_kind->kind_field);
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (values[row] == kMissing || values[row] == county || keys.holds(values[row])) continue;
    if (by_kind == nullptr || (kind != kMissing && kinds[row] == kind)) rows.push_back(row);
  }
  return rows;
}

void check_link(const Extract& extract, const RecordTable& table, const Field& field,
                const Target& target, const ByKind* by_kind, Findings& findings) {
  if (!extract.supplied(target.table)) return;  // then nothing is known of the link
  const HeldNumbers keys(extract.column(target.table, target.field));
  const auto rows = rows_without_key(extract, table, field, keys, by_kind);
  if (!keys.any() && !rows.empty()) {
    // Told once, not for every row that points at it.
    tell_table(table, "orphan", field.name,
               fmt::format("{} of {} rows point by {} at {}, which holds no {} at all.",
                           rows.size(), table.rows, field.name, target.table, target.field),
               findings);
    return;
  }
  for (const std::size_t row : rows) {
    tell_row(extract, table, row, "orphan", field.name,
             fmt::format("{}, {}: {} is not in {}.", row_name(table, row), field.name,
                         in_quotes(extract.cell_text(table.schema->name, field.name, row)),
                         target.table),
             findings);
  }
}

}  // namespace

void check_links(const Extract& extract, const RecordTable& table, Findings& findings) {
  for (const Field& field : table.schema->fields) {
    // Persons are told by check_people.
    if (field.references.empty() || field.name == table.schema->person_field) continue;
    const auto targets = targets_of(field);
    if (targets.size() == 1) {
      check_link(extract, table, field, targets[0], nullptr, findings);
      continue;
    }
    for (const ByKind& by_kind : kByKind) {
      if (by_kind.table != table.schema->name) continue;
      const auto target =
          std::find_if(targets.begin(), targets.end(),
                       [&](const Target& candidate) { return candidate.table == by_kind.target; });
      if (target != targets.end()) check_link(extract, table, field, *target, &by_kind, findings);
    }
  }
}

}  // namespace waymark::quality
