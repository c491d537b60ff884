#include "store/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "store/appender.h"

namespace waymark {
namespace {

template <typename Place>
struct Hashed {
  RowHash hash;
  Place place;
  auto operator<=>(const Hashed&) const = default;
};
using OpenVersion = Hashed<std::int64_t>;  // place: row id
using SuppliedRow = Hashed<std::int32_t>;  // place: row of the extract

Result<std::vector<OpenVersion>> open_versions(sql::Connection& connection,
                                               const StoredTable& table, std::int32_t authority) {
  auto rows =
      connection.query(fmt::format("SELECT rowid, row_hash_high, row_hash_low FROM {} "
                                   "WHERE row_authority = {} AND row_closed = {}",
                                   sql::quoted_name(table.name), authority, kStillOpen));
  if (!rows) return std::move(rows).error();
  std::vector<OpenVersion> versions;
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) return versions;
    const auto* ids = rows->column(0).data<std::int64_t>();
    const auto* high = rows->column(1).data<std::uint64_t>();
    const auto* low = rows->column(2).data<std::uint64_t>();
    for (std::size_t i = 0; i < rows->size(); ++i) {
      versions.push_back({.hash = {.high = high[i], .low = low[i]}, .place = ids[i]});
    }
  }
}

std::vector<SuppliedRow> supplied_rows(const NumberedTable& table) {
  std::vector<SuppliedRow> rows;
  rows.reserve(table.hashes.size());
  for (std::size_t i = 0; i < table.hashes.size(); ++i) {
    rows.push_back({.hash = table.hashes[i], .place = static_cast<std::int32_t>(i)});
  }
  return rows;
}

// A temporary table of the row ids, so that one UPDATE ends them all.
Status list_closing(sql::Connection& connection, const std::vector<std::int64_t>& row_ids) {
  auto made = connection.execute("CREATE OR REPLACE TEMP TABLE closing (version BIGINT)");
  if (!made) return made;
  auto appender = sql::Appender::open(connection, "closing", {sql::ColumnType::big});
  if (!appender) return std::move(appender).error();
  return sql::append_rows(*appender, row_ids.size(), [&](std::size_t from, std::size_t count) {
    std::copy_n(row_ids.data() + from, count, appender->values<std::int64_t>(0));
  });
}

using KeyCounts = std::map<std::vector<std::int32_t>, std::int64_t>;

Result<KeyCounts> keys_of_closing(sql::Connection& connection, const StoredTable& table,
                                  std::int32_t authority) {
  std::string columns;
  for (const auto& field : table.schema->fields) {
    if (field.key) columns += (columns.empty() ? "" : ", ") + sql::quoted_name(field.name);
  }
  KeyCounts keys;
  if (columns.empty()) return keys;
  auto rows =
      connection.query(fmt::format("SELECT {} FROM {} WHERE row_authority = {} "
                                   "AND rowid IN (SELECT version FROM closing)",
                                   columns, sql::quoted_name(table.name), authority));
  if (!rows) return std::move(rows).error();
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) return keys;
    for (std::size_t i = 0; i < rows->size(); ++i) {
      std::vector<std::int32_t> key;
      for (std::size_t c = 0; c < rows->columns(); ++c) key.push_back(rows->column(c).number(i));
      ++keys[std::move(key)];
    }
  }
}

}  // namespace

Result<Comparison> compare_with_known(sql::Connection& connection, const NumberedTable& table,
                                      std::int32_t authority) {
  auto known = open_versions(connection, *table.layout, authority);
  if (!known) return std::move(known).error();
  auto supplied = supplied_rows(table);
  std::sort(known->begin(), known->end());
  std::sort(supplied.begin(), supplied.end());
  Comparison result;
  auto version = known->begin();
  auto row = supplied.begin();
  while (version != known->end() || row != supplied.end()) {
    if (row == supplied.end() || (version != known->end() && version->hash < row->hash)) {
      result.closing.push_back((version++)->place);
    } else if (version == known->end() || row->hash < version->hash) {
      result.opening.push_back((row++)->place);
    } else {
      ++result.unchanged;
      ++version;
      ++row;
    }
  }
  sort_for_keeping(table, result.opening);
  return result;
}

Result<std::int64_t> close_versions(sql::Connection& connection, const NumberedTable& table,
                                    const Comparison& comparison, std::int32_t authority,
                                    std::int32_t load) {
  if (comparison.closing.empty()) return std::int64_t{0};
  if (auto done = list_closing(connection, comparison.closing); !done) {
    return std::move(done).error();
  }
  auto keys = keys_of_closing(connection, *table.layout, authority);
  if (!keys) return std::move(keys).error();
  std::int64_t changed = 0;
  for (std::int32_t row : comparison.opening) {
    const auto found = keys->find(table.key(static_cast<std::size_t>(row)));
    if (found == keys->end() || found->second == 0) continue;
    --found->second;
    ++changed;
  }
  auto ended =
      connection.query_number(fmt::format("UPDATE {} SET row_closed = {} WHERE row_authority = {} "
                                          "AND rowid IN (SELECT version FROM closing)",
                                          sql::quoted_name(table.layout->name), load, authority));
  if (!ended) return std::move(ended).error();
  return changed;
}

Result<std::int64_t> close_all_versions(sql::Connection& connection, const StoredTable& table,
                                        std::int32_t authority, std::int32_t load) {
  auto ended = connection.query_number(
      fmt::format("UPDATE {} SET row_closed = {} WHERE row_authority = {} AND row_closed = {}",
                  sql::quoted_name(table.name), load, authority, kStillOpen));
  if (!ended) return std::move(ended).error();
  return ended->value_or(0);
}

}  // namespace waymark
