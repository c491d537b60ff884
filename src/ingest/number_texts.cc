#include "ingest/number_texts.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.h"

namespace waymark {
namespace {

// Texts of objects that are remembered; addresses, which hardly repeat, would fill the memory.
constexpr std::int32_t kRememberedObjects = 50'000;

bool is_yes(std::string_view text) { return text == "Y" || text == "y"; }

// The keys that an object sets, heard while the library reads it: nothing is built of the rest.
class SetKeys : public nlohmann::json_sax<nlohmann::json> {
 public:
  using json = nlohmann::json;

  // Whether the text is an object; of a key that stands twice the last value counts.
  bool read(std::string_view text) { return json::sax_parse(text, this); }
  const std::vector<std::string>& keys() const { return keys_; }

  bool key(std::string& name) override {
    if (depth_ != 1) return true;
    if (name.find('\0') != name.npos) return false;  // no text of records holds one
    key_ = name;
    std::erase(keys_, key_);
    return true;
  }
  bool boolean(bool value) override { return take(value); }
  bool string(std::string& value) override { return take(is_yes(value)); }
  bool null() override { return take(false); }
  bool number_integer(json::number_integer_t) override { return take(false); }
  bool number_unsigned(json::number_unsigned_t) override { return take(false); }
  bool number_float(json::number_float_t, const std::string&) override { return take(false); }
  bool binary(json::binary_t&) override { return take(false); }
  bool start_object(std::size_t) override { return ++depth_ > 0; }
  bool end_object() override { return depth_-- > 0; }
  bool start_array(std::size_t) override { return depth_++ > 0; }  // the text itself is none
  bool end_array() override { return depth_-- > 0; }
  bool parse_error(std::size_t, const std::string&, const json::exception&) override {
    return false;
  }

 private:
  bool take(bool set) {
    if (depth_ == 1 && set) keys_.push_back(key_);
    return depth_ > 0;
  }

  int depth_ = 0;
  std::string key_;
  std::vector<std::string> keys_;
};

}  // namespace

IdDictionary& ExtractTexts::ids(const std::string& space) {
  auto& dictionary = ids_[space];
  if (dictionary == nullptr) {
    dictionary = std::make_shared<IdDictionary>();
    extract_.ids[space] = dictionary;
  }
  return *dictionary;
}

std::int32_t ExtractTexts::key_set(std::string_view json) {
  const std::int32_t known = known_objects_.find(json);
  if (known != kMissing) return sets_of_known_[static_cast<std::size_t>(known)];
  const std::int32_t set = read_key_set(json);
  if (known_objects_.size() < kRememberedObjects) {
    known_objects_.number(json);
    sets_of_known_.push_back(set);
  }
  return set;
}

std::int32_t ExtractTexts::read_key_set(std::string_view json) {
  SetKeys object;
  if (!object.read(json)) return kMissing;
  std::vector<std::int32_t> keys;
  for (const auto& key : object.keys()) keys.push_back(codes().number(fold_code(key)));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  const auto next = static_cast<std::int32_t>(extract_.key_sets.sets.size());
  const auto [at, fresh] = set_numbers_.emplace(keys, next);
  if (fresh) extract_.key_sets.sets.push_back(std::move(keys));
  return at->second;
}

}  // namespace waymark
