// Store::read: the records of one authority as at one load.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "base/check.h"
#include "base/parallel.h"
#include "model/record_bytes.h"
#include "store/layout.h"
#include "store/store_impl.h"
#include "store/stored_ids.h"
#include "store/table_columns.h"

namespace waymark {
namespace {

Result<KeySets> read_key_sets(sql::Connection& connection, std::int32_t authority) {
  auto rows = connection.query(
      fmt::format("SELECT number, key FROM key_set WHERE authority = {}", authority));
  if (!rows) return std::move(rows).error();
  KeySets read;
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) break;
    for (std::size_t i = 0; i < rows->size(); ++i) {
      const auto number = static_cast<std::size_t>(rows->column(0).number(i));
      if (number >= read.sets.size()) read.sets.resize(number + 1);
      if (rows->column(1).valid(i)) read.sets[number].push_back(rows->column(1).number(i));
    }
  }
  for (auto& set : read.sets) std::sort(set.begin(), set.end());
  return read;
}

// The columns to read of a table; null: all.
using Fields = std::shared_ptr<const std::vector<std::string>>;

// A table to read, filled by one thread with a connection of its own.
struct TableTask {
  const StoredTable* table = nullptr;
  Fields fields = {};
  bool with_texts = false;
  std::optional<RecordTable> records = {};
};

std::vector<TableTask> table_tasks(const LoadInfo& load, const Store::ReadRequest& request) {
  std::vector<TableTask> tasks;
  for (const auto& name : load.tables) {
    const auto& asked = request.tables;
    const bool is_asked =
        asked.empty() || std::find(asked.begin(), asked.end(), name) != asked.end();
    if (!is_asked && !request.later) continue;
    TableTask task{.table = &stored_table(name), .with_texts = request.with_texts};
    for (const auto& [table, fields] : request.columns) {
      if (table == name) task.fields = std::make_shared<const std::vector<std::string>>(fields);
    }
    tasks.push_back(std::move(task));
  }
  return tasks;
}

Result<RecordTable> read_records(const sql::Database& database, const StoredTable& table,
                                 std::int32_t authority, std::int32_t load,
                                 const ColumnChoice& choice) {
  auto connection = database.connect();
  if (!connection) return std::move(connection).error();
  return read_table(*connection, table, authority, load, choice);
}

class ExtractReader {
 public:
  ExtractReader(std::shared_ptr<const sql::Database> database, std::int32_t authority)
      : database_(std::move(database)), authority_(authority) {}

  Result<Extract> read(const LoadInfo& load, const Store::ReadRequest& request) {
    extract_.authority = load.authority;
    extract_.fetch = [database = database_, authority = authority_, load = load.id](
                         std::string_view table, std::size_t field) {
      return read_column(*database, authority, load, stored_table(table), field);
    };
    if (request.later && request.here) return read_beside(load, request);
    auto connection = database_->connect();
    if (!connection) return std::move(connection).error();
    auto sizes = dictionary_sizes(*connection, authority_);
    if (!sizes) return std::move(sizes).error();
    for (const auto& [space, size] : *sizes) {
      if (space == kCodeSpace) continue;
      extract_.ids[space] = std::make_shared<StoredIds>(database_, authority_, space, size);
    }
    auto tasks = table_tasks(load, request);
    if (request.later) return read_later(tasks, load, request, (*sizes)[std::string(kCodeSpace)]);
    std::vector<Status> outcomes(tasks.size() + 1);
    const auto threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    run_parallel(outcomes.size(), threads, [&](std::size_t i) {
      outcomes[i] =
          i == 0 ? read_codes((*sizes)[std::string(kCodeSpace)]) : read(tasks[i - 1], load.id);
    });
    for (auto& outcome : outcomes) {
      if (!outcome) return std::move(outcome).error();
    }
    for (auto& task : tasks) {
      extract_.tables.emplace(task.table->schema->name, *std::move(task.records));
    }
    return std::move(extract_);
  }

