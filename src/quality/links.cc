// Links that lead to no record: a value of a field that refers to the key of another table, which
// is supplied and does not hold it.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
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

class LinkCheck {
 public:
  LinkCheck(const Extract& extract, const RecordTable& table, const Field& field,
            Findings& findings)
      : extract_(extract), table_(table), field_(field), findings_(findings) {}

  // Rows whose kind (if a kind is given) leads to one of the targets.
  void check(const std::vector<Target>& targets, const ByKind* by_kind) {
    HeldNumbers keys;
    std::vector<std::string> names;
    for (const Target& target : targets) {
      if (!extract_.supplied(target.table)) return;  // then nothing is known of the link
      keys.add(extract_.column(target.table, target.field));
      names.push_back(target.table);
    }
    const auto values = extract_.column(table_.schema->name, field_.name);
    const auto rows = rows_of_kind(by_kind);
    if (!keys.any()) return tell_empty(values, rows, list_in_words(names));
    for (const std::size_t row : rows) {
      if (values[row] != kMissing && !keys.holds(values[row])) tell(row, list_in_words(names));
    }
  }

 private:
  std::vector<std::size_t> rows_of_kind(const ByKind* by_kind) const {
    std::vector<std::size_t> rows;
    const auto kinds = by_kind == nullptr
                           ? std::span<const std::int32_t>()
                           : extract_.column(table_.schema->name, by_kind->kind_field);
    const std::int32_t kind = by_kind == nullptr ? kMissing : extract_.code(by_kind->kind);
    for (std::size_t row = 0; row < table_.rows; ++row) {
      if (by_kind == nullptr || (kind != kMissing && kinds[row] == kind)) rows.push_back(row);
    }
    return rows;
  }

  void tell(std::size_t row, const std::string& names) {
    const std::string value = extract_.cell_text(table_.schema->name, field_.name, row);
    if (field_.name == "area" && trim(value) == kCounty) return;
    tell_row(extract_, table_, row, "orphan", field_.name,
             fmt::format("{}, {}: {} is not in {}.", row_name(table_, row), field_.name,
                         in_quotes(value), names),
             findings_);
  }

  // A table without any row is told once, not for every row that points at it.
  void tell_empty(std::span<const std::int32_t> values, const std::vector<std::size_t>& rows,
                  const std::string& names) {
    const auto count = std::count_if(rows.begin(), rows.end(), [&](std::size_t row) {
      if (values[row] == kMissing) return false;
      return field_.name != "area" ||
             trim(extract_.cell_text(table_.schema->name, field_.name, row)) != kCounty;
    });
    if (count == 0) return;
    tell_table(table_, "orphan", field_.name,
               fmt::format("{} of {} rows point at {}, which has no rows, by {}.", count,
                           table_.rows, names, field_.name),
               findings_);
  }

  const Extract& extract_;
  const RecordTable& table_;
  const Field& field_;
  Findings& findings_;
};

}  // namespace

void check_links(const Extract& extract, const RecordTable& table, Findings& findings) {
  for (const Field& field : table.schema->fields) {
    // Persons are told by check_people.
    if (field.references.empty() || field.name == table.schema->person_field) continue;
    LinkCheck check(extract, table, field, findings);
    const auto targets = targets_of(field);
    if (targets.size() == 1) {
      check.check(targets, nullptr);
      continue;
    }
    for (const ByKind& by_kind : kByKind) {
      if (by_kind.table != table.schema->name) continue;
      const auto target =
          std::find_if(targets.begin(), targets.end(),
                       [&](const Target& candidate) { return candidate.table == by_kind.target; });
      if (target != targets.end()) check.check({*target}, &by_kind);
    }
  }
}

}  // namespace waymark::quality
