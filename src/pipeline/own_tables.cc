#include "pipeline/own_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <system_error>

#include "model/finding_rules.h"

namespace waymark {
namespace {

// The ids of the records with some more behind them.
class MoreIdTexts : public IdTexts {
 public:
  explicit MoreIdTexts(std::shared_ptr<IdTexts> base)
      : base_(std::move(base)), base_size_(base_ ? base_->size() : 0) {}

  std::int32_t size() const override { return base_size_ + more_.size(); }
  std::string text(std::int32_t number) const override {
    return number < base_size_ ? base_->text(number) : std::string(more_.text(number - base_size_));
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
      case FieldType::postcode:
        return into_.codes.number(from_.codes.text(value));
      case FieldType::id:
        return ids(field.id_space).number(from_.ids.at(field.id_space)->text(value));
      case FieldType::json:
        return key_set(value);
      default:
        return value;
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

constexpr std::string_view kFolder = "tables/";

Finding out_of_place(const std::string& table, const std::string& file) {
  Finding finding = finding_of("table-out-of-place", fmt::format("{} holds records.", file));
  finding.table = table;
  finding.file = file;
  return finding;
}

bool is_one_of(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool may_be_kept_by_hand(const Table& table) {
  return table.name.starts_with("loc_") && table.name != "loc_extract" &&
         table.person_field.empty();
}

Result<Intake> read_own_tables(const Authority& authority) {
  std::error_code fault;
  const auto folder = authority.tables();
  if (!std::filesystem::is_directory(folder, fault)) return Intake();
  auto own = read_extract(folder);
  if (!own) {
    // A folder without any table in it: the authority keeps none.
    if (own.error().code == ErrorCode::not_found) return Intake();
    Error error = std::move(own).error();
    error.message = fmt::format("{}: {}", folder.string(), error.message);
    return error;
  }
  for (auto& finding : own->findings) finding.file = std::string(kFolder) + finding.file;
  for (const auto& count : own->counts) {
    if (may_be_kept_by_hand(*record_schema().find(count.table))) continue;
    std::erase_if(own->findings, [&](const Finding& f) { return f.table == count.table; });
    own->extract.tables.erase(count.table);
    if (count.rows > 0) {
      own->findings.push_back(out_of_place(count.table, std::string(kFolder) + count.file));
    }
  }
  return own;
}

void add_missing_tables(Extract& extract, const Extract& more) {
  TableAdder adder(extract, more);
  for (const auto& [name, table] : more.tables) {
    if (table.rows > 0 && !extract.supplied(name)) adder.add(table);
  }
}

Findings findings_of_own_tables(const Extract& extract, const std::vector<std::string>& of_the_load,
                                const Intake& own, const Catalogue& catalogue) {
  Findings findings;
  for (const auto& finding : own.findings) {
    if (!is_one_of(of_the_load, finding.table)) findings.push_back(finding);
  }
  const Polarities polarities = polarities_of(catalogue);
  for (const auto& [name, table] : own.extract.tables) {
    if (table.rows == 0 || is_one_of(of_the_load, name)) continue;
    for (auto& finding :
         check_table(extract, *extract.find(name), catalogue.bank_holidays, polarities)) {
      finding.file = std::string(kFolder) + table.file;
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

Result<Findings> findings_of_own_tables(const Authority& authority, const Store& store,
                                        const Catalogue& catalogue, const LoadInfo& load) {
  auto own = read_own_tables(authority);
  if (!own) return std::move(own).error();
  std::vector<std::string> reference;
  for (const auto& table : record_schema().tables) {
    if (may_be_kept_by_hand(table)) reference.push_back(table.name);
  }
  auto extract = store.read(load.authority, load.id, {.tables = reference, .columns = {}});
  if (!extract) return std::move(extract).error();
  add_missing_tables(*extract, own->extract);
  return findings_of_own_tables(*extract, load.tables, *own, catalogue);
}

Polarities polarities_of(const Catalogue& catalogue) {
  Polarities polarities;
  for (const auto& measure : catalogue.measures) polarities.emplace(measure.ref, measure.polarity);
  return polarities;
}

}  // namespace waymark
