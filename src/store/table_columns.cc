#include "store/table_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

namespace waymark {
namespace {

using Part = StoredColumn::Part;
using Order = std::vector<std::size_t>;

// Texts that figures need too: numbers that are kept as text, and the words of reference tables.
bool is_small_text(const Table& table, const Field& field) {
  return field.type == FieldType::decimal ||
         (field.type == FieldType::text && table.person_field.empty() &&
          table.name.starts_with("loc_"));
}

bool is_chosen(const Table& table, const StoredColumn& column, const ColumnChoice& choice) {
  switch (column.part) {
    case Part::file_row:
      return true;
    case Part::tie_rank:
      return !table.tie_fields.empty();
    case Part::original:
      return choice.with_texts;
    case Part::value:
    case Part::text:
      break;
    default:
      return false;
  }
  const Field& field = table.fields[column.field];
  if (column.part == Part::text && !choice.with_texts && !is_small_text(table, field)) return false;
  if (field.name == table.person_field || choice.fields == nullptr) return true;
  return std::find(choice.fields->begin(), choice.fields->end(), field.name) !=
         choice.fields->end();
}

void append_numbers(std::vector<std::int32_t>& values, const sql::ColumnView& column,
                    std::size_t rows) {
  const std::size_t at = values.size();
  const auto* data = column.data<std::int32_t>();
  values.insert(values.end(), data, data + rows);
  if (column.all_valid()) return;
  for (std::size_t i = 0; i < rows; ++i) values[at + i] = column.valid(i) ? data[i] : kMissing;
}

void append_flags(std::vector<std::int32_t>& values, const sql::ColumnView& column,
                  std::size_t rows) {
  const auto* data = column.data<std::int8_t>();
  for (std::size_t i = 0; i < rows; ++i) values.push_back(column.valid(i) ? data[i] : kMissing);
}

template <typename T>
void reorder(std::vector<T>& values, const Order& order) {
  if (values.empty()) return;
  std::vector<T> ordered;
  ordered.reserve(values.size());
  for (std::size_t row : order) ordered.push_back(std::move(values[row]));
  values = std::move(ordered);
}

class TableColumns {
 public:
  TableColumns(const StoredTable& table, const ColumnChoice& choice) : schema_(*table.schema) {
    for (const auto& column : table.columns) {
      if (is_chosen(schema_, column, choice)) {
        columns_.push_back(&column);
      } else if (column.part == Part::value) {
        records_.left_out.resize(schema_.fields.size());
        records_.left_out[column.field] = true;
      }
    }
    records_.schema = table.schema;
    records_.values.resize(schema_.fields.size());
    records_.texts.resize(schema_.fields.size());
  }

  std::string names() const {
    std::string names;
    for (const auto* column : columns_) {
      names += (names.empty() ? "" : ", ") + sql::quoted_name(column->name);
    }
    return names;
  }

  void append(const sql::Rows& rows) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      append(*columns_[i], rows.column(i), rows.size());
    }
    records_.rows += rows.size();
  }

  RecordTable take() {
    put_in_order();
    return std::move(records_);
  }

 private:
  void append(const StoredColumn& shape, const sql::ColumnView& column, std::size_t rows) {
    switch (shape.part) {
      case Part::file_row:
        return append_numbers(records_.file_row, column, rows);
      case Part::tie_rank:
        return append_numbers(records_.tie_rank, column, rows);
      case Part::original:
        return append_originals(column, rows);
      case Part::text:
        return append_texts(records_.texts[shape.field], column, rows);
      default:
        break;
    }
    auto& values = records_.values[shape.field];
    return shape.type == sql::ColumnType::flag ? append_flags(values, column, rows)
                                               : append_numbers(values, column, rows);
  }

  static void append_texts(std::vector<std::string>& texts, const sql::ColumnView& column,
                           std::size_t rows) {
    for (std::size_t i = 0; i < rows; ++i) texts.emplace_back(column.text(i));
  }

  void append_originals(const sql::ColumnView& column, std::size_t rows) {
    for (std::size_t i = 0; i < rows; ++i) {
      if (!column.valid(i)) continue;
      records_.originals.emplace(static_cast<std::int32_t>(records_.rows + i), column.text(i));
    }
  }

  // Each load keeps its rows in order; those of later loads stand behind those of the first. So
  // what follows the first ordered run, a small part as a rule, is sorted and merged into it.
  void put_in_order() {
    const std::size_t rows = records_.rows;
    const auto person = schema_.find(schema_.person_field);
    const std::vector<std::int32_t>* child = person ? &records_.values[*person] : nullptr;
    const auto key = [&](std::size_t row) {
      return std::pair(child == nullptr ? kMissing : (*child)[row], records_.file_row[row]);
    };
    std::size_t run = rows == 0 ? 0 : 1;
    while (run < rows && key(run - 1) <= key(run)) ++run;
    if (run == rows) return;
    Order order(rows);
    std::iota(order.begin(), order.end(), 0);
    const auto before = [&](std::size_t a, std::size_t b) { return key(a) < key(b); };
    const auto middle = order.begin() + static_cast<std::ptrdiff_t>(run);
    std::stable_sort(middle, order.end(), before);
    std::inplace_merge(order.begin(), middle, order.end(), before);
    reorder_all(order);
  }

  void reorder_all(const Order& order) {
    for (auto& values : records_.values) reorder(values, order);
    for (auto& texts : records_.texts) reorder(texts, order);
    reorder(records_.file_row, order);
    reorder(records_.tie_rank, order);
    if (records_.originals.empty()) return;
    std::unordered_map<std::int32_t, std::string> originals;
    for (std::size_t row = 0; row < order.size(); ++row) {
      const auto found = records_.originals.find(static_cast<std::int32_t>(order[row]));
      if (found == records_.originals.end()) continue;
      originals.emplace(static_cast<std::int32_t>(row), std::move(found->second));
    }
    records_.originals = std::move(originals);
  }

  const Table& schema_;
  std::vector<const StoredColumn*> columns_;
  RecordTable records_;
};

}  // namespace

Result<RecordTable> read_table(sql::Connection& connection, const StoredTable& table,
                               std::int32_t authority, std::int32_t load,
                               const ColumnChoice& choice) {
  TableColumns columns(table, choice);
  // The numbers stand in the statement itself: only so does the database leave out the row groups
  // of other authorities.
  auto rows = connection.query(fmt::format(
      "SELECT {} FROM {} WHERE row_authority = {} AND row_opened <= {} AND row_closed > {}",
      columns.names(), sql::quoted_name(table.name), authority, load, load));
  if (!rows) return std::move(rows).error();
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) return columns.take();
    columns.append(*rows);
  }
}

}  // namespace waymark
