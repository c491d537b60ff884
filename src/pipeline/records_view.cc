#include "pipeline/records_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/kept_facts.h"
#include "pipeline/own_tables.h"

namespace waymark {
namespace {

// Tables that every figure may use, whatever the measure: localities, targets, the extract's own
// row.
constexpr const char* kAlwaysRead[] = {
    "loc_extract",      "loc_locality",     "loc_postcode_locality",
    "loc_population",   "loc_target",       "loc_team",
    "loc_worker",       "loc_benchmark",    "loc_stat_neighbour",
    "loc_bank_holiday", "ssd_person",       "ssd_address",
    "ssd_involvements", "ssd_cla_episodes", "ssd_legal_status"};

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

Store::ReadRequest what_to_read(const Catalogue& catalogue, const ViewRequest& request,
                                bool facts_kept) {
  if (request.later) {
    const Reading& reading =
        facts_kept ? request.later->beside_facts() : request.later->from_records();
    return {.tables = reading.tables,
            .columns = reading.columns,
            .with_texts = false,
            .later = true,
            .ahead = request.ahead};
  }
  Store::ReadRequest read{
      .tables = tables_to_read(catalogue), .columns = {}, .with_texts = request.with_texts};
  if (request.with_texts) return read;
  FigureRequest all;
  for (const auto& measure : catalogue.measures) all.measures.push_back(measure.ref);
  read.columns = Readings(catalogue, std::move(all)).from_records().columns;
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

struct FoundLoad {
  LoadInfo load;
  bool is_latest = false;  // of its authority
  std::shared_ptr<const std::vector<LoadInfo>> all;
};

// The load of an authority as known at the day asked for.
Result<FoundLoad> find_load(const Store& store, const std::string& code,
                            const ViewRequest& request) {
  FoundLoad found{.load = {}, .is_latest = false, .all = request.loads};
  if (!found.all) {
    auto loads = store.loads();
    if (!loads) return std::move(loads).error();
    found.all = std::make_shared<const std::vector<LoadInfo>>(*std::move(loads));
  }
  // Loads of one authority are in order of their days: none may be dated before the last.
  const LoadInfo* known = nullptr;
  const LoadInfo* latest = nullptr;
  for (const auto& load : *found.all) {
    if (load.authority != code) continue;
    latest = &load;
    if (request.known_at.missing() || load.as_at <= request.known_at) known = &load;
  }
  if (known == nullptr) {
    return Error{
        ErrorCode::not_found,
        request.known_at.missing()
            ? fmt::format("The store holds no load of authority {}. `waymark check --loads` "
                          "lists the loads that there are.",
                          code)
            : fmt::format("Nothing of authority {} was loaded on or before {}. `waymark "
                          "check --loads` lists the loads.",
                          code, to_string(request.known_at))};
  }
  found.load = *known;
  found.is_latest = known == latest;
  return found;
}

}  // namespace

Readings::Readings(const Catalogue& catalogue, FigureRequest request,
                   std::shared_ptr<const MeasurePlan> plan)
    : catalogue_(catalogue), request_(std::move(request)), plan_(std::move(plan)) {}

const Reading& Readings::from_records() const {
  std::call_once(records_found_, [this] { records_ = find(nullptr); });
  return records_;
}

const Reading& Readings::beside_facts() const {
  std::call_once(beside_found_, [this] { beside_ = find(KeptFacts::none()); });
  return beside_;
}

// Found by computing the figures from no rows at all and noting what is asked for.
Reading Readings::find(std::shared_ptr<const KeptFacts> kept) const {
  Reading reading;
  Extract none = no_records();
  none.fetch = [&](std::string_view table, std::size_t field) {
    const auto is_table = [&](const auto& each) { return each.first == table; };
    auto& columns = reading.columns;
    auto found = std::find_if(columns.begin(), columns.end(), is_table);
    if (found == columns.end()) {
      reading.tables.emplace_back(table);
      found = columns.insert(columns.end(), {std::string(table), {}});
    }
    found->second.push_back(none.find(table)->schema->fields[field].name);
    return std::vector<std::int32_t>();
  };
  Engine(none, catalogue_, {.plan = plan_, .kept = std::move(kept)})
      .figures(
          {.last = Month{}, .months = 1, .measures = request_.measures, .extra = request_.extra});
  std::erase_if(reading.columns, [](const auto& each) { return is_read_whole(each.first); });
  return reading;
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
  auto own = read_own_tables(authority);
  if (!own) return std::move(own).error();
  if (!code.empty()) {
    auto load = find_load(store, code, request);
    if (!load) return std::move(load).error();
    view.load = std::move(load->load);
    if (request.later && request.use_kept && load->is_latest) {
      view.facts_key = facts_key(*load->all, *view.load, catalogue, *own);
      view.kept = read_kept_facts(authority, code, view.facts_key);
    }
    auto read = what_to_read(catalogue, request, view.kept != nullptr);
    if (view.kept) read.here = records_beside(*view.kept);
    auto extract = store.read(*view.load, read);
    if (!extract) return std::move(extract).error();
    view.extract = *std::move(extract);
  }
  add_missing_tables(view.extract, own->extract);
  view.own_findings = findings_of_own_tables(
      view.extract, view.load ? view.load->tables : std::vector<std::string>(), *own, catalogue);
  for (const auto& finding : view.own_findings) {
    if (finding.effect != FindingEffect::rejected) continue;
    return Error{
        ErrorCode::invalid_input,
        fmt::format("{}: {}", (authority.folder / finding.file).string(), finding.message)};
  }
  if (view.load) {
    auto facts = read_own_facts(store, code, view.load->id, catalogue, view.extract);
    if (!facts) return std::move(facts).error();
    view.own_facts = *std::move(facts);
  }
  return view;
}

}  // namespace waymark
