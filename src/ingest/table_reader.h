// Turns the rows of one table, as texts, into typed columns and findings. Knows neither CSV nor
// Parquet: both hand it a header and then row after row, or blocks of rows, in file order.
//
//   TableReader reader(schema, "ssd_person.csv", texts, findings);
//   reader.read_header(names);
//   while (...) reader.read_row(fields, row_text);
//   std::optional<RecordTable> records = reader.take();  // nothing: the table is not supplied
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/cells.h"
#include "ingest/number_texts.h"
#include "ingest/row_keys.h"
#include "model/finding.h"
#include "model/records.h"

namespace waymark {

class TableReader {
 public:
  using Fields = std::vector<std::string_view>;
  // Rows that stand together, by column of the file: the texts of each, all equally many.
  using Columns = std::vector<std::vector<std::string_view>>;

  // `texts` and `findings` are added to; all but `file` must outlive the reader.
  TableReader(const Table& schema, std::string file, ExtractTexts& texts, Findings& findings);

  void read_header(const Fields& names);
  // `text`: the row as it stood; empty = it is put together from the fields when it is needed.
  void read_row(const Fields& fields, std::string_view text = {});
  // Many rows at once, for files that hold their columns one by one: the same as row after row, and
  // faster. The texts are UTF-8; a row in which a NUL stands is rejected.
  void read_rows(const Columns& columns);
  // A row that holds bytes that are no text.
  void reject_unreadable_row(const Fields& fields, std::string_view text);
  // A finding on the file itself.
  void tell_file(std::string_view rule, std::string_view sentence);

  std::int64_t rows() const { return rows_; }  // behind the header, so far
  std::int64_t accepted() const { return static_cast<std::int64_t>(records_.rows); }
  // Call once, at the end.
  std::optional<RecordTable> take();

 private:
  // A field of the schema and where the file holds it.
  struct Column {
    const Field* field = nullptr;
    std::optional<std::size_t> source = {};  // column of the file
    IdDictionary* ids = nullptr;
    std::int32_t last_number = kMissing;  // of the row before: neighbours repeat a great deal
    std::vector<bool> asked = {};         // by code number: looked up in the field's list
    std::vector<bool> listed = {};        // and found there
  };
  // A cell of the row at hand.
  struct Cell {
    std::string_view text;  // without blanks around it
    CellReading reading;
    bool missing() const { return text.empty() || !reading.readable; }
  };

  void read_cells(const Fields& fields);
  CellReading read_cell(Column& column, std::string_view text);
  CellReading read_id(Column& column, std::string_view text);
  CellReading read_code(Column& column, std::string_view text);
  bool is_listed(Column& column, std::int32_t code);

  bool lacks_needed(const Fields& fields, std::string_view text);
  bool repeats_key(const Fields& fields, std::string_view text);
  std::int32_t key_part(std::size_t field);
  void tell_faults();
  void append(const Fields& fields);

  void read_block(const Columns& columns, std::size_t rows);
  void read_block_column(std::size_t field, const std::vector<std::string_view>& texts);
  void number_block_keys(std::size_t field);
  bool repeats_block_key(std::size_t row);
  void append_block(const Columns& columns, std::size_t from, std::size_t to);
  const Fields& fields_of(const Columns& columns, std::size_t row);
  std::string original(const Fields& fields) const;

  std::string key_text() const;
  Finding& tell(std::string_view rule, std::string_view column, std::string_view sentence);
  void reject(std::string_view rule, std::string_view column, std::string_view sentence,
              const Fields& fields, std::string_view text);

  const Table& schema_;
  ExtractTexts& texts_;
  Findings& findings_;
  RecordTable records_;

  std::vector<Column> columns_;  // as schema_.fields
  std::size_t file_columns_ = 0;
  bool has_header_ = false;
  bool supplied_ = true;
  std::int64_t rows_ = 0;

  std::vector<Cell> cells_;  // of the row at hand, as schema_.fields
  std::vector<std::int32_t> key_parts_;
  // What a block of rows holds in a field of the schema: without blanks around them, and read.
  struct BlockColumn {
    std::vector<std::string_view> texts;
    std::vector<std::int32_t> values;
    std::vector<std::int32_t> key_parts;  // of a field of the key
  };
  // Of a row of the block. An odd one is read again as a row by itself, and its faults are told.
  struct BlockRow {
    bool odd = false;
    bool has_nul = false;
    bool exact = true;
  };
  std::vector<BlockColumn> block_;  // as schema_.fields
  std::vector<BlockRow> block_rows_;
  Fields block_fields_;  // of the row of a block that is read by itself

  RowKeys keys_;
  Dictionary key_texts_;  // parts of keys that are compared as text
};

}  // namespace waymark
