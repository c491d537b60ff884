#include "store/numbered_table.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "store/appender.h"

namespace waymark {
namespace {

using sql::Appender;
using Part = StoredColumn::Part;
using Rows = std::span<const std::int32_t>;

const std::string* original_of(const RecordTable& records, std::int32_t row) {
  const auto found = records.originals.find(row);
  return found == records.originals.end() ? nullptr : &found->second;
}

// The bytes that are hashed for one row, gathered in one buffer that is used again.
class RowBytes {
 public:
  void clear() { bytes_.clear(); }
  void add(std::int32_t value) { add(&value, sizeof value); }
  void add(const std::string& text) {
    add(static_cast<std::int32_t>(text.size()));
    add(text.data(), text.size());
  }
  RowHash hash() const {
    const XXH128_hash_t hash = XXH3_128bits(bytes_.data(), bytes_.size());
    return {hash.high64, hash.low64};
  }

 private:
  void add(const void* data, std::size_t size) {
    const std::size_t at = bytes_.size();
    bytes_.resize(at + size);
    if (size > 0) std::memcpy(bytes_.data() + at, data, size);
  }
  std::vector<char> bytes_;
};

std::vector<RowHash> row_hashes(const NumberedTable& table) {
  const RecordTable& records = *table.records;
  std::vector<RowHash> hashes(records.rows);
  RowBytes bytes;
  for (std::size_t row = 0; row < records.rows; ++row) {
    bytes.clear();
    for (std::size_t i = 0; i < table.values.size(); ++i) {
      bytes.add(table.values[i].empty() ? kMissing : table.values[i][row]);
      if (!records.texts[i].empty()) bytes.add(records.texts[i][row]);
    }
    bytes.add(records.tie_rank.empty() ? 0 : records.tie_rank[row]);
    if (const auto* original = original_of(records, static_cast<std::int32_t>(row))) {
      bytes.add(*original);
    }
    hashes[row] = bytes.hash();
  }
  return hashes;
}

// Fills the columns of one chunk with rows of a table.
class ChunkFiller {
 public:
  ChunkFiller(const NumberedTable& table, std::int32_t authority, std::int32_t load)
      : table_(table), authority_(authority), load_(load) {}

  void fill(Appender& appender, Rows rows) const {
    for (std::size_t i = 0; i < table_.layout->columns.size(); ++i) fill(appender, i, rows);
  }

 private:
  void fill(Appender& appender, std::size_t column, Rows rows) const {
    const RecordTable& records = *table_.records;
    const StoredColumn& shape = table_.layout->columns[column];
    switch (shape.part) {
      case Part::authority:
        return fill_all(appender, column, rows, authority_);
      case Part::value:
        return fill_values(appender, column, rows);
      case Part::text:
        return fill_texts(appender, column, rows);
      case Part::file_row:
        return gather(appender, column, rows, records.file_row);
      case Part::tie_rank:
        return gather(appender, column, rows, records.tie_rank);
      case Part::original:
        return fill_originals(appender, column, rows);
      case Part::hash_low:
        return fill_hashes(appender, column, rows, &RowHash::low);
      case Part::hash_high:
        return fill_hashes(appender, column, rows, &RowHash::high);
      case Part::opened:
        return fill_all(appender, column, rows, load_);
      case Part::closed:
        return fill_all(appender, column, rows, kStillOpen);
    }
  }

  static void fill_all(Appender& appender, std::size_t column, Rows rows, std::int32_t value) {
    std::fill_n(appender.values<std::int32_t>(column), rows.size(), value);
  }

  template <typename T = std::int32_t>
  static void gather(Appender& appender, std::size_t column, Rows rows,
                     const std::vector<std::int32_t>& source) {
    T* values = appender.values<T>(column);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::int32_t value =
          source.empty() ? kMissing : source[static_cast<std::size_t>(rows[i])];
      values[i] = static_cast<T>(value);
      if (value == kMissing) appender.null(column, i);
    }
  }

  void fill_values(Appender& appender, std::size_t column, Rows rows) const {
    const StoredColumn& shape = table_.layout->columns[column];
    const auto& source = table_.values[shape.field];
    if (shape.type == sql::ColumnType::flag) {
      gather<std::int8_t>(appender, column, rows, source);
    } else {
      gather(appender, column, rows, source);
    }
  }

  void fill_texts(Appender& appender, std::size_t column, Rows rows) const {
    const auto& source = table_.records->texts[table_.layout->columns[column].field];
    for (std::size_t i = 0; i < rows.size(); ++i) {
      appender.text_or_null(
          column, i,
          source.empty() ? std::string_view() : source[static_cast<std::size_t>(rows[i])]);
    }
  }

  void fill_originals(Appender& appender, std::size_t column, Rows rows) const {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (const auto* original = original_of(*table_.records, rows[i])) {
        appender.text(column, i, *original);
      } else {
        appender.null(column, i);
      }
    }
  }

  void fill_hashes(Appender& appender, std::size_t column, Rows rows,
                   std::uint64_t RowHash::* half) const {
    auto* values = appender.values<std::uint64_t>(column);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      values[i] = table_.hashes[static_cast<std::size_t>(rows[i])].*half;
    }
  }

  const NumberedTable& table_;
  std::int32_t authority_;
  std::int32_t load_;
};

}  // namespace

std::vector<std::int32_t> NumberedTable::key(std::size_t row) const {
  std::vector<std::int32_t> parts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!layout->schema->fields[i].key) continue;
    parts.push_back(values[i].empty() ? kMissing : values[i][row]);
  }
  return parts;
}

NumberedTable numbered_table(const RecordTable& records, const Numbering& numbering) {
  NumberedTable table{.records = &records,
                      .layout = &stored_table(records.schema->name),
                      .values = {},
                      .hashes = {}};
  for (std::size_t i = 0; i < records.schema->fields.size(); ++i) {
    table.values.push_back(numbering.renumbered(records.schema->fields[i], records.values[i]));
  }
  table.hashes = row_hashes(table);
  return table;
}

void sort_for_keeping(const NumberedTable& table, std::vector<std::int32_t>& rows) {
  const Table& schema = *table.layout->schema;
  const auto person = schema.find(schema.person_field);
  const auto child = [&](std::int32_t row) {
    if (!person || table.values[*person].empty()) return kMissing;
    return table.values[*person][static_cast<std::size_t>(row)];
  };
  const auto& file_row = table.records->file_row;
  std::sort(rows.begin(), rows.end(), [&](std::int32_t a, std::int32_t b) {
    return std::pair(child(a), file_row[static_cast<std::size_t>(a)]) <
           std::pair(child(b), file_row[static_cast<std::size_t>(b)]);
  });
}

Status append_versions(sql::Connection& connection, const NumberedTable& table,
                       const std::vector<std::int32_t>& rows, std::int32_t authority,
                       std::int32_t load) {
  if (rows.empty()) return {};
  auto appender = Appender::open(connection, table.layout->name, table.layout->types());
  if (!appender) return std::move(appender).error();
  const ChunkFiller filler(table, authority, load);
  return sql::append_rows(*appender, rows.size(), [&](std::size_t from, std::size_t count) {
    filler.fill(*appender, Rows(rows).subspan(from, count));
  });
}

}  // namespace waymark
