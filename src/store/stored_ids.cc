#include "store/stored_ids.h"

#include <fmt/format.h>

#include <cstdio>

#include "base/check.h"

namespace waymark {
namespace {

// Whoever asks for a text has no way to go on without it.
template <typename Read>
Read needed(Result<Read> read) {
  if (!read) std::fprintf(stderr, "waymark: %s\n", read.error().message.c_str());
  CHECK_THAT(read.has_value(), "the ids of an open store can be read");
  return *std::move(read);
}

}  // namespace

Result<DictionarySizes> dictionary_sizes(sql::Connection& connection, std::int32_t authority) {
  auto rows = connection.query(
      fmt::format("SELECT space, size, ordered FROM dictionary WHERE authority = {}", authority));
  if (!rows) return std::move(rows).error();
  DictionarySizes sizes;
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) return sizes;
    for (std::size_t i = 0; i < rows->size(); ++i) {
      sizes.emplace(rows->column(0).text(i), DictionarySize{.size = rows->column(1).number(i),
                                                            .ordered = rows->column(2).number(i)});
    }
  }
}

Result<std::vector<std::string>> read_dictionary(sql::Connection& connection,
                                                 std::int32_t authority, std::string_view space,
                                                 std::int32_t size) {
  auto rows = connection.query(
      fmt::format("SELECT number, text FROM dictionary_text WHERE authority = {} AND space = {}",
                  authority, sql::quoted_text(space)));
  if (!rows) return std::move(rows).error();
  std::vector<std::string> texts(static_cast<std::size_t>(size));
  std::int32_t read = 0;
  while (true) {
    auto more = rows->next();
    if (!more) return std::move(more).error();
    if (!*more) break;
    const auto numbers = rows->column(0);
    const auto values = rows->column(1);
    for (std::size_t i = 0; i < rows->size(); ++i) {
      const std::int32_t number = numbers.number(i);
      if (number < 0 || number >= size) continue;  // of a load written since
      texts[static_cast<std::size_t>(number)] = values.text(i);
      ++read;
    }
  }
  if (read == size) return texts;
  return Error{ErrorCode::storage,
               fmt::format("The store is damaged: its dictionary \"{}\" holds {} of {} texts. Put "
                           "back a copy of the file, or load the extracts into a new one.",
                           space, read, size)};
}

const DictionarySize& StoredIds::known_size() const {
  std::call_once(size_read_, [&] {
    if (size_) return;
    auto connection = needed(database_->connect());
    const auto sizes = needed(dictionary_sizes(connection, authority_));
    const auto at = sizes.find(space_);
    size_ = at == sizes.end() ? DictionarySize() : at->second;
  });
  return *size_;
}

const std::vector<std::string>& StoredIds::texts() const {
  std::call_once(texts_read_, [&] {
    const DictionarySize size = known_size();
    auto connection = needed(database_->connect());
    texts_ = needed(read_dictionary(connection, authority_, space_, size.size));
  });
  return texts_;
}

std::string StoredIds::text(std::int32_t number) const {
  return texts()[static_cast<std::size_t>(number)];
}

bool StoredIds::before(std::int32_t a, std::int32_t b) const {
  const std::int32_t ordered = known_size().ordered;
  if (a < ordered && b < ordered) return a < b;
  const auto& all = texts();
  return all[static_cast<std::size_t>(a)] < all[static_cast<std::size_t>(b)];
}

std::int32_t StoredIds::find(std::string_view text) const {
  std::call_once(numbers_made_, [&] {
    const auto& all = texts();
    numbers_.reserve(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      numbers_.emplace(all[i], static_cast<std::int32_t>(i));
    }
  });
  const auto found = numbers_.find(text);
  return found == numbers_.end() ? kMissing : found->second;
}

}  // namespace waymark
