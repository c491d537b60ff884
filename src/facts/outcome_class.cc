#include "facts/outcome_class.h"

#include <algorithm>
#include <bit>

#include "base/text.h"

namespace waymark {
namespace {

std::uint8_t class_bit(const std::vector<std::string_view>& classes, std::string_view name) {
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (equal_codes(classes[i], name)) return static_cast<std::uint8_t>(1U << i);
  }
  return 0;
}

}  // namespace

std::int32_t first_class(std::uint8_t classes, std::int32_t none) {
  return classes == 0 ? none : std::countr_zero(classes);
}

OutcomeClasses::OutcomeClasses(const Extract& extract, const Map& map)
    : extract_(extract),
      map_(extract, map.table, "code"),
      default_class_(static_cast<std::size_t>(extract.codes.size())),
      never_key_(static_cast<std::size_t>(extract.codes.size())),
      eras_(map_.change_days()) {
  for (std::int32_t name : extract.column(map.table, "class")) {
    class_of_row_.push_back(name == kMissing ? std::uint8_t{0}
                                             : class_bit(map.classes, extract.codes.text(name)));
  }
  for (const auto& [key, name] : map.defaults) {
    const std::int32_t code = extract.code(key);
    if (code != kMissing) {
      default_class_[static_cast<std::size_t>(code)] = class_bit(map.classes, name);
    }
  }
  for (std::string_view key : map.never_keys) {
    const std::int32_t code = extract.code(key);
    if (code != kMissing) never_key_[static_cast<std::size_t>(code)] = true;
  }
  known_.resize(eras_.size() + 1);
  is_known_.resize(eras_.size() + 1);
}

const KeyClasses& OutcomeClasses::of(std::int32_t key_set, Date day) {
  if (key_set == kMissing || day.missing()) return no_keys_;
  const auto era =
      static_cast<std::size_t>(std::upper_bound(eras_.begin(), eras_.end(), day) - eras_.begin());
  const auto set = static_cast<std::size_t>(key_set);
  if (known_[era].empty()) {
    known_[era].resize(extract_.key_sets.sets.size());
    is_known_[era].resize(extract_.key_sets.sets.size());
  }
  if (!is_known_[era][set]) {
    known_[era][set] = work_out(key_set, day);
    is_known_[era][set] = true;
  }
  return known_[era][set];
}

KeyClasses OutcomeClasses::work_out(std::int32_t key_set, Date day) const {
  KeyClasses found;
  for (std::int32_t key : extract_.key_sets.sets[static_cast<std::size_t>(key_set)]) {
    const auto code = static_cast<std::size_t>(key);
    if (never_key_[code]) continue;
    found.any_key = true;
    const std::int32_t row = map_.row(key, day);
    if (row != kMissing) {
      found.any_row = true;
      found.by_row |= class_of_row_[static_cast<std::size_t>(row)];
    } else if (default_class_[code] != 0) {
      found.by_default |= default_class_[code];
    } else {
      found.any_unmapped = true;
    }
  }
  return found;
}

}  // namespace waymark
