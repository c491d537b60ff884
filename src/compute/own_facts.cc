#include "compute/own_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "model/areas.h"

namespace waymark {
namespace {

bool counts(const std::optional<Side>& side, const FactSchema& schema) {
  return side && side->count && side->count->fact == &schema;
}

bool is_counted(const Catalogue& catalogue, const FactSchema& schema) {
  return std::any_of(catalogue.measures.begin(), catalogue.measures.end(),
                     [&](const Measure& each) {
                       return counts(each.numerator, schema) || counts(each.denominator, schema) ||
                              counts(each.not_recorded_when, schema);
                     });
}

Error fault(const SqlFact& fact, const std::string& message) {
  return {ErrorCode::definition, fmt::format("{}:1: {}", fact.file, message)};
}

// The row of a table by the text of its key, which is one id.
class KeyRows {
 public:
  KeyRows(const Extract& extract, const std::string& table) {
    const Table& schema = *record_schema().find(table);
    const auto key = std::find_if(schema.fields.begin(), schema.fields.end(),
                                  [](const Field& field) { return field.key; });
    const auto ids = extract.ids.find(key->id_space);
    if (ids == extract.ids.end() || extract.rows(table) == 0) return;
    ids_ = ids->second.get();
    const auto numbers = extract.column(table, key->name);
    for (std::size_t row = 0; row < numbers.size(); ++row) {
      if (numbers[row] != kMissing) rows_.emplace(numbers[row], static_cast<std::int32_t>(row));
    }
  }

  std::int32_t find(const std::string& id) const {
    const std::int32_t number = ids_ == nullptr ? kMissing : ids_->find(id);
    const auto found = rows_.find(number);
    return number == kMissing || found == rows_.end() ? kMissing : found->second;
  }

 private:
  const IdTexts* ids_ = nullptr;
  std::unordered_map<std::int32_t, std::int32_t> rows_;
};

}  // namespace

Result<FactTable> own_fact_table(const SqlFact& fact, SqlFactRows rows, const Extract& extract) {
  FactTable table;
  table.schema = &fact.schema;
  table.rows = rows.rows;
  for (auto& column : rows.columns) table.columns.emplace_back(std::move(column));
  table.child.assign(rows.rows, kMissing);
  table.record.assign(rows.rows, kMissing);
  table.covers.resize(fact.schema.covers.size());
  if (!fact.child.empty()) {
    const KeyRows people(extract, "ssd_person");
    for (std::size_t row = 0; row < rows.rows; ++row) {
      table.child[row] = people.find(rows.child[row]);
      if (table.child[row] != kMissing) continue;
      return fault(
          fact, rows.child[row].empty()
                    ? fmt::format("A row has no {}. Leave such rows out in the query.", fact.child)
                    : fmt::format("{} is no person of the records: {} = \"{}\". Join ssd_person "
                                  "in the query.",
                                  fact.child, fact.child, rows.child[row]));
    }
  }
  if (!fact.record.empty()) {
    const KeyRows records(extract, fact.schema.record_table);
    for (std::size_t row = 0; row < rows.rows; ++row) {
      table.record[row] = records.find(rows.record[row]);
      if (table.record[row] != kMissing) continue;
      return fault(fact, fmt::format("There is no record \"{}\" in {}, which {} names.",
                                     rows.record[row], fact.schema.record_table, fact.record));
    }
  }
  if (!fact.area.empty()) {
    const Areas areas = areas_of(extract);
    for (std::size_t row = 0; row < rows.rows; ++row) {
      const std::string& id = rows.area[row];
      table.area.push_back(id.empty() ? kMissing : areas.find(id));
      if (!id.empty() && table.area.back() == kMissing) {
        return fault(fact,
                     fmt::format("There is no locality \"{}\", which {} names.", id, fact.area));
      }
    }
  }
  return table;
}

Result<std::shared_ptr<const OwnFacts>> read_own_facts(const Store& store,
                                                       const std::string& authority,
                                                       std::int32_t load,
                                                       const Catalogue& catalogue,
                                                       const Extract& extract) {
  auto facts = std::make_shared<OwnFacts>();
  for (const auto& fact : catalogue.own_facts) {
    if (!is_counted(catalogue, fact->schema)) continue;
    auto rows = store.run_fact(authority, load, *fact, extract);
    if (!rows) return std::move(rows).error();
    auto table = own_fact_table(*fact, *std::move(rows), extract);
    if (!table) return std::move(table).error();
    facts->emplace(&fact->schema, *std::move(table));
  }
  return std::shared_ptr<const OwnFacts>(std::move(facts));
}

}  // namespace waymark
