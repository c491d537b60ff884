#include "ingest/table_reader.h"

#include <fmt/format.h>

#include <utility>

#include "base/csv.h"
#include "base/text.h"
#include "ingest/header.h"
#include "ingest/tie_ranks.h"
#include "model/finding_rules.h"

namespace waymark {
namespace {

constexpr char kUnitSeparator = '\x1F';
constexpr std::string_view kSeparatorShown = "\xE2\x90\x9F";  // U+241F, for one inside a text

bool has_text(FieldType type) {
  return type == FieldType::text || type == FieldType::decimal || type == FieldType::json;
}
bool has_value(FieldType type) { return type != FieldType::text && type != FieldType::decimal; }

// As trim(), which is called for every cell: most have no blank at either end.
std::string_view trimmed(std::string_view text) {
  if (text.empty()) return text;
  const auto first = static_cast<unsigned char>(text.front());
  const auto last = static_cast<unsigned char>(text.back());
  const bool begins_bare = first > ' ' && first != 0xC2;  // 0xC2 0xA0 is a no-break space
  const bool ends_bare = last > ' ' && last != 0xA0;
  return begins_bare && ends_bare ? text : trim(text);
}

std::string what_it_is_not(const Field& field) {
  switch (field.type) {
    case FieldType::date:
      return "is not a date";
    case FieldType::boolean:
      return "is neither Y nor N";
    case FieldType::integer:
      return "is not a whole number";
    case FieldType::decimal:
      return "is not a decimal number of at most 18 digits before the point";
    case FieldType::json:
      return "is not one JSON object";
    default:
      return "is not in the list of codes";
  }
}

std::string text_of(const std::vector<std::string_view>& fields) {
  std::string text;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) text += ',';
    text += csv_field(fields[i]);
  }
  return text;
}

}  // namespace

TableReader::TableReader(const Table& schema, std::string file, ExtractTexts& texts,
                         Findings& findings)
    : schema_(schema), texts_(texts), findings_(findings) {
  records_.schema = &schema;
  records_.file = std::move(file);
  records_.values.resize(schema.fields.size());
  records_.texts.resize(schema.fields.size());
  cells_.resize(schema.fields.size());
  for (const Field& field : schema.fields) columns_.push_back({.field = &field});
}

void TableReader::read_header(const Fields& names) {
  HeaderReading header = waymark::read_header(schema_, names);
  has_header_ = true;
  supplied_ = header.supplied;
  file_columns_ = header.columns;
  for (Finding& finding : header.findings) {
    finding.table = schema_.name;
    finding.file = records_.file;
    findings_.push_back(std::move(finding));
  }
  if (!supplied_) return;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    column.source = header.source[i];
    if (column.field->type == FieldType::id) column.ids = &texts_.ids(column.field->id_space);
  }
}

void TableReader::read_row(const Fields& fields, std::string_view text) {
  ++rows_;
  if (!supplied_) return;
  if (fields.size() != file_columns_) {
    reject("wrong-field-count", {},
           fmt::format("Row {} has {} fields where the header has {}.", rows_, fields.size(),
                       file_columns_),
           fields, text);
    return;
  }
  read_cells(fields);
  if (lacks_needed(fields, text) || repeats_key(fields, text)) return;
  tell_faults();
  append(fields);
}

void TableReader::reject_unreadable_row(const Fields& fields, std::string_view text) {
  ++rows_;
  if (!supplied_) return;
  for (Cell& cell : cells_) cell = {};
  std::string_view column;
  std::string_view value;
  if (fields.size() == file_columns_) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (!columns_[i].source) continue;
      cells_[i].text = trimmed(fields[*columns_[i].source]);
      const bool is_text = is_valid_utf8(cells_[i].text) && cells_[i].text.find('\0') == text.npos;
      if (!is_text && column.empty()) column = columns_[i].field->name, value = cells_[i].text;
    }
  }
  const std::string where =
      column.empty() ? "" : fmt::format(": {} is {}", column, in_quotes(value));
  reject("not-utf-8", column,
         fmt::format("Row {} holds bytes that are not UTF-8 text{}.", rows_, where), fields, text);
  findings_.back().value = value;
}

