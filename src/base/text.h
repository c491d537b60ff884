// Small text rules that the records contract fixes: what a blank is, how codes are compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

// Drops blanks (space, tab, CR, LF, vertical tab, form feed, no-break space in UTF-8) at both ends.
std::string_view trim(std::string_view text);
// Upper case of A-Z only: codes are compared ignoring the case of these letters.
std::string fold_code(std::string_view text);
bool equal_codes(std::string_view a, std::string_view b);
// Postcodes are compared without blanks and ignoring case: "nr1 2ab" is "NR12AB".
std::string fold_postcode(std::string_view text);
std::vector<std::string_view> split_text(std::string_view text, char separator);
std::string join_text(const std::vector<std::string>& parts, std::string_view separator);
bool is_valid_utf8(std::string_view text);
// The text with the bytes from 0x80 on written as \\xE9 if it is not UTF-8, so that what is printed
// is.
std::string shown_as_utf8(std::string_view text);
// A whole number with optional sign that fits 32 bits (and is not kMissing); nothing otherwise.
std::optional<std::int32_t> parse_integer(std::string_view text);
// "a, b and c".
std::string list_in_words(const std::vector<std::string>& parts);
// The nearest of the known words, for "did you mean"; empty if none is near.
std::string nearest_word(std::string_view word, const std::vector<std::string>& known);
// The `count` known words that need the fewest changes, however many, the nearest first.
std::vector<std::string> nearest_words(std::string_view word, const std::vector<std::string>& known,
                                       std::size_t count);

}  // namespace waymark
