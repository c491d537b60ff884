#include "ingest/number_texts.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.h"

namespace waymark {
namespace {

// Texts of objects that are remembered; addresses, which hardly repeat, would fill the memory.
constexpr std::int32_t kRememberedObjects = 50'000;

// More are left to the library, which looks for a key that stands twice in another way.
constexpr std::size_t kMostKeys = 32;

constexpr std::string_view kJsonBlanks = " \t\r\n";

bool is_yes(std::string_view text) { return text == "Y" || text == "y"; }

bool is_set(const nlohmann::json& value) {
  if (value.is_boolean()) return value.get<bool>();
  const auto* text = value.get_ptr<const std::string*>();
  return text != nullptr && is_yes(*text);
}

// Reads the objects that records nearly always hold, some ten times as fast as the library reads
// them: texts and truth values behind keys, in ASCII, without escapes, each key once.
class PlainObject {
 public:
  explicit PlainObject(std::string_view json) : left_(json) {}

  // False for any other text, about which nothing is said: then the library has to read it.
  bool read();
  const std::vector<std::string_view>& set_keys() const { return set_keys_; }

 private:
  bool read_entry();
  bool read_text(std::string_view& text);
  bool read_value(bool& set);
  bool take(std::string_view mark);

  std::string_view left_;
  std::vector<std::string_view> keys_;
  std::vector<std::string_view> set_keys_;
};

bool PlainObject::read() {
  if (!take("{")) return false;
  if (!take("}")) {
    do {
      if (!read_entry()) return false;
    } while (take(","));
    if (!take("}")) return false;
  }
  return left_.find_first_not_of(kJsonBlanks) == left_.npos;
}

bool PlainObject::read_entry() {
  std::string_view key;
  bool set = false;
  if (!read_text(key) || !take(":") || !read_value(set)) return false;
  if (keys_.size() == kMostKeys || std::find(keys_.begin(), keys_.end(), key) != keys_.end()) {
    return false;
  }
  keys_.push_back(key);
  if (set) set_keys_.push_back(key);
  return true;
}

bool PlainObject::read_value(bool& set) {
  std::string_view text;
  if (read_text(text)) {
    set = is_yes(text);
    return true;
  }
  set = take("true");
  return set || take("false");
}

bool PlainObject::read_text(std::string_view& text) {
  if (!take("\"")) return false;
  for (std::size_t i = 0; i < left_.size(); ++i) {
    const auto c = static_cast<unsigned char>(left_[i]);
    if (c == '"') {
      text = left_.substr(0, i);
      left_.remove_prefix(i + 1);
      return true;
    }
    if (c == '\\' || c < ' ' || c >= 0x80) return false;
  }
  return false;
}

bool PlainObject::take(std::string_view mark) {
  while (!left_.empty() && kJsonBlanks.find(left_.front()) != kJsonBlanks.npos) {
    left_.remove_prefix(1);
  }
  if (!left_.starts_with(mark)) return false;
  left_.remove_prefix(mark.size());
  return true;
}

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
  std::vector<std::int32_t> keys;
  if (PlainObject plain(json); plain.read()) {
    for (const std::string_view key : plain.set_keys()) {
      keys.push_back(codes().number(fold_code(key)));
    }
    return number_of_set(std::move(keys));
  }
  const auto object = nlohmann::json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return kMissing;
  for (const auto& [key, value] : object.items()) {
    if (key.find('\0') != key.npos) return kMissing;  // no text of records holds a NUL
    if (is_set(value)) keys.push_back(codes().number(fold_code(key)));
  }
  return number_of_set(std::move(keys));
}

std::int32_t ExtractTexts::number_of_set(std::vector<std::int32_t> keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  const auto next = static_cast<std::int32_t>(extract_.key_sets.sets.size());
  const auto [at, fresh] = set_numbers_.emplace(keys, next);
  if (fresh) extract_.key_sets.sets.push_back(std::move(keys));
  return at->second;
}

}  // namespace waymark