void TableReader::tell_file(std::string_view rule, std::string_view sentence) {
  Finding& finding = findings_.emplace_back(finding_of(rule, sentence));
  finding.table = schema_.name;
  finding.file = records_.file;
}

std::optional<RecordTable> TableReader::take() {
  if (!has_header_) {
    tell_file("empty-file", "The file is empty.");
    return std::nullopt;
  }
  if (!supplied_) return std::nullopt;
  records_.tie_rank = tie_ranks(records_);
  return std::move(records_);
}

void TableReader::read_cells(const Fields& fields) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    Cell& cell = cells_[i];
    cell = {};
    if (!column.source) continue;
    cell.text = trimmed(fields[*column.source]);
    if (!cell.text.empty()) cell.reading = read_cell(column, cell.text);
  }
}

CellReading TableReader::read_cell(Column& column, std::string_view text) {
  switch (column.field->type) {
    case FieldType::id:
      return read_id(column, text);
    case FieldType::code:
      return read_code(column, text);
    case FieldType::date:
      return read_date_cell(text);
    case FieldType::boolean:
      return read_boolean_cell(text);
    case FieldType::integer:
      return read_integer_cell(text);
    case FieldType::decimal:
      return read_decimal_cell(text);
    case FieldType::text:
      return {};
    case FieldType::postcode: {
      const std::string folded = fold_postcode(text);
      return {.value = texts_.codes().number(folded), .exact = folded == text};
    }
    case FieldType::json: {
      const std::int32_t set = texts_.key_set(text);
      if (set != kMissing) return {.value = set};
      return {.fault = "unreadable-json", .readable = false};  // the text is kept beside the set
    }
  }
  return {};
}

CellReading TableReader::read_id(Column& column, std::string_view text) {
  if (column.last_number == kMissing || column.ids->view(column.last_number) != text) {
    column.last_number = column.ids->number(text);
  }
  return {.value = column.last_number};
}

CellReading TableReader::read_code(Column& column, std::string_view text) {
  Dictionary& codes = texts_.codes();
  CellReading reading;
  if (column.last_number == kMissing || codes.text(column.last_number) != text) {
    column.last_number = codes.number(fold_code(text));
    reading.exact = codes.text(column.last_number) == text;
  }
  reading.value = column.last_number;
  if (!is_listed(column, reading.value)) reading.fault = "unknown-code";
  return reading;
}

bool TableReader::is_listed(Column& column, std::int32_t code) {
  const auto& allowed = column.field->allowed;
  if (allowed.empty()) return true;
  const auto number = static_cast<std::size_t>(code);
  if (number >= column.asked.size()) {
    column.asked.resize(number + 1);
    column.listed.resize(number + 1);
  }
  if (!column.asked[number]) {
    column.asked[number] = true;
    for (const AllowedValue& value : allowed) {
      if (equal_codes(value.code, texts_.codes().text(code))) column.listed[number] = true;
    }
  }
  return column.listed[number];
}

bool TableReader::lacks_needed(const Fields& fields, std::string_view text) {
  std::vector<std::string> lacking;
  const Cell* first = nullptr;
  bool key = false;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (!columns_[i].field->required || !cells_[i].missing()) continue;
    if (first == nullptr) first = &cells_[i];
    const std::string_view value = cells_[i].text;
    lacking.push_back(value.empty()
                          ? columns_[i].field->name
                          : fmt::format("readable {} ({} {})", columns_[i].field->name,
                                        in_quotes(value), what_it_is_not(*columns_[i].field)));
    key = key || columns_[i].field->key;
  }
  if (first == nullptr) return false;
  const auto column = static_cast<std::size_t>(first - cells_.data());
  const std::string_view value = first->text;
  reject(key ? "missing-key" : "missing-required", columns_[column].field->name,
         fmt::format("Row {} has no {}.", rows_, list_in_words(lacking)), fields, text);
  findings_.back().value = value;
  return true;
}

