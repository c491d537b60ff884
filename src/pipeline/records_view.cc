#include "pipeline/records_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include "base/text.h"
#include "ingest/intake.h"

namespace waymark {
namespace {

// The ids of the records with some more behind them.
class MoreIdTexts : public IdTexts {
 public:
  explicit MoreIdTexts(std::shared_ptr<IdTexts> base)
      : base_(std::move(base)), base_size_(base_ ? base_->size() : 0) {}

  std::int32_t size() const override { return base_size_ + more_.size(); }
  std::string text(std::int32_t number) const override {
    return number < base_size_ ? base_->text(number)
                               : std::string(more_.text(number - base_size_));
  }
  bool before(std::int32_t a, std::int32_t b) const override {
    if (a < base_size_ && b < base_size_) return base_->before(a, b);
    return text(a) < text(b);
  }
  std::int32_t find(std::string_view text) const override {
    const std::int32_t known = base_ ? base_->find(text) : kMissing;
    if (known != kMissing) return known;
    const std::int32_t more = more_.find(text);
    return more == kMissing ? kMissing : base_size_ + more;
  }
  std::int32_t number(std::string_view text) {
    const std::int32_t known = find(text);
    return known != kMissing ? known : base_size_ + more_.number(text);
  }

 private:
  std::shared_ptr<IdTexts> base_;
  std::int32_t base_size_;
  Dictionary more_;
};

class TableAdder {
 public:
  TableAdder(Extract& into, const Extract& from) : into_(into), from_(from) {}

  void add(const RecordTable& table) {
    RecordTable copy = table;
    for (std::size_t i = 0; i < copy.schema->fields.size(); ++i) {
      const Field& field = copy.schema->fields[i];
      for (auto& value : copy.values[i]) {
        if (value != kMissing) value = renumbered(field, value);
      }
    }
    into_.tables.emplace(table.schema->name, std::move(copy));
  }

 private:
  std::int32_t renumbered(const Field& field, std::int32_t value) {
    switch (field.type) {
      case FieldType::code:
      case FieldType::postcode: return into_.codes.number(from_.codes.text(value));
      case FieldType::id: return ids(field.id_space).number(from_.ids.at(field.id_space)->text(value));
      case FieldType::json: return key_set(value);
      default: return value;
    }
  }

  MoreIdTexts& ids(const std::string& space) {
    auto& added = added_ids_[space];
    if (added == nullptr) {
      added = std::make_shared<MoreIdTexts>(into_.ids[space]);
      into_.ids[space] = added;
    }
    return *added;
  }

  std::int32_t key_set(std::int32_t value) {
    std::vector<std::int32_t> keys;
    for (std::int32_t key : from_.key_sets.sets[static_cast<std::size_t>(value)]) {
      keys.push_back(into_.codes.number(from_.codes.text(key)));
    }
    std::sort(keys.begin(), keys.end());
    into_.key_sets.sets.push_back(std::move(keys));
    return static_cast<std::int32_t>(into_.key_sets.sets.size()) - 1;
  }

