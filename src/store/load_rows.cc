// The rows that tell of loads and authorities.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "store/store_impl.h"

namespace waymark {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::string_view word : split_text(text, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

LoadInfo load_of(const sql::Rows& rows, std::size_t row) {
  return {.id = rows.column(0).number(row),
          .authority = std::string(rows.column(1).text(row)),
          .authority_number = rows.column(8).number(row),
          .as_at = Date{rows.column(2).number(row)},
          .extract_date = Date{rows.column(3).number(row)},
          .digest = std::string(rows.column(4).text(row)),
          .opened = rows.column(5).value<std::int64_t>(row),
          .closed = rows.column(6).value<std::int64_t>(row),
          .tables = words_of(rows.column(7).text(row))};
}

}  // namespace

Result<std::optional<std::int32_t>> authority_number(sql::Connection& connection,
                                                     const std::string& code) {
  auto number = connection.query_number("SELECT authority FROM authority WHERE code = ?",
                                        {std::string_view(code)});
  if (!number) return std::move(number).error();
  if (!*number) return std::optional<std::int32_t>();
  return std::optional(static_cast<std::int32_t>(**number));
}

Result<std::vector<std::string>> authority_codes(sql::Connection& connection) {
  auto rows = connection.query("SELECT code FROM authority");
  if (!rows) return std::move(rows).error();
  std::vector<std::string> codes;
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) break;
    for (std::size_t i = 0; i < rows->size(); ++i) codes.emplace_back(rows->column(0).text(i));
  }
  std::sort(codes.begin(), codes.end());
  return codes;
}

Result<std::vector<LoadInfo>> read_loads(sql::Connection& connection,
                                         const std::string& authority) {
  auto rows = connection.query(
      "SELECT id, code, as_at, extract_date, digest, opened, closed, tables, authority "
      "FROM load JOIN authority USING (authority)");
  if (!rows) return std::move(rows).error();
  std::vector<LoadInfo> loads;
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) break;
    for (std::size_t i = 0; i < rows->size(); ++i) {
      if (authority.empty() || rows->column(1).text(i) == authority) {
        loads.push_back(load_of(*rows, i));
      }
    }
  }
  std::sort(loads.begin(), loads.end(),
            [](const LoadInfo& a, const LoadInfo& b) { return a.id < b.id; });
  return loads;
}

Status write_load_row(sql::Connection& connection, const LoadInfo& load, std::int32_t authority) {
  std::string tables;
  for (const auto& table : load.tables) tables += (tables.empty() ? "" : " ") + table;
  auto written = connection.query_number(
      "INSERT INTO load VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {std::int64_t{authority}, std::int64_t{load.id}, load.as_at, load.extract_date,
       std::string_view(load.digest), load.opened, load.closed, std::string_view(tables)});
  if (!written) return std::move(written).error();
  return {};
}

}  // namespace waymark
