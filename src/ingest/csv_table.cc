#include "ingest/csv_table.h"

#include <fmt/format.h>

#include "base/csv.h"
#include "base/text.h"
#include "ingest/file_content.h"

namespace waymark {
namespace {

bool is_text(std::string_view bytes) {
  return is_valid_utf8(bytes) && bytes.find('\0') == bytes.npos;
}

}  // namespace

Status read_csv_table(std::string_view text, std::string_view file, TableReader& reader) {
  if (const auto instead = what_instead_of_csv(text); !instead.empty()) {
    return Error{
        ErrorCode::invalid_input,
        fmt::format("{} is not CSV text but {}. Export the table as CSV, UTF-8, with commas "
                    "between the fields.",
                    file, instead)};
  }
  CsvReader csv(text);
  if (csv.had_byte_order_mark()) {
    reader.tell_file("byte-order-mark", "The file begins with a byte-order mark.");
  }
  // Row by row only where it is known that some row is at fault.
  const bool all_text = is_text(text);
  CsvRow row;
  if (csv.next(row)) reader.read_header(row.fields);
  while (csv.next(row)) {
    if (all_text || is_text(row.text)) {
      reader.read_row(row.fields, row.text);
    } else {
      reader.reject_unreadable_row(row.fields, row.text);
    }
  }
  if (csv.open_quote_line() != 0) {
    return Error{
        ErrorCode::invalid_input,
        fmt::format("{}, line {}: a quote opens here and is never closed, so the rows behind "
                    "it cannot be told apart. Close it, or double quotes inside values.",
                    file, csv.open_quote_line())};
  }
  return {};
}

}  // namespace waymark