bool TableReader::repeats_key(const Fields& fields, std::string_view text) {
  key_parts_.clear();
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (columns_[i].field->key) key_parts_.push_back(key_part(i));
  }
  const std::int32_t earlier = keys_.earlier_row(key_parts_, static_cast<std::int32_t>(rows_));
  if (earlier == kMissing) return false;
  reject("duplicate-key", {},
         fmt::format("Row {} has the key of row {}, {}.", rows_, earlier, in_quotes(key_text())),
         fields, text);
  return true;
}

// Ids and dates are compared as text, codes and postcodes folded, numbers as numbers.
std::int32_t TableReader::key_part(std::size_t field) {
  const Cell& cell = cells_[field];
  if (cell.text.empty()) return kMissing;
  switch (columns_[field].field->type) {
    case FieldType::id:
    case FieldType::code:
    case FieldType::postcode:
      return cell.reading.value;
    case FieldType::integer:
      if (cell.reading.readable) return key_texts_.number(std::to_string(cell.reading.value));
      [[fallthrough]];
    default:
      return key_texts_.number(cell.text);
  }
}

void TableReader::tell_faults() {
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const Cell& cell = cells_[i];
    if (cell.reading.fault.empty()) continue;
    const Field& field = *columns_[i].field;
    Finding& finding = tell(cell.reading.fault, field.name,
                            fmt::format("Row {}, {}: {} {}.", rows_, field.name,
                                        in_quotes(cell.text), what_it_is_not(field)));
    finding.value = cell.text;
  }
}

void TableReader::append(const Fields& fields) {
  bool exact = true;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    if (!column.source) continue;
    const Cell& cell = cells_[i];
    const FieldType type = column.field->type;
    if (has_value(type)) records_.values[i].push_back(cell.reading.value);
    if (has_text(type)) {
      const bool kept = cell.reading.readable || type == FieldType::json;
      records_.texts[i].emplace_back(kept ? cell.text : std::string_view());
    }
    const bool has_blanks = cell.text.size() != fields[*column.source].size();
    if (!cell.reading.exact || (has_blanks && !cell.text.empty())) exact = false;
  }
  if (!exact)
    records_.originals.emplace(static_cast<std::int32_t>(records_.rows), original(fields));
  records_.file_row.push_back(static_cast<std::int32_t>(rows_));
  ++records_.rows;
}

// Cells of nothing but blanks are left empty, since empty means missing.
std::string TableReader::original(const Fields& fields) const {
  std::string row;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) row += kUnitSeparator;
    if (!columns_[i].source) continue;
    std::string_view field = fields[*columns_[i].source];
    if (trimmed(field).empty()) continue;
    for (auto at = field.find(kUnitSeparator); at != field.npos; at = field.find(kUnitSeparator)) {
      row.append(field.substr(0, at)).append(kSeparatorShown);
      field.remove_prefix(at + 1);
    }
    row += field;
  }
  return row;
}

std::string TableReader::key_text() const {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (columns_[i].field->key) parts.emplace_back(cells_[i].text);
  }
  return join_text(parts, " | ");
}

Finding& TableReader::tell(std::string_view rule, std::string_view column,
                           std::string_view sentence) {
  Finding& finding = findings_.emplace_back(finding_of(rule, sentence));
  finding.table = schema_.name;
  finding.file = records_.file;
  finding.row = rows_;
  finding.column = column;
  finding.key = key_text();
  return finding;
}

void TableReader::reject(std::string_view rule, std::string_view column, std::string_view sentence,
                         const Fields& fields, std::string_view text) {
  // A row of another length has no key that could be trusted; the row before must not lend its own.
  if (fields.size() != file_columns_) {
    for (Cell& cell : cells_) cell = {};
  }
  Finding& finding = tell(rule, column, sentence);
  finding.row_text = text.empty() ? text_of(fields) : std::string(text);
}

// Cells are read column by column. Rows in which nothing is odd, which are nearly all, are kept
// column by column too, in runs; the others are read again one by one, at their place among them.
void TableReader::read_rows(const Columns& columns) {
  const std::size_t rows = columns.empty() ? 0 : columns.front().size();
  read_block(columns, rows);
  std::size_t kept = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    const BlockRow& state = block_rows_[row];
    if (!state.odd && !repeats_block_key(row)) {
      ++rows_;
      continue;
    }
    append_block(columns, kept, row);
    kept = row + 1;
    if (state.has_nul) {
      reject_unreadable_row(fields_of(columns, row), {});
    } else {
      read_row(fields_of(columns, row));
    }
  }
  append_block(columns, kept, rows);
}

