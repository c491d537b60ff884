// Any bytes as a table's CSV: no crash, no hang, and no row lost without a word. The first byte
// chooses the table, and whether its header stands before the bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/csv.h"
#include "ingest/intake.h"
#include "quality/quality.h"

namespace {

using namespace waymark;

// What the reader gives back covers the text, row after row.
void read_rows(std::string_view text) {
  CsvReader reader(text);
  std::int64_t rows = 0;
  for (CsvRow row; reader.next(row); ++rows) {
    CHECK_THAT(row.row == rows, "rows are counted without a gap");
    CHECK_THAT(!row.fields.empty(), "a row has a field");
    CHECK_THAT(row.line >= 1, "a row has a line");
    CHECK_THAT(text.find(row.text) != text.npos, "the text of a row stands in the file");
  }
}

void check_columns(const RecordTable& table) {
  for (std::size_t i = 0; i < table.schema->fields.size(); ++i) {
    const auto& values = table.values[i];
    const auto& texts = table.texts[i];
    CHECK_THAT(values.empty() || values.size() == table.rows, "a column has all rows");
    CHECK_THAT(texts.empty() || texts.size() == table.rows, "a text column has all rows");
  }
  CHECK_THAT(table.file_row.size() == table.rows, "each row knows its place");
  CHECK_THAT(table.tie_rank.empty() || table.tie_rank.size() == table.rows, "ranks are complete");
  const std::size_t separators = table.schema->fields.size() - 1;
  for (const auto& [row, text] : table.originals) {
    CHECK_THAT(static_cast<std::size_t>(row) < table.rows, "an original belongs to a row");
    CHECK_THAT(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\x1F')) == separators,
               "an original has every field");
  }
}

void check_nothing_is_lost(const Intake& intake) {
  for (const auto& count : intake.counts) {
    const RecordTable* table = intake.extract.find(count.table);
    if (table == nullptr) {
      CHECK_THAT(count.accepted == 0, "a table that is not supplied has no records");
      CHECK_THAT(!intake.findings.empty(), "a table that is not supplied is told");
      continue;
    }
    const auto rejected =
        std::count_if(intake.findings.begin(), intake.findings.end(), [](const Finding& finding) {
          return finding.effect == FindingEffect::rejected && finding.row > 0;
        });
    CHECK_THAT(static_cast<std::size_t>(count.accepted) == table->rows, "accepted rows are there");
    CHECK_THAT(count.rows == count.accepted + rejected, "every row is a record or a finding");
    check_columns(*table);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto& tables = record_schema().tables;
  const Table& table = tables[(data[0] >> 1) % tables.size()];
  std::string text;
  if (data[0] % 2 == 1) {
    for (const Field& field : table.fields) text += field.name + ",";
    text.back() = '\n';
  }
  text.append(reinterpret_cast<const char*>(data) + 1, size - 1);
  read_rows(text);
  const auto intake = read_extract_texts({{table.name, text}});
  if (intake) {
    check_nothing_is_lost(*intake);
    check_records(intake->extract, {});
  } else {
    CHECK_THAT(!intake.error().message.empty(), "an error says why");
  }
  return 0;
}
