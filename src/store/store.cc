#include "store/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>
#include <thread>
#include <utility>

#include "store/checkpoint.h"
#include "store/layout.h"
#include "store/store_impl.h"

namespace waymark {
namespace {

namespace fs = std::filesystem;

sql::DatabaseOptions options_for(const fs::path& file, Store::Mode mode) {
  sql::DatabaseOptions options;
  options.read_only = mode == Store::Mode::read;
  if (!options.read_only) {
    // Reading is spread over threads by whoever reads, one connection each; writing is one
    // transaction, and only the database itself can spread it.
    options.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    options.temp_directory = file.string() + ".tmp";
  }
  return options;
}

Status check_format(sql::Connection& connection, const fs::path& file) {
  auto tables = connection.query_number(
      "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'store_format'");
  if (!tables) return std::move(tables).error();
  if (tables->value_or(0) == 0) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("{} is a database, but not a store of waymark. Give the file that "
                             "`waymark init` made.",
                             file.string())};
  }
  auto same = connection.query_number(
      fmt::format("SELECT count(*) FROM store_format WHERE format = {} AND layout = {}",
                  kStoreFormat, layout_mark()));
  if (!same) return std::move(same).error();
  if (*same == 1) return {};
  return Error{ErrorCode::invalid_input,
               fmt::format("The store {} was made by another version of waymark, for other tables. "
                           "Make a new one with `waymark init` and load the extracts again.",
                           file.string())};
}

Error file_failure(std::string_view what, const fs::path& file, const std::error_code& fault) {
  return {ErrorCode::storage,
          fmt::format("Cannot {} {}: {}.", what, file.string(), fault.message())};
}

Status fill_new_store(const fs::path& file) {
  auto database = sql::Database::open(file, options_for(file, Store::Mode::write));
  if (!database) return std::move(database).error();
  auto connection = (*database)->connect();
  if (!connection) return std::move(connection).error();
  auto transaction = sql::Transaction::begin(*connection);
  if (!transaction) return std::move(transaction).error();
  if (auto made = connection->execute(create_statements()); !made) return made;
  if (auto done = transaction->commit(); !done) return done;
  // Nothing may be left to a log beside the file, which is about to get another name.
  return connection->execute("CHECKPOINT");
}

sql::Database::Opened open_database(const fs::path& file, Store::Mode mode, int memory_mib) {
  std::error_code fault;
  if (!fs::is_regular_file(file, fault)) {
    return Error{ErrorCode::not_found,
                 fmt::format("There is no store {}. Make one with `waymark init`.", file.string())};
  }
  if (auto undone = undo_unfinished_checkpoint(file); !undone) return std::move(undone).error();
  auto database = sql::Database::open(file, options_for(file, mode));
  if (!database) return std::move(database).error();
  auto connection = (*database)->connect();
  if (!connection) return std::move(connection).error();
  if (memory_mib > 0) {
    // Only now: the log of a load that was killed behind its commit has to be in memory whole, and
    // is kept there by a reader. Where that is more than the bound, there is none.
    static_cast<void>(connection->execute(fmt::format("SET memory_limit = '{}MiB'", memory_mib)));
  }
  if (auto known = check_format(*connection, file); !known) return std::move(known).error();
  if (mode == Store::Mode::write) {
    if (auto taken = take_over_checkpoints(*connection); !taken) return std::move(taken).error();
    // A load that was killed behind its commit has left its log.
    if (fs::exists(file.string() + ".wal", fault)) {
      if (auto done = checkpoint(*connection, file); !done) return std::move(done).error();
    }
  }
  return database;
}

}  // namespace

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Status Store::create(const fs::path& file) {
  std::error_code fault;
  if (fs::exists(file, fault)) {
    return Error{
        ErrorCode::conflict,
        fmt::format("There already is a store {}; nothing was changed. Choose another folder, "
                    "or remove the file if nothing in it is needed.",
                    file.string())};
  }
  // Made under another name, so that a store is whole as soon as it is there.
  const fs::path unfinished = file.string() + ".new";
  for (const char* part : {"", ".wal"}) {
    fs::remove(unfinished.string() + part, fault);
    if (fault) return file_failure("remove", unfinished.string() + part, fault);
  }
  if (auto filled = fill_new_store(unfinished); !filled) return filled;
  fs::rename(unfinished, file, fault);
  if (fault) return file_failure("make", file, fault);
  return {};
}

Result<Store> Store::open(const fs::path& file, Mode mode, int memory_mib) {
  auto database = open_database(file, mode, memory_mib);
  if (!database) return std::move(database).error();
  return Store(
      std::make_unique<Impl>(Impl{.file = file, .mode = mode, .database = *std::move(database)}));
}

Store Store::open_later(const fs::path& file, std::vector<LoadInfo> loads, int memory_mib) {
  auto database = sql::Database::later(
      [file, memory_mib] { return open_database(file, Mode::read, memory_mib); });
  return Store(std::make_unique<Impl>(Impl{.file = file,
                                           .mode = Mode::read,
                                           .database = std::move(database),
                                           .known_loads = std::move(loads)}));
}

std::string Store::stamp(const fs::path& file) { return stamp_of(file); }

Result<std::vector<LoadInfo>> Store::loads(const std::string& authority) const {
  if (impl_->known_loads) {
    auto loads = *impl_->known_loads;
    std::erase_if(loads, [&](const LoadInfo& load) {
      return !authority.empty() && load.authority != authority;
    });
    return loads;
  }
  auto connection = impl_->database->connect();
  if (!connection) return std::move(connection).error();
  return read_loads(*connection, authority);
}

Result<std::vector<std::string>> Store::authorities() const {
  if (impl_->known_loads) {
    std::set<std::string> codes;
    for (const auto& load : *impl_->known_loads) codes.insert(load.authority);
    return std::vector<std::string>(codes.begin(), codes.end());
  }
  auto connection = impl_->database->connect();
  if (!connection) return std::move(connection).error();
  return authority_codes(*connection);
}

Result<std::optional<LoadInfo>> Store::load_known_at(const std::string& authority,
                                                     Date known_at) const {
  auto all = loads(authority);
  if (!all) return std::move(all).error();
  // Loads of one authority are in order of their days, since a load may not be dated before the
  // last.
  std::optional<LoadInfo> latest;
  for (auto& load : *all) {
    if (known_at.missing() || load.as_at <= known_at) latest = std::move(load);
  }
  return latest;
}

Result<Findings> Store::findings(const std::string& authority, std::int32_t load) const {
  auto connection = impl_->database->connect();
  if (!connection) return std::move(connection).error();
  auto number = authority_number(*connection, authority);
  if (!number) return std::move(number).error();
  if (!*number) return Findings();
  return read_findings(*connection, **number, load);
}

}  // namespace waymark
