#include "model/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

#include "base/check.h"
#include "base/text.h"

namespace waymark {

namespace {

constexpr std::size_t kFirstSlots = 64;
constexpr std::size_t kBlockBytes = 1 << 16;

std::uint32_t hash_of(std::string_view text) {
  return static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
}

}  // namespace

std::size_t Dictionary::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != kMissing &&
         (slots_[at].hash != hash || this->text(slots_[at].number) != text)) {
    at = (at + 1) & mask;
  }
  return at;
}

void Dictionary::grow() {
  const std::vector<Slot> old =
      std::exchange(slots_, std::vector<Slot>(std::max(kFirstSlots, slots_.size() * 2)));
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == kMissing) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number != kMissing) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::string_view Dictionary::keep(std::string_view text) {
  if (text.size() > block_left_) {
    block_left_ = std::max(kBlockBytes, text.size());
    blocks_.push_back(std::make_unique<char[]>(block_left_));
    block_end_ = blocks_.back().get() + block_left_;
  }
  char* const at = block_end_ - block_left_;
  std::copy(text.begin(), text.end(), at);
  block_left_ -= text.size();
  return {at, text.size()};
}

std::int32_t Dictionary::number(std::string_view text) { return number(text, hash_of(text)); }

std::int32_t Dictionary::number(std::string_view text, std::uint32_t hash) {
  if (texts_.size() * 2 >= slots_.size()) grow();
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.number == kMissing) {
    slot = {.hash = hash, .number = size()};
    texts_.push_back(keep(text));
  }
  return slot.number;
}

