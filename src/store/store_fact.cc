// Store::run_fact: runs a query of the authority's own and takes its rows, checked and in a fixed
// order.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/text.h"
#include "model/sql_fact.h"
#include "store/duckdb_library.h"
#include "store/fact_views.h"
#include "store/fact_words.h"
#include "store/store_impl.h"

namespace waymark {
namespace {

constexpr std::string_view kResult = "waymark_fact";

// A fault of the query: file, line and what is wrong.
Error fault(const SqlFact& fact, int line, const std::string& message) {
  return {ErrorCode::definition, fmt::format("{}:{}: {}", fact.file, line, message)};
}

// The tables that a fact may read are those of the records; DuckDB would offer the store's own.
std::string unknown_table(std::string_view said) {
  constexpr std::string_view kBefore = "Catalog Error: Table with name ";
  if (!said.starts_with(kBefore)) return {};
  const std::string name(
      said.substr(kBefore.size(), said.find(' ', kBefore.size()) - kBefore.size()));
  std::vector<std::string> known;
  for (const auto& table : record_schema().tables) known.push_back(table.name);
  return fmt::format("There is no table {} among the records; the nearest are {}.", name,
                     list_in_words(nearest_words(name, known, 3)));
}

// DuckDB says "LINE n: ..." and then shows the line; what stands before it is the sentence.
Error fault_of(const SqlFact& fact, std::string_view said, int lines_before) {
  int line = 1;
  const std::size_t at = said.find("LINE ");
  if (at != said.npos) {
    std::from_chars(said.data() + at + 5, said.data() + said.size(), line);
    line = std::max(1, line - lines_before);
  }
  std::string message(trim(said.substr(0, at)));
  std::replace(message.begin(), message.end(), '\n', ' ');
  if (const std::string unknown = unknown_table(message); !unknown.empty())
    return fault(fact, line, unknown);
  const bool ended = message.ends_with('.') || message.ends_with('!') || message.ends_with('?');
  return fault(fact, line,
               message + (ended ? "" : ".") + " Mend the query and run the command again.");
}

// Frees what DuckDB's C interface made of a text.
struct Statements {
  duckdb_extracted_statements all = nullptr;
  duckdb_prepared_statement first = nullptr;
  ~Statements() {
    if (first != nullptr) duck::destroy_prepare(&first);
    duck::destroy_extracted(&all);
  }
};

// One statement, and one that only reads.
Status check_statement(sql::Connection& connection, const SqlFact& fact) {
  Statements statements;
  const idx_t count =
      duck::extract_statements(connection.handle(), fact.sql.c_str(), &statements.all);
  if (count == 0) {
    const char* said = duck::extract_statements_error(statements.all);
    if (said != nullptr) return fault_of(fact, said, 0);
    return fault(fact, 1, "There is no query. Write one SELECT.");
  }
  if (count > 1) {
    return fault(fact, 1, fmt::format("There are {} statements. A fact is one SELECT.", count));
  }
  const auto state =
      duck::prepare_extracted_statement(connection.handle(), statements.all, 0, &statements.first);
  if (state != DuckDBSuccess) return fault_of(fact, duck::prepare_error(statements.first), 0);
  if (duck::prepared_statement_type(statements.first) != DUCKDB_STATEMENT_TYPE_SELECT) {
    return fault(fact, 1, "This is no SELECT. A fact only reads.");
  }
  if (duck::nparams(statements.first) > 0) {
    return fault(fact, 1,
                 "The query asks for a value by ? or $, which nobody gives. Write the value.");
  }
  return {};
}

Status check_words(const std::vector<QueryWord>& words, const SqlFact& fact) {
  if (!words.empty() && is_other_statement(words.front().text)) {
    return fault(fact, words.front().line,
                 fmt::format("This is no SELECT but a {}. A fact only reads; "
                             "write one SELECT.",
                             words.front().text));
  }
  for (const auto& word : words) {
    const std::string refusal = refusal_of(word);
    if (!refusal.empty()) return fault(fact, word.line, refusal);
  }
  return {};
}

std::vector<std::string> tables_named(const std::vector<QueryWord>& words) {
  std::vector<std::string> tables;
  for (const auto& table : record_schema().tables) {
    const bool named = std::any_of(words.begin(), words.end(),
                                   [&](const QueryWord& word) { return word.text == table.name; });
    if (named) tables.push_back(table.name);
  }
  return tables;
}

struct Wanted {
  std::string name;
  const FactColumn* column = nullptr;  // null: an id or an area, as text
};

// Child, record and area first, since the rows are sorted by them.
std::vector<Wanted> wanted_columns(const SqlFact& fact) {
  std::vector<Wanted> wanted;
  for (const auto* name : {&fact.child, &fact.record, &fact.area}) {
    if (!name->empty()) wanted.push_back({*name, nullptr});
  }
  for (const auto& column : fact.schema.columns) wanted.push_back({column.name, &column});
  return wanted;
}

bool fits(const Wanted& wanted, duckdb_type type) {
  if (wanted.column == nullptr || wanted.column->type == ColumnType::word) {
    return type == DUCKDB_TYPE_VARCHAR;
  }
  switch (wanted.column->type) {
    case ColumnType::date:
      return type == DUCKDB_TYPE_DATE;
    case ColumnType::flag:
      return type == DUCKDB_TYPE_BOOLEAN;
    default:
      break;
  }
  switch (type) {
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
      return true;
    default:
      return false;
  }
}

std::string_view type_in_words(const Wanted& wanted) {
  if (wanted.column == nullptr) return "a text (VARCHAR)";
  switch (wanted.column->type) {
    case ColumnType::date:
      return "a DATE (write CAST(... AS DATE))";
    case ColumnType::flag:
      return "a BOOLEAN";
    case ColumnType::number:
      return "a whole number (INTEGER)";
    case ColumnType::word:
      return "a text (VARCHAR)";
  }
  return "";
}

Status check_columns(sql::Connection& connection, const SqlFact& fact) {
  auto shape = connection.query(fmt::format("SELECT * FROM {} LIMIT 0", kResult));
  if (!shape) return std::move(shape).error();
  std::vector<std::string> given;
  for (std::size_t i = 0; i < shape->columns(); ++i) given.push_back(shape->name(i));
  for (const auto& wanted : wanted_columns(fact)) {
    const auto found = std::find_if(given.begin(), given.end(), [&](const std::string& name) {
      return equal_codes(name, wanted.name);
    });
    if (found == given.end()) {
      return fault(fact, 1,
                   fmt::format("The query gives no column {}; it gives {}.", wanted.name,
                               list_in_words(given)));
    }
    if (!fits(wanted, shape->type(static_cast<std::size_t>(found - given.begin())))) {
      return fault(fact, 1,
                   fmt::format("The column {} is not {}.", wanted.name, type_in_words(wanted)));
    }
  }
  return {};
}

// Every value as 32 bits or as text; a number that is larger is an error of the query.
std::string ordered_select(const SqlFact& fact) {
  std::string columns, order;
  for (const auto& wanted : wanted_columns(fact)) {
    const std::string name = sql::quoted_name(wanted.name);
    const bool number = wanted.column != nullptr && (wanted.column->type == ColumnType::number ||
                                                     wanted.column->type == ColumnType::flag);
    columns += (columns.empty() ? "" : ", ") + (number ? "CAST(" + name + " AS INTEGER)" : name);
    order += (order.empty() ? "" : ", ") + name + " ASC NULLS FIRST";
  }
  return fmt::format("SELECT {} FROM {} ORDER BY {}", columns, kResult, order);
}

class RowTaker {
 public:
  explicit RowTaker(const SqlFact& fact) : fact_(fact), wanted_(wanted_columns(fact)) {
    rows_.columns.resize(fact.schema.columns.size());
    if (!fact.child.empty()) texts_.push_back(&rows_.child);
    if (!fact.record.empty()) texts_.push_back(&rows_.record);
    if (!fact.area.empty()) texts_.push_back(&rows_.area);
  }
  RowTaker(const RowTaker&) = delete;
  RowTaker& operator=(const RowTaker&) = delete;

