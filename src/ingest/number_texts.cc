#include "ingest/number_texts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace waymark {
namespace {

// Texts of objects that are remembered; addresses, which hardly repeat, would fill the memory.
constexpr std::int32_t kRememberedObjects = 50'000;

bool is_set(const nlohmann::json& value) {
  if (value.is_boolean()) return value.get<bool>();
  const auto* text = value.get_ptr<const std::string*>();
  return text != nullptr && (*text == "Y" || *text == "y");
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
  const auto object = nlohmann::json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return kMissing;
  std::vector<std::int32_t> keys;
  for (const auto& [key, value] : object.items()) {
    if (key.find('\0') != key.npos) return kMissing;  // no text of records holds a NUL
    if (is_set(value)) keys.push_back(codes().number(fold_code(key)));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  const auto next = static_cast<std::int32_t>(extract_.key_sets.sets.size());
  const auto [at, fresh] = set_numbers_.emplace(keys, next);
  if (fresh) extract_.key_sets.sets.push_back(std::move(keys));
  return at->second;
}

}  // namespace waymark