 private:
  Result<Extract> read_later(const std::vector<TableTask>& tasks, const LoadInfo& load,
                             const Store::ReadRequest& request, DictionarySize codes) {
    add_later(tasks, load);
    if (request.ahead) extract_.read_ahead(request.tables);
    if (auto done = read_codes(codes); !done) return std::move(done).error();
    return std::move(extract_);
  }

  // Nothing is read before it is asked for, and what is here already not at all.
  Result<Extract> read_beside(const LoadInfo& load, const Store::ReadRequest& request) {
    const SomeRecords& here = *request.here;
    for (const auto& text : here.codes) extract_.codes.number(text);
    extract_.key_sets = here.key_sets;
    extract_.ids = here.ids;
    for (const auto& table : record_schema().tables) {
      for (const auto& field : table.fields) {
        if (field.type != FieldType::id || extract_.ids.contains(field.id_space)) continue;
        extract_.ids[field.id_space] =
            std::make_shared<StoredIds>(database_, authority_, field.id_space);
      }
    }
    auto tasks = table_tasks(load, request);
    std::erase_if(tasks, [&](const TableTask& task) {
      const auto at = here.tables.find(task.table->schema->name);
      if (at == here.tables.end()) return false;
      extract_.tables.emplace(at->first, at->second);
      return true;
    });
    add_later(tasks, load);
    if (request.ahead) extract_.read_ahead(request.tables);
    return std::move(extract_);
  }

  void add_later(const std::vector<TableTask>& tasks, const LoadInfo& load) {
    for (const auto& task : tasks) {
      extract_.add_later(*task.table->schema,
                         [database = database_, authority = authority_, load = load.id,
                          table = task.table, fields = task.fields, texts = task.with_texts] {
                           return read_records(*database, *table, authority, load,
                                               {.fields = fields.get(), .with_texts = texts});
                         });
    }
  }

  // A column that was left out, in the order of its table. The file has been read from already, so
  // that it cannot be read now is a fault that no figure may outlive.
  static std::vector<std::int32_t> read_column(const sql::Database& database,
                                               std::int32_t authority, std::int32_t load,
                                               const StoredTable& table, std::size_t field) {
    const std::vector<std::string> fields = {table.schema->fields[field].name};
    auto records =
        read_records(database, table, authority, load, {.fields = &fields, .with_texts = false});
    CHECK_THAT(records, "a column that was left out can be read");
    return std::move(records->values[field]);
  }

  Status read_codes(DictionarySize size) {
    auto connection = database_->connect();
    if (!connection) return std::move(connection).error();
    auto texts = read_dictionary(*connection, authority_, kCodeSpace, size.size);
    if (!texts) return std::move(texts).error();
    for (const auto& text : *texts) extract_.codes.number(text);
    auto sets = read_key_sets(*connection, authority_);
    if (!sets) return std::move(sets).error();
    extract_.key_sets = *std::move(sets);
    return {};
  }

  Status read(TableTask& task, std::int32_t load) {
    auto records = read_records(*database_, *task.table, authority_, load,
                                {.fields = task.fields.get(), .with_texts = task.with_texts});
    if (!records) return std::move(records).error();
    task.records = *std::move(records);
    return {};
  }

  std::shared_ptr<const sql::Database> database_;
  std::int32_t authority_;
  Extract extract_;
};

}  // namespace

Result<Extract> Store::read(const std::string& authority, std::int32_t load,
                            const ReadRequest& request) const {
  auto connection = impl_->database->connect();
  if (!connection) return std::move(connection).error();
  auto known = read_loads(*connection, authority);
  if (!known) return std::move(known).error();
  const auto found = std::find_if(known->begin(), known->end(),
                                  [&](const LoadInfo& info) { return info.id == load; });
  if (found == known->end()) {
    return Error{ErrorCode::not_found,
                 fmt::format("The store holds no load {} of authority {}. `waymark check --loads` "
                             "lists the loads.",
                             load, authority)};
  }
  return read(*found, request);
}

Result<Extract> Store::read(const LoadInfo& load, const ReadRequest& request) const {
  CHECK_THAT(load.authority_number > 0, "the load is one of the store's");
  return ExtractReader(impl_->database, load.authority_number).read(load, request);
}

}  // namespace waymark
