#include "catalogue/faults.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/text.h"

namespace waymark {
namespace {

constexpr std::size_t kFew = 12;

auto order(const DefinitionFault& fault) { return std::tie(fault.file, fault.line, fault.message); }

}  // namespace

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  const std::string nearest = nearest_word(word, known);
  if (!nearest.empty()) return "; did you mean \"" + nearest + "\"?";
  if (!known.empty() && known.size() <= kFew) {
    return "; known are " + list_in_words(known) + ".";
  }
  if (!known.empty())
    return "; the nearest are " + list_in_words(nearest_words(word, known, 3)) + ".";
  return ".";
}

std::string ref_suggestion(std::string_view ref, const std::vector<std::string>& known) {
  const std::string_view section = ref.substr(0, std::min(ref.find('.'), ref.size()) + 1);
  std::vector<std::string> near;
  std::copy_if(known.begin(), known.end(), std::back_inserter(near),
               [&](const auto& other) { return other.starts_with(section); });
  return suggestion(ref, near.empty() ? known : near);
}

void sort_faults(std::vector<DefinitionFault>& faults) {
  std::sort(faults.begin(), faults.end(),
            [](const auto& a, const auto& b) { return order(a) < order(b); });
  const auto same = [](const auto& a, const auto& b) { return order(a) == order(b); };
  faults.erase(std::unique(faults.begin(), faults.end(), same), faults.end());
}

}  // namespace waymark