void TableReader::read_block(const Columns& columns, std::size_t rows) {
  block_rows_.assign(rows, BlockRow{.odd = !supplied_});
  for (const auto& texts : columns) {
    for (std::size_t row = 0; row < rows; ++row) {
      if (texts[row].find('\0') != texts[row].npos) {
        block_rows_[row].odd = block_rows_[row].has_nul = true;
      }
    }
  }
  if (!supplied_) return;
  block_.resize(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].source) continue;
    read_block_column(i, columns[*columns_[i].source]);
    if (columns_[i].field->key) number_block_keys(i);
  }
}

void TableReader::read_block_column(std::size_t field, const std::vector<std::string_view>& texts) {
  Column& column = columns_[field];
  BlockColumn& block = block_[field];
  block.texts.resize(texts.size());
  block.values.resize(texts.size());
  for (std::size_t row = 0; row < texts.size(); ++row) {
    const std::string_view text = trimmed(texts[row]);
    BlockRow& state = block_rows_[row];
    block.texts[row] = text;
    if (text.empty()) {
      if (column.field->required) state.odd = true;
    } else if (text.size() != texts[row].size()) {
      state.exact = false;
    }
  }
  if (column.field->type == FieldType::text) return;
  if (column.field->type == FieldType::id) {
    column.ids->number_all(block.texts, block.values);
    return;
  }
  std::string_view last;
  CellReading reading;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    const std::string_view text = block.texts[row];
    if (text != last) {
      reading = text.empty() ? CellReading() : read_cell(column, text);
      last = text;
    }
    block.values[row] = reading.value;
    if (!reading.exact) block_rows_[row].exact = false;
    if (!reading.readable || !reading.fault.empty()) block_rows_[row].odd = true;
  }
}

// As key_part().
void TableReader::number_block_keys(std::size_t field) {
  BlockColumn& block = block_[field];
  const FieldType type = columns_[field].field->type;
  if (type == FieldType::id || type == FieldType::code || type == FieldType::postcode) {
    block.key_parts = block.values;
    return;
  }
  block.key_parts.resize(block.texts.size());
  if (type != FieldType::integer) {
    key_texts_.number_all(block.texts, block.key_parts);
    return;
  }
  for (std::size_t row = 0; row < block.values.size(); ++row) {
    const std::int32_t value = block.values[row];
    block.key_parts[row] = value == kMissing ? kMissing : key_texts_.number(std::to_string(value));
  }
}

bool TableReader::repeats_block_key(std::size_t row) {
  key_parts_.clear();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].field->key) key_parts_.push_back(block_[i].key_parts[row]);
  }
  return keys_.earlier_row(key_parts_, static_cast<std::int32_t>(rows_ + 1)) != kMissing;
}

void TableReader::append_block(const Columns& columns, std::size_t from, std::size_t to) {
  const auto begin = static_cast<std::ptrdiff_t>(from);
  const auto end = static_cast<std::ptrdiff_t>(to);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].source) continue;
    const BlockColumn& block = block_[i];
    if (has_value(columns_[i].field->type)) {
      auto& values = records_.values[i];
      values.insert(values.end(), block.values.begin() + begin, block.values.begin() + end);
    }
    if (has_text(columns_[i].field->type)) {
      auto& texts = records_.texts[i];
      texts.insert(texts.end(), block.texts.begin() + begin, block.texts.begin() + end);
    }
  }
  for (std::size_t row = from; row < to; ++row) {
    if (!block_rows_[row].exact) {
      records_.originals.emplace(static_cast<std::int32_t>(records_.rows),
                                 original(fields_of(columns, row)));
    }
    records_.file_row.push_back(
        static_cast<std::int32_t>(rows_ - static_cast<std::int64_t>(to - row) + 1));
    ++records_.rows;
  }
}

const TableReader::Fields& TableReader::fields_of(const Columns& columns, std::size_t row) {
  block_fields_.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) block_fields_[i] = columns[i][row];
  return block_fields_;
}

}  // namespace waymark