  Extract& into_;
  const Extract& from_;
  std::map<std::string, std::shared_ptr<MoreIdTexts>> added_ids_;
};

// Tables that every figure may use, whatever the measure: localities, targets, the extract's own row.
constexpr const char* kAlwaysRead[] = {
    "loc_extract", "loc_locality",  "loc_postcode_locality", "loc_population",     "loc_target",
    "loc_team",    "loc_worker",    "loc_benchmark",         "loc_stat_neighbour", "loc_bank_holiday",
    "ssd_person",  "ssd_address",   "ssd_involvements",      "ssd_cla_episodes",   "ssd_legal_status"};

std::vector<std::string> tables_to_read(const Catalogue& catalogue) {
  std::set<std::string> tables(std::begin(kAlwaysRead), std::end(kAlwaysRead));
  for (const auto& measure : catalogue.measures) {
    if (!measure.computed()) continue;
    tables.insert(measure.needs.begin(), measure.needs.end());
    tables.insert(measure.uses.begin(), measure.uses.end());
  }
  for (const auto& fact : catalogue.own_facts) {
    if (!fact->schema.record_table.empty()) tables.insert(fact->schema.record_table);
  }
  return {tables.begin(), tables.end()};
}

// Reference tables are small and read whole, with their words and decimals.
bool is_read_whole(std::string_view table) {
  return table.starts_with("loc_") &&
         std::find(std::begin(kAlwaysRead), std::end(kAlwaysRead), table) != std::end(kAlwaysRead);
}

// Every table of the records without a row, and every column left out.
Extract no_records() {
  Extract none;
  for (const auto& table : record_schema().tables) {
    RecordTable& records = none.tables[table.name];
    records.schema = &table;
    records.values.resize(table.fields.size());
    records.texts.resize(table.fields.size());
    records.left_out.assign(table.fields.size(), true);
  }
  return none;
}

Store::ReadRequest what_to_read(const Catalogue& catalogue, const ViewRequest& request) {
  if (request.later) {
    return {.tables = request.later->tables, .columns = request.later->columns,
            .with_texts = false, .later = true, .ahead = request.ahead};
  }
  Store::ReadRequest read{.tables = tables_to_read(catalogue), .columns = {},
                          .with_texts = request.with_texts};
  if (request.with_texts) return read;
  FigureRequest all;
  for (const auto& measure : catalogue.measures) all.measures.push_back(measure.ref);
  read.columns = reading_for(catalogue, all)->columns;
  return read;
}

Result<std::string> only_authority(const Store& store) {
  const auto authorities = store.authorities();
  if (!authorities) return authorities.error();
  if (authorities->empty()) return std::string();
  if (authorities->size() == 1) return authorities->front();
  return Error{ErrorCode::invalid_input,
               fmt::format("The store holds {} authorities ({} ...). Say which one with "
                           "`--authority CODE`, or ask for all with `--land`.",
                           authorities->size(), authorities->front())};
}

}  // namespace

// Found by computing the figures from no rows at all and noting what is asked for.
std::shared_ptr<const Reading> reading_for(const Catalogue& catalogue, const FigureRequest& request,
                                           const std::shared_ptr<const MeasurePlan>& plan) {
  auto reading = std::make_shared<Reading>();
  Extract none = no_records();
  none.fetch = [&](std::string_view table, std::size_t field) {
    const auto is_table = [&](const auto& each) { return each.first == table; };
    auto& columns = reading->columns;
    auto found = std::find_if(columns.begin(), columns.end(), is_table);
    if (found == columns.end()) {
      reading->tables.emplace_back(table);
      found = columns.insert(columns.end(), {std::string(table), {}});
    }
    found->second.push_back(none.find(table)->schema->fields[field].name);
    return std::vector<std::int32_t>();
  };
  Engine(none, catalogue, {.plan = plan})
      .figures({.last = Month{}, .months = 1, .measures = request.measures, .extra = request.extra});
  std::erase_if(reading->columns, [](const auto& each) { return is_read_whole(each.first); });
  return reading;
}

void add_missing_tables(Extract& extract, const Extract& more) {
  TableAdder adder(extract, more);
  for (const auto& [name, table] : more.tables) {
    if (table.rows > 0 && !extract.supplied(name)) adder.add(table);
  }
}

Result<RecordsView> read_records(const Authority& authority, const Store& store,
                                 const Catalogue& catalogue, const ViewRequest& request) {
  RecordsView view;
  std::string code = request.authority_code;
  if (code.empty()) {
    auto only = only_authority(store);
    if (!only) return std::move(only).error();
    code = *only;
  }
  if (!code.empty()) {
    auto load = store.load_known_at(code, request.known_at);
    if (!load) return std::move(load).error();
    if (!*load) {
      return Error{ErrorCode::not_found,
                   request.known_at.missing()
                       ? fmt::format("The store holds no load of authority {}.", code)
                       : fmt::format("Nothing of authority {} was loaded on or before {}. `waymark "
                                     "check --loads` lists the loads.",
                                     code, to_string(request.known_at))};
    }
    view.load = **load;
    auto extract = store.read(code, view.load->id, what_to_read(catalogue, request));
    if (!extract) return std::move(extract).error();
    view.extract = *std::move(extract);
  }
  std::error_code fault;
  if (std::filesystem::is_directory(authority.tables(), fault)) {
    auto own = read_extract(authority.tables());
    if (!own) return std::move(own).error();
    for (const auto& finding : own->findings) {
      if (finding.effect == FindingEffect::rejected) {
        return Error{ErrorCode::invalid_input,
                     fmt::format("{}: {}", (authority.tables() / finding.file).string(),
                                 finding.message)};
      }
    }
    add_missing_tables(view.extract, own->extract);
  }
  if (view.load) {
    auto facts = read_own_facts(store, code, view.load->id, catalogue, view.extract);
    if (!facts) return std::move(facts).error();
    view.own_facts = *std::move(facts);
  }
  return view;
}

}  // namespace waymark
