// Records written out in a test, typed as intake would: the whole world of a test stands in its
// body. Cells are well formed; the keys of a JSON object are written joined by '+'.
//
//   const Extract records = literal_records({{"ssd_person", "pers_person_id\nA"}});
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/csv.h"
#include "base/text.h"
#include "model/records.h"

namespace waymark::quality {

class LiteralIds final : public IdTexts {
 public:
  std::int32_t number(std::string_view text) { return texts_.number(text); }
  std::int32_t size() const override { return texts_.size(); }
  std::string text(std::int32_t number) const override { return std::string(texts_.text(number)); }
  bool before(std::int32_t a, std::int32_t b) const override {
    return texts_.text(a) < texts_.text(b);
  }
  std::int32_t find(std::string_view text) const override { return texts_.find(text); }

 private:
  Dictionary texts_;
};

class LiteralRecords {
 public:
  void add(const std::string& name, const std::string& text) {
    RecordTable table;
    table.schema = record_schema().find(name);
    table.file = name + ".csv";
    table.values.resize(table.schema->fields.size());
    table.texts.resize(table.schema->fields.size());
    CsvReader reader(text);
    CsvRow row;
    reader.next(row);
    std::vector<std::size_t> positions;
    for (const auto column : row.fields) positions.push_back(table.field(column));
    while (reader.next(row)) {
      for (std::size_t i = 0; i < positions.size(); ++i) {
        const Field& field = table.schema->fields[positions[i]];
        table.values[positions[i]].push_back(value(field, row.fields[i]));
      }
      table.file_row.push_back(static_cast<std::int32_t>(row.row));
      ++table.rows;
    }
    extract_.tables.emplace(name, std::move(table));
  }
  Extract take() { return std::move(extract_); }

 private:
  std::int32_t value(const Field& field, std::string_view text) {
    if (text.empty()) return kMissing;
    switch (field.type) {
      case FieldType::id:
        return id(field.id_space, text);
      case FieldType::code:
        return extract_.codes.number(fold_code(text));
      case FieldType::postcode:
        return extract_.codes.number(fold_postcode(text));
      case FieldType::date:
        return parse_date(text)->days;
      case FieldType::boolean:
        return text == "Y" ? 1 : 0;
      case FieldType::integer:
        return *parse_integer(text);
      case FieldType::json:
        return key_set(text);
      case FieldType::text:
      case FieldType::decimal:
        return kMissing;
    }
    return kMissing;
  }
  std::int32_t id(const std::string& space, std::string_view text) {
    auto& ids = ids_[space];
    if (ids == nullptr) extract_.ids[space] = ids = std::make_shared<LiteralIds>();
    return ids->number(text);
  }
  std::int32_t key_set(std::string_view text) {
    std::vector<std::int32_t> keys;
    for (const auto key : split_text(text, '+')) keys.push_back(extract_.codes.number(key));
    extract_.key_sets.sets.push_back(std::move(keys));
    return static_cast<std::int32_t>(extract_.key_sets.sets.size()) - 1;
  }

  Extract extract_;
  std::map<std::string, std::shared_ptr<LiteralIds>> ids_;
};

inline Extract literal_records(const std::vector<std::pair<std::string, std::string>>& tables) {
  LiteralRecords records;
  for (const auto& [name, text] : tables) records.add(name, text);
  return records.take();
}

}  // namespace waymark::quality