void Dictionary::number_all(std::span<const std::string_view> texts,
                            std::span<std::int32_t> numbers) {
  // So many that what is asked for has come by the time it is looked at, and is still there.
  constexpr std::size_t kAtOnce = 32;
  if (slots_.empty()) grow();
  for (std::size_t from = 0; from < texts.size(); from += kAtOnce) {
    const std::size_t count = std::min(kAtOnce, texts.size() - from);
    std::array<std::uint32_t, kAtOnce> hashes;
    for (std::size_t i = 0; i < count; ++i) {
      hashes[i] = hash_of(texts[from + i]);
      __builtin_prefetch(&slots_[hashes[i] & (slots_.size() - 1)]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const Slot& slot = slots_[hashes[i] & (slots_.size() - 1)];
      if (slot.hash == hashes[i] && slot.number != kMissing) {
        __builtin_prefetch(&texts_[static_cast<std::size_t>(slot.number)]);
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      const Slot& slot = slots_[hashes[i] & (slots_.size() - 1)];
      if (slot.hash == hashes[i] && slot.number != kMissing) {
        __builtin_prefetch(text(slot.number).data());
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view text = texts[from + i];
      numbers[from + i] = text.empty() ? kMissing : number(text, hashes[i]);
    }
  }
}

std::int32_t Dictionary::find(std::string_view text) const {
  if (slots_.empty()) return kMissing;
  return slots_[slot_of(text, hash_of(text))].number;
}

std::size_t RecordTable::field(std::string_view name) const {
  const auto position = schema->find(name);
  CHECK_THAT(position.has_value(), "the field is in schema/records/fields.csv");
  return *position;
}

// Columns that the file lacked, by number of rows, and those that were left out, by table and
// field; and tables that are read late.
struct Extract::MadeLater {
  struct LaterTable {
    std::once_flag once;
    std::function<Result<RecordTable>()> read;
    RecordTable records;
  };

  // The thread that reads ahead has nobody to throw to.
  static Result<RecordTable> without_throwing(const LaterTable& table) {
    try {
      return table.read();
    } catch (const std::exception& thrown) {
      return Error{ErrorCode::unavailable, fmt::format("The table {} could not be read: {}",
                                                       table.records.schema->name, thrown.what())};
    }
  }

  const RecordTable& read(LaterTable& table) {
    std::call_once(table.once, [&] {
      auto read = without_throwing(table);
      if (read) {
        table.records = *std::move(read);
        return;
      }
      const std::lock_guard lock(mutex);
      if (!fault) fault = std::move(read).error();
    });
    return table.records;
  }

  std::mutex mutex;
  std::map<std::size_t, std::vector<std::int32_t>> all_missing;
  std::map<std::pair<const Table*, std::size_t>, std::vector<std::int32_t>> fetched;
  std::optional<Error> fault;
  std::map<std::string, LaterTable, std::less<>> tables;
  std::jthread ahead;  // ends before what it reads into
};

void Extract::DeleteMadeLater::operator()(MadeLater* made_later) const { delete made_later; }

Extract::Extract() : made_later_(new MadeLater) {}

void Extract::add_later(const Table& schema, std::function<Result<RecordTable>()> read) {
  auto& later = made_later_->tables[schema.name];
  later.read = std::move(read);
  later.records.schema = &schema;
  later.records.values.resize(schema.fields.size());
  later.records.texts.resize(schema.fields.size());
}

void Extract::read_ahead(std::vector<std::string> names) {
  made_later_->ahead = std::jthread(
      [made = made_later_.get(), names = std::move(names)](const std::stop_token& stop) {
        for (const auto& name : names) {
          if (stop.stop_requested()) return;
          const auto later = made->tables.find(name);
          if (later != made->tables.end()) made->read(later->second);
        }
      });
}

Status Extract::reading() const {
  const std::lock_guard lock(made_later_->mutex);
  return made_later_->fault ? Status(*made_later_->fault) : Status();
}

bool Extract::supplied(std::string_view table) const {
  return tables.find(table) != tables.end() ||
         made_later_->tables.find(table) != made_later_->tables.end();
}

const RecordTable* Extract::find(std::string_view table) const {
  const auto found = tables.find(table);
  if (found != tables.end()) return &found->second;
  const auto later = made_later_->tables.find(table);
  return later == made_later_->tables.end() ? nullptr : &made_later_->read(later->second);
}

std::size_t Extract::rows(std::string_view table) const {
  const RecordTable* records = find(table);
  return records == nullptr ? 0 : records->rows;
}

std::span<const std::int32_t> Extract::column(std::string_view table,
                                              std::string_view field) const {
  const RecordTable* records = find(table);
  if (records == nullptr) return {};
  const std::size_t position = records->field(field);
  if (!records->left_out.empty() && records->left_out[position]) return fetched(*records, position);
  const auto& values = records->values[position];
  if (values.size() == records->rows) return values;
  const std::lock_guard lock(made_later_->mutex);
  auto& missing = made_later_->all_missing[records->rows];
  if (missing.size() != records->rows) missing.assign(records->rows, kMissing);
  return missing;
}

std::span<const std::int32_t> Extract::fetched(const RecordTable& records,
                                               std::size_t field) const {
  const std::lock_guard lock(made_later_->mutex);
  const auto [at, is_new] = made_later_->fetched.try_emplace({records.schema, field});
  if (is_new) at->second = fetch(records.schema->name, field);
  CHECK_THAT(at->second.size() == records.rows, "a column is as long as its table");
  return at->second;
}

std::string Extract::cell_text(std::string_view table, std::string_view field,
                               std::size_t row) const {
  const RecordTable* records = find(table);
  if (records == nullptr) return {};
  const std::size_t position = records->field(field);
  const Field& shape = records->schema->fields[position];
  const auto original = records->originals.find(static_cast<std::int32_t>(row));
  // Blanks around an id are no part of it, wherever it is shown or looked up.
  if (original != records->originals.end() && shape.type != FieldType::id) {
    const auto parts = split_text(original->second, '\x1F');
    if (position < parts.size()) return std::string(parts[position]);
  }
  const auto& texts = records->texts[position];
  if (!texts.empty()) return texts[row];
  const auto values = column(table, field);
  if (values[row] == kMissing) return {};
  const std::int32_t value = values[row];
  switch (shape.type) {
    case FieldType::date:
      return to_string(Date{value});
    case FieldType::boolean:
      return value == 1 ? "Y" : "N";
    case FieldType::integer:
      return std::to_string(value);
    case FieldType::code:
    case FieldType::postcode:
      return std::string(codes.text(value));
    case FieldType::id: {
      const auto space = ids.find(shape.id_space);
      return space == ids.end() ? std::string() : space->second->text(value);
    }
    case FieldType::json:
    case FieldType::text:
    case FieldType::decimal:
      return {};
  }
  return {};
}

bool Extract::has_key(std::int32_t key_set, std::int32_t key) const {
  if (key_set == kMissing || key == kMissing) return false;
  const auto& set = key_sets.sets[static_cast<std::size_t>(key_set)];
  return std::binary_search(set.begin(), set.end(), key);
}

std::int32_t Extract::code(std::string_view text) const { return codes.find(fold_code(text)); }

}  // namespace waymark
