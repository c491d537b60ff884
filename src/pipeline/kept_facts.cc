#include "pipeline/kept_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "base/build_id.h"
#include "base/mapped_file.h"
#include "ingest/file_content.h"
#include "pipeline/files.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

// Codes come from records: what is no plain name is replaced by what stands for it.
fs::path file_of(const Authority& authority, const std::string& code) {
  const bool plain =
      !code.empty() && code.size() <= 32 &&
      std::all_of(code.begin(), code.end(), [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      });
  return authority.kept() / ((plain ? code : "code-" + digest_of(code)) + ".facts");
}

// Every part with its length, so that no two inputs are written alike.
class KeyText {
 public:
  void add(std::string_view text) { text_ += fmt::format("{}:{};", text.size(), text); }
  void add(std::int64_t number) { text_ += fmt::format("{};", number); }
  void add(const std::map<std::string, std::string>& map) {
    add(static_cast<std::int64_t>(map.size()));
    for (const auto& [from, to] : map) {
      add(from);
      add(to);
    }
  }
  std::string digest() const { return digest_of(text_); }

 private:
  std::string text_;
};

void add_parameters(KeyText& key, const Parameters& parameters) {
  for (const auto& [name, parameter] : parameters.all()) {
    key.add(name);
    key.add(static_cast<std::int64_t>(parameter.values.size()));
    for (const auto& value : parameter.values) {
      key.add(value.from.days);
      key.add(value.number);
      key.add(static_cast<std::int64_t>(value.texts.size()));
      for (const auto& text : value.texts) key.add(text);
    }
  }
}

// What figures read beside facts. A table that is missing here is read from the store.
constexpr std::string_view kReadBesideFacts[] = {
    "loc_bank_holiday", "loc_benchmark",   "loc_extract",        "loc_locality",
    "loc_population",   "loc_school_term", "loc_stat_neighbour", "loc_target"};

// Of the load alone: the authority's own tables are read anew each time.
std::vector<std::string> small_tables(const LoadInfo& load) {
  std::vector<std::string> tables;
  for (const auto& table : load.tables) {
    if (std::find(std::begin(kReadBesideFacts), std::end(kReadBesideFacts), table) !=
        std::end(kReadBesideFacts)) {
      tables.push_back(table);
    }
  }
  return tables;
}

}  // namespace

std::string facts_key(const std::vector<LoadInfo>& loads, const LoadInfo& load,
                      const Catalogue& catalogue, const Intake& own_tables) {
  const std::string program = build_id();
  if (program.empty()) return {};
  KeyText key;
  key.add(program);
  key.add(load.authority);
  for (const auto& each : loads) {
    if (each.id > load.id) continue;
    key.add(each.id);
    key.add(each.authority);
    key.add(each.as_at.days);
    key.add(each.digest);
    key.add(each.opened);
    key.add(each.closed);
  }
  add_parameters(key, catalogue.parameters);
  key.add(catalogue.default_codes.source_group);
  key.add(catalogue.default_codes.assessment_outcome);
  key.add(catalogue.default_codes.s47_outcome);
  for (const auto& table : own_tables.counts) {
    key.add(table.table);
    key.add(table.digest);
  }
  return key.digest();
}

std::shared_ptr<const KeptFacts> read_kept_facts(const Authority& authority,
                                                 const std::string& authority_code,
                                                 const std::string& key) {
  if (key.empty()) return nullptr;
  const auto file = MappedFile::open(file_of(authority, authority_code));
  return file ? KeptFacts::read(file->bytes(), key, file) : nullptr;
}

std::shared_ptr<const SomeRecords> records_beside(const KeptFacts& kept) {
  auto records = records_of_bytes(kept.beside());
  return records ? std::make_shared<const SomeRecords>(*std::move(records)) : nullptr;
}

Status keep_facts(const Authority& authority, const RecordsView& view, const Engine& engine) {
  if (view.facts_key.empty() || view.kept) return {};
  const std::string bytes = engine.facts_to_keep(
      view.facts_key, bytes_of_records(view.extract, small_tables(*view.load)));
  // A table that could not be read has no rows.
  if (auto read = view.extract.reading(); !read) return read;
  std::error_code fault;
  fs::create_directories(authority.kept(), fault);
  return write_file(file_of(authority, view.load->authority), bytes);
}

Status keep_facts(const Authority& authority, const Store& store, const Catalogue& catalogue,
                  const std::string& authority_code) {
  const auto plan = make_plan(catalogue);
  auto view =
      read_records(authority, store, catalogue,
                   {.authority_code = authority_code,
                    .known_at = {},
                    .later = std::make_shared<const Readings>(catalogue, FigureRequest(), plan),
                    .use_kept = true});
  if (!view) return std::move(view).error();
  return keep_facts(authority, *view, Engine(view->extract, catalogue, {.plan = plan}));
}

}  // namespace waymark
