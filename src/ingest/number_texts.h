// Numbers the texts of an extract while its tables are read: ids by id space, codes, sets of JSON
// keys. One for the whole extract, so that equal ids of different tables get one number.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/records.h"

namespace waymark {

// The ids of one space, held in memory.
class IdDictionary final : public IdTexts {
 public:
  std::int32_t number(std::string_view text) { return texts_.number(text); }
  void number_all(std::span<const std::string_view> texts, std::span<std::int32_t> numbers) {
    texts_.number_all(texts, numbers);
  }
  std::int32_t size() const override { return texts_.size(); }
  std::string text(std::int32_t number) const override { return std::string(texts_.text(number)); }
  bool before(std::int32_t a, std::int32_t b) const override {
    return texts_.text(a) < texts_.text(b);
  }
  std::int32_t find(std::string_view text) const override { return texts_.find(text); }
  std::string_view view(std::int32_t number) const { return texts_.text(number); }

 private:
  Dictionary texts_;
};

class ExtractTexts {
 public:
  // Everything is numbered into the extract, which must outlive this.
  explicit ExtractTexts(Extract& extract) : extract_(extract) {}

  IdDictionary& ids(const std::string& space);
  Dictionary& codes() { return extract_.codes; }
  // The number of the set of keys that a JSON object sets (value "Y", "y" or true); kMissing if the
  // text is not one object. Objects repeat a great deal, so each text is read once.
  std::int32_t key_set(std::string_view json);

 private:
  std::int32_t read_key_set(std::string_view json);

  Extract& extract_;
  std::map<std::string, std::shared_ptr<IdDictionary>, std::less<>> ids_;
  std::map<std::vector<std::int32_t>, std::int32_t> set_numbers_;
  Dictionary known_objects_;
  std::vector<std::int32_t> sets_of_known_;  // by number of known_objects_
};

}  // namespace waymark
