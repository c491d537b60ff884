#include "facts/source_groups.h"

#include <algorithm>

#include "base/check.h"
#include "base/text.h"

namespace waymark {
namespace {

std::int32_t place_of(const std::vector<std::string>& words, std::string_view word) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const std::string& candidate) {
    return equal_codes(candidate, word);
  });
  return found == words.end() ? kMissing : static_cast<std::int32_t>(found - words.begin());
}

const std::vector<std::string>& group_words(std::string_view fact) {
  const FactSchema* schema = find_fact_schema(fact);
  const int column = schema == nullptr ? -1 : schema->find("source_group");
  CHECK_THAT(column >= 0, "the fact has a column source_group");
  return schema->columns[static_cast<std::size_t>(column)].words;
}

}  // namespace

SourceGroups::SourceGroups(const Extract& extract, const DefaultCodes& defaults,
                           std::string_view fact)
    : map_(extract, "loc_source_group", "code"),
      default_word_(static_cast<std::size_t>(extract.codes.size()), kMissing) {
  const auto& words = group_words(fact);
  others_ = place_of(words, "oth");
  CHECK_THAT(others_ != kMissing, "the source groups end with Others");
  for (std::int32_t group : extract.column("loc_source_group", "group_id")) {
    word_of_row_.push_back(group == kMissing ? kMissing
                                             : place_of(words, extract.codes.text(group)));
  }
  for (const auto& [code, group] : defaults.source_group) {
    const std::int32_t number = extract.code(code);
    if (number != kMissing)
      default_word_[static_cast<std::size_t>(number)] = place_of(words, group);
  }
}

SourceGroups::Group SourceGroups::of(std::int32_t code, Date day) const {
  if (code == kMissing) return {others_, false};
  const std::int32_t row = map_.row(code, day);
  const std::int32_t word = row == kMissing ? default_word_[static_cast<std::size_t>(code)]
                                            : word_of_row_[static_cast<std::size_t>(row)];
  return word == kMissing ? Group{others_, false} : Group{word, true};
}

}  // namespace waymark
