// Reads the keys of one TOML table and reports every fault in them: missing keys, wrong types,
// words outside a closed list, and (finish) keys that nothing reads.
//
//   FieldReader fields(table, "parameter", faults);
//   parameter.name = fields.text("name");
//   parameter.values = ...
//   fields.finish();
//
// A required key that is missing or faulty gives an empty value; the fault is in the list.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "catalogue/faults.h"
#include "catalogue/toml.h"
#include "catalogue/toml_text.h"

namespace waymark {

enum class Presence { required, optional };

class FieldReader {
 public:
  // `what` names the table in messages: "" for the whole file, else for example "numerator".
  FieldReader(const toml::table& table, std::string what, FileFaults& faults);

  bool has(std::string_view key);
  // Line of a key; of the table if the key is not there.
  int line(std::string_view key) const;
  int line() const { return line_; }

  // Text without blanks at both ends; an empty text is a fault.
  std::string text(std::string_view key, Presence presence = Presence::required);
  std::optional<std::int64_t> number(std::string_view key, std::int64_t least, std::int64_t most,
                                     Presence presence = Presence::required);
  bool flag(std::string_view key);  // false if not there
  Date date(std::string_view key, Presence presence = Presence::required);
  std::vector<std::string> texts(std::string_view key, Presence presence = Presence::required);
  const toml::table* table(std::string_view key, Presence presence = Presence::optional);
  // Tables of an array of tables; an empty list if the key is not there.
  std::vector<const toml::table*> tables(std::string_view key,
                                         Presence presence = Presence::required);
  const toml::node* node(std::string_view key, Presence presence = Presence::optional);

  // One of a closed list of words.
  template <typename T>
  T choice(std::string_view key, const std::vector<std::pair<std::string, T>>& words, T otherwise) {
    const std::string word = text(key);
    if (word.empty()) return otherwise;
    std::vector<std::string> known;
    for (const auto& [name, value] : words) {
      if (name == word) return value;
      known.push_back(name);
    }
    fault(key, "unknown word \"" + word + "\"" + suggestion(word, known));
    return otherwise;
  }

  // Reports a fault at a key: "numerator.of: ...".
  void fault(std::string_view key, const std::string& message);
  void fault_on(int line, std::string_view key, const std::string& message);
  // Reports the keys that nothing has asked for.
  void finish();

 private:
  void wrong_type(std::string_view key, std::string_view expected, const toml::node& found);

  const toml::table* table_;
  std::string what_;
  FileFaults* faults_;
  int line_;
  std::vector<std::string> asked_;
};

// Line on which a node begins, as toml++ knows it.
int line_of(const toml::node& node);
// Line of a key of a table; of the table if the key is not there.
int line_of(const toml::table& table, std::string_view key);
// The same of a file, for a key that may stand in a table of it: "numerator.sum_of".
int line_within(const toml::table& file, std::string_view key);
// Line of the file in which a position of a text value stands.
int line_in_text(const toml::node& node, std::string_view text, std::size_t position);

// Parses a text; a fault in its syntax is reported and gives nothing. `shape` is the outline of the
// text, or of a longer one that begins with it.
std::optional<toml::table> parse_toml(std::string_view text, const TomlOutline& shape,
                                      FileFaults& faults);
std::optional<toml::table> parse_toml(std::string_view text, FileFaults& faults);

}  // namespace waymark