  Status take(const sql::Rows& chunk) {
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      const sql::ColumnView values = chunk.column(i);
      if (i < texts_.size()) {
        for (std::size_t row = 0; row < chunk.size(); ++row)
          texts_[i]->emplace_back(values.text(row));
        continue;
      }
      auto& into = rows_.columns[i - texts_.size()];
      const FactColumn& column = *wanted_[i].column;
      for (std::size_t row = 0; row < chunk.size(); ++row) {
        if (column.type != ColumnType::word || !values.valid(row)) {
          into.push_back(column.type == ColumnType::word ? kMissing : values.number(row));
          continue;
        }
        const auto found = std::find(column.words.begin(), column.words.end(), values.text(row));
        if (found == column.words.end()) return unknown_word(column, values.text(row));
        into.push_back(static_cast<std::int32_t>(found - column.words.begin()));
      }
    }
    rows_.rows += chunk.size();
    return {};
  }

  const SqlFactRows& rows_so_far() const { return rows_; }
  SqlFactRows rows() && { return std::move(rows_); }

 private:
  Error unknown_word(const FactColumn& column, std::string_view word) const {
    return fault(fact_, 1,
                 fmt::format("The column {} gives \"{}\"; its words are {}.", column.name, word,
                             list_in_words(column.words)));
  }

