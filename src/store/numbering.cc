#include "store/numbering.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "store/appender.h"
#include "store/layout.h"

namespace waymark {
namespace {

using sql::Appender;
using sql::ColumnType;

// The texts of one space of an extract, codes and ids alike.
class SpaceTexts {
 public:
  SpaceTexts(const Extract& extract, std::string_view space) {
    if (space == kCodeSpace) {
      codes_ = &extract.codes;
    } else if (const auto found = extract.ids.find(space); found != extract.ids.end()) {
      ids_ = found->second.get();
    }
  }
  std::int32_t size() const {
    if (codes_ != nullptr) return codes_->size();
    return ids_ == nullptr ? 0 : ids_->size();
  }
  std::string text(std::int32_t number) const {
    return codes_ != nullptr ? std::string(codes_->text(number)) : ids_->text(number);
  }
  std::int32_t find(std::string_view text) const {
    if (codes_ != nullptr) return codes_->find(text);
    return ids_ == nullptr ? kMissing : ids_->find(text);
  }

 private:
  const Dictionary* codes_ = nullptr;
  const IdTexts* ids_ = nullptr;
};

using Marks = std::vector<bool>;

void mark_values(const std::vector<std::int32_t>& values, Marks& used) {
  for (std::int32_t value : values) {
    if (value != kMissing) used[static_cast<std::size_t>(value)] = true;
  }
}

std::string_view space_of(const Field& field) {
  switch (field.type) {
    case FieldType::id:
      return field.id_space;
    case FieldType::code:
    case FieldType::postcode:
      return kCodeSpace;
    default:
      return {};
  }
}

Marks used_key_sets(const Extract& extract) {
  Marks used(extract.key_sets.sets.size());
  for (const auto& [name, table] : extract.tables) {
    for (std::size_t i = 0; i < table.schema->fields.size(); ++i) {
      if (table.schema->fields[i].type == FieldType::json) mark_values(table.values[i], used);
    }
  }
  return used;
}

// Which texts of each space the rows use. Rows that intake rejected may have left others behind.
std::map<std::string, Marks, std::less<>> used_texts(const Extract& extract) {
  std::map<std::string, Marks, std::less<>> used;
  for (const auto& space : dictionary_spaces()) {
    used[space].resize(static_cast<std::size_t>(SpaceTexts(extract, space).size()));
  }
  for (const auto& [name, table] : extract.tables) {
    for (std::size_t i = 0; i < table.schema->fields.size(); ++i) {
      const std::string_view space = space_of(table.schema->fields[i]);
      if (!space.empty()) mark_values(table.values[i], used.find(space)->second);
    }
  }
  const Marks sets = used_key_sets(extract);
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if (sets[i]) mark_values(extract.key_sets.sets[i], used.find(kCodeSpace)->second);
  }
  return used;
}

}  // namespace

Result<Numbering> Numbering::make(sql::Connection& connection, std::int32_t authority,
                                  const Extract& extract) {
  Numbering numbering;
  numbering.authority_ = authority;
  for (const auto& space : dictionary_spaces()) {
    numbering.spaces_[space].numbers.assign(
        static_cast<std::size_t>(SpaceTexts(extract, space).size()), kMissing);
  }
  if (auto done = numbering.read_sizes(connection); !done) return std::move(done).error();
  if (auto done = numbering.read_known_texts(connection, extract); !done) {
    return std::move(done).error();
  }
  if (auto done = numbering.read_key_sets(connection); !done) return std::move(done).error();
  numbering.number_fresh_texts(extract);
  numbering.number_key_sets(extract);
  return numbering;
}

Status Numbering::read_sizes(sql::Connection& connection) {
  auto rows = connection.query(
      fmt::format("SELECT space, size, ordered FROM dictionary WHERE authority = {}", authority_));
  if (!rows) return std::move(rows).error();
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) return {};
    for (std::size_t i = 0; i < rows->size(); ++i) {
      Space& space = spaces_[std::string(rows->column(0).text(i))];
      space.known = rows->column(1).number(i);
      space.ordered = rows->column(2).number(i);
    }
  }
}

Status Numbering::read_known_texts(sql::Connection& connection, const Extract& extract) {
  auto rows = connection.query(fmt::format(
      "SELECT space, number, text FROM dictionary_text WHERE authority = {}", authority_));
  if (!rows) return std::move(rows).error();
  std::string_view name;
  Space* space = nullptr;
  SpaceTexts texts(extract, name);
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) return {};
    const auto spaces = rows->column(0);
    const auto numbers = rows->column(1);
    const auto known = rows->column(2);
    for (std::size_t i = 0; i < rows->size(); ++i) {
      if (spaces.text(i) != name) {
        const auto found = spaces_.find(spaces.text(i));
        name = found->first;
        space = &found->second;
        texts = SpaceTexts(extract, name);
      }
      const std::int32_t number = numbers.number(i);
      const std::int32_t own = texts.find(known.text(i));
      if (own != kMissing) space->numbers[static_cast<std::size_t>(own)] = number;
      if (number == space->known - 1) space->last_known = known.text(i);
    }
  }
}

void Numbering::number_fresh_texts(const Extract& extract) {
  for (const auto& [name, used] : used_texts(extract)) {
    Space& space = spaces_.find(name)->second;
    const SpaceTexts texts(extract, name);
    std::vector<std::pair<std::string, std::size_t>> fresh;
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (used[i] && space.numbers[i] == kMissing) {
        fresh.emplace_back(texts.text(static_cast<std::int32_t>(i)), i);
      }
    }
    std::sort(fresh.begin(), fresh.end());
    if (fresh.empty()) continue;
    if (space.ordered == space.known &&
        (space.known == 0 || space.last_known < fresh.front().first)) {
      space.ordered += static_cast<std::int32_t>(fresh.size());
    }
    std::int32_t number = space.known;
    for (auto& [text, own] : fresh) {
      space.numbers[own] = number++;
      space.fresh.push_back(std::move(text));
    }
  }
}

