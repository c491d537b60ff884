// The texts of one id space of a store, read when first asked for.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/records.h"
#include "store/database.h"

namespace waymark {

struct DictionarySize {
  std::int32_t size = 0;
  std::int32_t ordered = 0;  // so many texts from the first on stand in byte order
};

// The sizes of an authority's spaces, those of the codes among them.
using DictionarySizes = std::map<std::string, DictionarySize, std::less<>>;
Result<DictionarySizes> dictionary_sizes(sql::Connection& connection, std::int32_t authority);

// The texts of one space by number. An error if a number is not there.
Result<std::vector<std::string>> read_dictionary(sql::Connection& connection,
                                                 std::int32_t authority, std::string_view space,
                                                 std::int32_t size);

class StoredIds final : public IdTexts {
 public:
  StoredIds(std::shared_ptr<const sql::Database> database, std::int32_t authority,
            std::string space, DictionarySize size)
      : database_(std::move(database)),
        authority_(authority),
        space_(std::move(space)),
        size_(size) {}
  // Its size is read when first asked for, too.
  StoredIds(std::shared_ptr<const sql::Database> database, std::int32_t authority,
            std::string space)
      : database_(std::move(database)), authority_(authority), space_(std::move(space)) {}

  std::int32_t size() const override { return known_size().size; }
  std::string text(std::int32_t number) const override;
  bool before(std::int32_t a, std::int32_t b) const override;
  std::int32_t find(std::string_view text) const override;

 private:
  const DictionarySize& known_size() const;
  const std::vector<std::string>& texts() const;

  std::shared_ptr<const sql::Database> database_;
  std::int32_t authority_;
  std::string space_;
  mutable std::once_flag size_read_;
  mutable std::optional<DictionarySize> size_;

  mutable std::once_flag texts_read_;
  mutable std::vector<std::string> texts_;
  mutable std::once_flag numbers_made_;
  mutable std::unordered_map<std::string_view, std::int32_t> numbers_;
};

}  // namespace waymark