  const SqlFact& fact_;
  std::vector<Wanted> wanted_;  // the texts first, then the columns
  SqlFactRows rows_;
  std::vector<std::vector<std::string>*> texts_;
};

// Two equal rows of one record are one thing that a join has met twice, and would count twice. Rows
// are in order, so that equal ones are neighbours.
Status check_keys(const SqlFact& fact, const SqlFactRows& rows) {
  if (fact.record.empty()) return {};
  const auto same = [&](const auto& values, std::size_t row) {
    return values.empty() || values[row] == values[row - 1];
  };
  for (std::size_t row = 1; row < rows.rows; ++row) {
    const bool equal = same(rows.child, row) && same(rows.record, row) && same(rows.area, row) &&
                       std::all_of(rows.columns.begin(), rows.columns.end(),
                                   [&](const auto& column) { return same(column, row); });
    if (!equal) continue;
    return fault(fact, 1,
                 fmt::format("The row of {} = \"{}\" stands twice and would count twice. Look for "
                             "a join that meets several rows, or write SELECT DISTINCT.",
                             fact.record, rows.record[row]));
  }
  return {};
}

Result<SqlFactRows> take_rows(sql::Connection& connection, const SqlFact& fact) {
  auto rows = connection.query(ordered_select(fact));
  if (!rows) return fault_of(fact, rows.error().message, 0);
  RowTaker taker(fact);
  while (true) {
    auto more = rows->next();
    if (!more) return fault_of(fact, more.error().message, 0);
    if (!*more) {
      auto checked = check_keys(fact, taker.rows_so_far());
      if (!checked) return std::move(checked).error();
      return std::move(taker).rows();
    }
    auto taken = taker.take(*rows);
    if (!taken) return std::move(taken).error();
  }
}

}  // namespace

Result<SqlFactRows> Store::run_fact(const std::string& authority, std::int32_t load,
                                    const SqlFact& fact, const Extract& beside) const {
  auto connection = impl_->database->connect();
  if (!connection) return std::move(connection).error();
  auto number = authority_number(*connection, authority);
  if (!number) return std::move(number).error();
  auto known = read_loads(*connection, authority);
  if (!known) return std::move(known).error();
  const auto info = std::find_if(known->begin(), known->end(),
                                 [&](const LoadInfo& each) { return each.id == load; });
  if (!*number || info == known->end()) {
    return Error{ErrorCode::not_found,
                 fmt::format("The store holds no load {} of authority {}.", load, authority)};
  }
  const auto words = words_of(fact.sql);
  auto checked = check_words(words, fact);
  if (!checked) return std::move(checked).error();
  // No query reads or writes a file.
  auto closed = connection->execute("SET enable_external_access = false");
  if (!closed) return std::move(closed).error();
  auto made = make_fact_views(*connection, **number, *info, tables_named(words), beside);
  if (!made) return std::move(made).error();
  checked = check_statement(*connection, fact);
  if (!checked) return std::move(checked).error();
  auto ran =
      connection->execute(fmt::format("CREATE OR REPLACE TEMP TABLE {} AS\n{}", kResult, fact.sql));
  if (!ran) return fault_of(fact, ran.error().message, 1);
  checked = check_columns(*connection, fact);
  if (!checked) return std::move(checked).error();
  return take_rows(*connection, fact);
}

}  // namespace waymark
