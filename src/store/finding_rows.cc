// The findings of a load, in the order in which they were told.
#include <fmt/format.h>

#include "store/appender.h"
#include "store/store_impl.h"

namespace waymark {

using sql::ColumnType;

Status write_findings(sql::Connection& connection, const Findings& findings, std::int32_t authority,
                      std::int32_t load) {
  auto appender = sql::Appender::open(
      connection, "finding",
      {ColumnType::integer, ColumnType::integer, ColumnType::integer, ColumnType::integer,
       ColumnType::big, ColumnType::text, ColumnType::text, ColumnType::bytes, ColumnType::bytes,
       ColumnType::bytes, ColumnType::bytes, ColumnType::bytes, ColumnType::bytes});
  if (!appender) return std::move(appender).error();
  return sql::append_rows(*appender, findings.size(), [&](std::size_t from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const Finding& finding = findings[from + i];
      appender->values<std::int32_t>(0)[i] = authority;
      appender->values<std::int32_t>(1)[i] = load;
      appender->values<std::int32_t>(2)[i] = static_cast<std::int32_t>(from + i);
      appender->values<std::int32_t>(3)[i] = static_cast<std::int32_t>(finding.effect);
      appender->values<std::int64_t>(4)[i] = finding.row;
      std::size_t column = 5;
      for (const std::string* text :
           {&finding.rule, &finding.table, &finding.file, &finding.column, &finding.key,
            &finding.value, &finding.message, &finding.row_text}) {
        appender->text_or_null(column++, i, *text);
      }
    }
  });
}

Result<Findings> read_findings(sql::Connection& connection, std::int32_t authority,
                               std::int32_t load) {
  auto rows = connection.query(fmt::format(
      "SELECT effect, file_row, rule, table_name, file, column_name, key, value, message, row_text "
      "FROM finding WHERE authority = {} AND load = {} ORDER BY place",
      authority, load));
  if (!rows) return std::move(rows).error();
  Findings findings;
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) return findings;
    const auto text = [&](std::size_t column, std::size_t row) {
      return std::string(rows->column(column).text(row));
    };
    for (std::size_t i = 0; i < rows->size(); ++i) {
      findings.push_back({.rule = text(2, i),
                          .effect = static_cast<FindingEffect>(rows->column(0).number(i)),
                          .table = text(3, i),
                          .file = text(4, i),
                          .row = rows->column(1).value<std::int64_t>(i),
                          .column = text(5, i),
                          .key = text(6, i),
                          .value = text(7, i),
                          .message = text(8, i),
                          .row_text = text(9, i)});
    }
  }
}

}  // namespace waymark
