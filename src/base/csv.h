// Reads comma-separated text by RFC 4180: quoted fields, doubled quotes, LF or CRLF; wholly empty
// lines are skipped; a byte-order mark at the start is dropped (and reported). Knows nothing of
// what the fields mean.
//
//   CsvReader reader(text);
//   CsvRow row;
//   while (reader.next(row)) use(row.fields);
//   if (reader.open_quote_line() != 0) ...  // a quote was never closed
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

struct CsvRow {
  // Fields as they stood, quotes resolved. Valid until the next call of next().
  std::vector<std::string_view> fields;
  std::string_view text;  // the whole row as it stood, without its line end
  std::int64_t row = 0;   // 0 = header, 1 = first row after it; skipped lines do not count
  std::int64_t line = 0;  // line of the file it begins on, 1 = first
};

class CsvReader {
 public:
  explicit CsvReader(std::string_view text);
  // Reads the next row; false at the end.
  bool next(CsvRow& row);
  bool had_byte_order_mark() const { return byte_order_mark_; }
  // Line on which a quote opened that is never closed; 0 if none.
  std::int64_t open_quote_line() const { return open_quote_line_; }

 private:
  void read_row(CsvRow& row);
  std::string_view read_quoted();
  std::size_t end_of_field() const;
  std::string_view without_return(std::string_view piece, std::size_t end) const;
  std::string& fresh_joined();

  std::string_view text_;
  std::size_t at_ = 0;
  std::int64_t rows_ = 0;
  std::int64_t line_ = 1;
  std::int64_t open_quote_line_ = 0;
  bool byte_order_mark_ = false;
  // Fields of the row that do not stand in the text in one piece (doubled quotes), and how many of
  // them are in use. A deque, so that they keep their place; kept from row to row for their memory.
  std::deque<std::string> joined_;
  std::size_t joined_used_ = 0;
};

// One field, quoted only where needed.
std::string csv_field(std::string_view text);

}  // namespace waymark
