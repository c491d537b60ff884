#include "model/record_bytes.h"

#include <algorithm>
#include <cstring>
#include <set>
#include <unordered_map>

#include "base/bytes.h"

namespace waymark {
namespace {

// All texts of one id space.
class TextsInMemory final : public IdTexts {
 public:
  explicit TextsInMemory(std::vector<std::string> texts) : texts_(std::move(texts)) {
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      numbers_.emplace(texts_[i], static_cast<std::int32_t>(i));
    }
  }
  std::int32_t size() const override { return static_cast<std::int32_t>(texts_.size()); }
  std::string text(std::int32_t number) const override {
    return texts_[static_cast<std::size_t>(number)];
  }
  bool before(std::int32_t a, std::int32_t b) const override {
    return texts_[static_cast<std::size_t>(a)] < texts_[static_cast<std::size_t>(b)];
  }
  std::int32_t find(std::string_view text) const override {
    const auto found = numbers_.find(text);
    return found == numbers_.end() ? kMissing : found->second;
  }

 private:
  const std::vector<std::string> texts_;
  std::unordered_map<std::string_view, std::int32_t> numbers_;
};

void put_numbers(std::string& out, std::span<const std::int32_t> numbers) {
  put(out, std::string_view(reinterpret_cast<const char*>(numbers.data()),
                            numbers.size() * sizeof(std::int32_t)));
}

std::vector<std::int32_t> numbers_of(ByteReader& bytes) {
  const std::string_view text = bytes.text();
  std::vector<std::int32_t> numbers(text.size() / sizeof(std::int32_t));
  if (!numbers.empty()) {
    std::memcpy(numbers.data(), text.data(), numbers.size() * sizeof(std::int32_t));
  }
  return numbers;
}

template <typename Texts>
void put_texts(std::string& out, std::size_t count, Texts text_at) {
  put(out, std::uint64_t{count});
  for (std::size_t i = 0; i < count; ++i) put(out, std::string_view(text_at(i)));
}

std::vector<std::string> texts_of(ByteReader& bytes) {
  std::vector<std::string> texts;
  for (std::uint64_t left = bytes.number(); left > 0 && !bytes.failed(); --left) {
    texts.emplace_back(bytes.text());
  }
  return texts;
}

// A column that was left out is fetched, so that none is left out of what is written.
void put_table(std::string& out, const Extract& extract, const RecordTable& table) {
  put(out, table.schema->name);
  put(out, std::uint64_t{table.rows});
  for (std::size_t i = 0; i < table.schema->fields.size(); ++i) {
    const bool left_out = !table.left_out.empty() && table.left_out[i];
    put_numbers(out, left_out ? extract.column(table.schema->name, table.schema->fields[i].name)
                              : std::span<const std::int32_t>(table.values[i]));
    put_texts(out, table.texts[i].size(),
              [&](std::size_t row) -> const std::string& { return table.texts[i][row]; });
  }
  put_numbers(out, table.file_row);
  put_numbers(out, table.tie_rank);
  const std::map<std::int32_t, std::string> originals(table.originals.begin(),
                                                      table.originals.end());
  put(out, std::uint64_t{originals.size()});
  for (const auto& [row, text] : originals) {
    put(out, static_cast<std::uint64_t>(row));
    put(out, text);
  }
}

bool fits(std::size_t size, std::size_t rows) { return size == 0 || size == rows; }

std::optional<RecordTable> table_of(ByteReader& bytes) {
  RecordTable table;
  table.schema = record_schema().find(bytes.text());
  if (table.schema == nullptr) return std::nullopt;
  table.rows = bytes.number();
  for (std::size_t i = 0; i < table.schema->fields.size(); ++i) {
    table.values.push_back(numbers_of(bytes));
    table.texts.push_back(texts_of(bytes));
    if (!fits(table.values.back().size(), table.rows)) return std::nullopt;
    if (!fits(table.texts.back().size(), table.rows)) return std::nullopt;
  }
  table.file_row = numbers_of(bytes);
  table.tie_rank = numbers_of(bytes);
  if (bytes.failed() || !fits(table.file_row.size(), table.rows)) return std::nullopt;
  if (!fits(table.tie_rank.size(), table.rows)) return std::nullopt;
  for (std::uint64_t left = bytes.number(); left > 0 && !bytes.failed(); --left) {
    const auto row = static_cast<std::int32_t>(bytes.number());
    table.originals.emplace(row, bytes.text());
  }
  return table;
}

}  // namespace

std::string bytes_of_records(const Extract& extract, const std::vector<std::string>& tables) {
  std::string out;
  put_texts(out, static_cast<std::size_t>(extract.codes.size()),
            [&](std::size_t i) { return extract.codes.text(static_cast<std::int32_t>(i)); });
  put(out, std::uint64_t{extract.key_sets.sets.size()});
  for (const auto& set : extract.key_sets.sets) put_numbers(out, set);
  std::vector<const RecordTable*> supplied;
  std::set<std::string> spaces;
  for (const auto& name : tables) {
    const RecordTable* table = extract.supplied(name) ? extract.find(name) : nullptr;
    if (table == nullptr) continue;
    supplied.push_back(table);
    for (const auto& field : table->schema->fields) {
      if (field.type == FieldType::id && extract.ids.contains(field.id_space)) {
        spaces.insert(field.id_space);
      }
    }
  }
  put(out, std::uint64_t{spaces.size()});
  for (const auto& space : spaces) {
    const IdTexts& texts = *extract.ids.at(space);
    put(out, space);
    put_texts(out, static_cast<std::size_t>(texts.size()),
              [&](std::size_t i) { return texts.text(static_cast<std::int32_t>(i)); });
  }
  put(out, std::uint64_t{supplied.size()});
  for (const RecordTable* table : supplied) put_table(out, extract, *table);
  return out;
}

std::optional<SomeRecords> records_of_bytes(std::span<const std::byte> bytes) {
  ByteReader reader(bytes);
  SomeRecords records;
  records.codes = texts_of(reader);
  for (std::uint64_t left = reader.number(); left > 0 && !reader.failed(); --left) {
    records.key_sets.sets.push_back(numbers_of(reader));
  }
  for (std::uint64_t left = reader.number(); left > 0 && !reader.failed(); --left) {
    const std::string_view space = reader.text();
    records.ids.emplace(space, std::make_shared<TextsInMemory>(texts_of(reader)));
  }
  for (std::uint64_t left = reader.number(); left > 0 && !reader.failed(); --left) {
    auto table = table_of(reader);
    if (!table) return std::nullopt;
    const std::string name = table->schema->name;
    records.tables.emplace(name, *std::move(table));
  }
  if (!reader.at_end()) return std::nullopt;
  return records;
}

}  // namespace waymark
