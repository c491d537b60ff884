// Prints everything that a store holds, so that two stores can be compared: loads, the records of
// every authority as at every load, findings, published figures.
//
//   store_dump county/store.duckdb
#include <cstdio>
#include <string>

#include "store/store.h"

namespace waymark {
namespace {

// Text in one line of the dump.
std::string plain(const std::string& text) {
  std::string line;
  for (char c : text) line += c == '\n' ? std::string("\\n") : std::string(1, c);
  return line;
}

void print(const std::string& line) { std::printf("%s\n", line.c_str()); }

void print_rows(const Extract& extract, const std::string& name, const RecordTable& table) {
  for (std::size_t row = 0; row < table.rows; ++row) {
    std::string line = "  row " + std::to_string(table.file_row[row]);
    if (!table.tie_rank.empty()) line += " tie " + std::to_string(table.tie_rank[row]);
    for (const auto& field : table.schema->fields) {
      line += '|' + extract.cell_text(name, field.name, row);
      if (field.type == FieldType::json) {
        const std::int32_t set = extract.column(name, field.name)[row];
        if (set == kMissing) continue;
        for (std::int32_t key : extract.key_sets.sets[static_cast<std::size_t>(set)]) {
          line += " +" + std::string(extract.codes.text(key));
        }
      }
    }
    print(plain(line));
  }
}

Status print_load(const Store& store, const LoadInfo& load) {
  print("load " + std::to_string(load.id) + " " + load.authority + " " + to_string(load.as_at) +
        " " + to_string(load.extract_date) + " opened " + std::to_string(load.opened) + " closed " +
        std::to_string(load.closed) + " " + plain(load.digest));
  auto extract =
      store.read(load.authority, load.id, {.tables = {}, .columns = {}, .with_texts = true});
  if (!extract) return std::move(extract).error();
  for (const auto& [name, table] : extract->tables) {
    print(" " + name + " " + std::to_string(table.rows));
    print_rows(*extract, name, table);
  }
  auto findings = store.findings(load.authority, load.id);
  if (!findings) return std::move(findings).error();
  for (const auto& finding : *findings) {
    print(plain(" finding " + finding.rule + "|" + to_string(finding.effect) + "|" + finding.table +
                "|" + finding.file + "|" + std::to_string(finding.row) + "|" + finding.column +
                "|" + finding.key + "|" + finding.value + "|" + finding.message + "|" +
                finding.row_text));
  }
  return {};
}

Status print_store(const std::string& file) {
  auto store = Store::open(file, Store::Mode::read);
  if (!store) return std::move(store).error();
  auto loads = store->loads();
  if (!loads) return std::move(loads).error();
  for (const auto& load : *loads) {
    if (auto done = print_load(*store, load); !done) return done;
  }
  auto published = store->published();
  if (!published) return std::move(published).error();
  for (const auto& figure : *published) {
    print("published " + figure.measure + "|" + figure.area + "|" + to_string(figure.month) + "|" +
          figure.value);
  }
  return {};
}

}  // namespace
}  // namespace waymark

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: store_dump STORE\n");
    return 2;
  }
  const auto done = waymark::print_store(argv[1]);
  if (done) return 0;
  std::fprintf(stderr, "store_dump: %s\n", done.error().message.c_str());
  return 1;
}