Status Numbering::read_key_sets(sql::Connection& connection) {
  auto rows = connection.query(
      fmt::format("SELECT number, key FROM key_set WHERE authority = {}", authority_));
  if (!rows) return std::move(rows).error();
  std::map<std::int32_t, Keys> sets;
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) break;
    for (std::size_t i = 0; i < rows->size(); ++i) {
      Keys& keys = sets[rows->column(0).number(i)];
      if (rows->column(1).valid(i)) keys.push_back(rows->column(1).number(i));
    }
  }
  for (auto& [number, keys] : sets) {
    std::sort(keys.begin(), keys.end());
    key_sets_.emplace(std::move(keys), number);
  }
  return {};
}

void Numbering::number_key_sets(const Extract& extract) {
  const Marks used = used_key_sets(extract);
  const auto& codes = spaces_.find(kCodeSpace)->second.numbers;
  key_set_numbers_.assign(used.size(), kMissing);
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i]) continue;
    Keys keys;
    for (std::int32_t key : extract.key_sets.sets[i]) {
      keys.push_back(codes[static_cast<std::size_t>(key)]);
    }
    std::sort(keys.begin(), keys.end());
    const auto [place, is_new] =
        key_sets_.emplace(std::move(keys), static_cast<std::int32_t>(key_sets_.size()));
    if (is_new) fresh_key_sets_.push_back(&place->first);
    key_set_numbers_[i] = place->second;
  }
}

const std::vector<std::int32_t>* Numbering::numbers_for(const Field& field) const {
  if (field.type == FieldType::json) return &key_set_numbers_;
  const std::string_view space = space_of(field);
  return space.empty() ? nullptr : &spaces_.find(space)->second.numbers;
}

std::vector<std::int32_t> Numbering::renumbered(const Field& field,
                                                const std::vector<std::int32_t>& values) const {
  std::vector<std::int32_t> result = values;
  const auto* numbers = numbers_for(field);
  if (numbers == nullptr) return result;
  for (auto& value : result) {
    if (value != kMissing) value = (*numbers)[static_cast<std::size_t>(value)];
  }
  return result;
}

Status Numbering::write(sql::Connection& connection) const {
  if (auto done = write_sizes(connection); !done) return done;
  if (auto done = write_texts(connection); !done) return done;
  return write_key_sets(connection);
}

Status Numbering::write_sizes(sql::Connection& connection) const {
  auto removed =
      connection.query_number("DELETE FROM dictionary WHERE authority = ?", {authority_});
  if (!removed) return std::move(removed).error();
  auto appender = Appender::open(
      connection, "dictionary",
      {ColumnType::integer, ColumnType::text, ColumnType::integer, ColumnType::integer});
  if (!appender) return std::move(appender).error();
  std::size_t row = 0;
  for (const auto& name : dictionary_spaces()) {
    const Space& space = spaces_.find(name)->second;
    appender->values<std::int32_t>(0)[row] = authority_;
    appender->text(1, row, name);
    appender->values<std::int32_t>(2)[row] =
        space.known + static_cast<std::int32_t>(space.fresh.size());
    appender->values<std::int32_t>(3)[row] = space.ordered;
    ++row;
  }
  if (auto done = appender->append(row); !done) return done;
  return appender->close();
}

Status Numbering::write_texts(sql::Connection& connection) const {
  auto appender = Appender::open(
      connection, "dictionary_text",
      {ColumnType::integer, ColumnType::text, ColumnType::integer, ColumnType::text});
  if (!appender) return std::move(appender).error();
  for (const auto& name : dictionary_spaces()) {
    const Space& space = spaces_.find(name)->second;
    for (std::size_t from = 0; from < space.fresh.size(); from += Appender::kChunkRows) {
      const std::size_t rows = std::min(Appender::kChunkRows, space.fresh.size() - from);
      std::fill_n(appender->values<std::int32_t>(0), rows, authority_);
      std::iota(appender->values<std::int32_t>(2), appender->values<std::int32_t>(2) + rows,
                space.known + static_cast<std::int32_t>(from));
      for (std::size_t i = 0; i < rows; ++i) {
        appender->text(1, i, name);
        appender->text(3, i, space.fresh[from + i]);
      }
      if (auto done = appender->append(rows); !done) return done;
    }
  }
  return appender->close();
}

Status Numbering::write_key_sets(sql::Connection& connection) const {
  std::vector<std::pair<std::int32_t, std::int32_t>> rows;  // set, key
  for (const Keys* keys : fresh_key_sets_) {
    const std::int32_t number = key_sets_.at(*keys);
    if (keys->empty()) rows.emplace_back(number, kMissing);
    for (std::int32_t key : *keys) rows.emplace_back(number, key);
  }
  if (rows.empty()) return {};
  auto appender = Appender::open(connection, "key_set",
                                 {ColumnType::integer, ColumnType::integer, ColumnType::integer});
  if (!appender) return std::move(appender).error();
  return sql::append_rows(*appender, rows.size(), [&](std::size_t from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const auto& [number, key] = rows[from + i];
      appender->values<std::int32_t>(0)[i] = authority_;
      appender->values<std::int32_t>(1)[i] = number;
      appender->values<std::int32_t>(2)[i] = key;
      if (key == kMissing) appender->null(2, i);
    }
  });
}

}  // namespace waymark
