#include "store/fact_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "store/layout.h"

namespace waymark {
namespace {

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

class WordReader {
 public:
  explicit WordReader(std::string_view sql) : sql_(sql) {}

  std::vector<QueryWord> read() {
    while (at_ < sql_.size()) {
      if (sql_.substr(at_).starts_with("--")) {
        skip_to("\n");
      } else if (sql_.substr(at_).starts_with("/*")) {
        skip_to("*/");
      } else if (sql_[at_] == '\'') {
        ++at_;
        skip_to("'");  // a doubled quote is two texts side by side
      } else if (sql_[at_] == '"') {
        quoted_word();
      } else if (is_word_char(sql_[at_])) {
        const std::size_t from = at_;
        while (at_ < sql_.size() && is_word_char(sql_[at_])) ++at_;
        add(sql_.substr(from, at_ - from), line_);
      } else {
        step();
      }
    }
    return std::move(words_);
  }

 private:
  void step() { line_ += sql_[at_++] == '\n' ? 1 : 0; }

  void skip_to(std::string_view end) {
    while (at_ < sql_.size() && !sql_.substr(at_).starts_with(end)) step();
    for (std::size_t i = 0; i < end.size() && at_ < sql_.size(); ++i) step();
  }

  void quoted_word() {
    const int line = line_;
    const std::size_t from = ++at_;
    skip_to("\"");
    add(sql_.substr(from, at_ - from - 1), line);
  }

  void add(std::string_view text, int line) {
    QueryWord word{std::string(text), line};
    std::transform(word.text.begin(), word.text.end(), word.text.begin(), small);
    const std::size_t next = sql_.find_first_not_of(" \t\r\n", at_);
    word.called = next != sql_.npos && sql_[next] == '(';
    words_.push_back(std::move(word));
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::vector<QueryWord> words_;
};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view word) {
  return std::find(names.begin(), names.end(), word) != names.end();
}

// The store's own tables hold every authority and every version of a row.
bool is_store_table(std::string_view word) {
  constexpr std::array<std::string_view, 8> kTables = {
      "store_format", "authority",       "load",    "finding",
      "dictionary",   "dictionary_text", "key_set", "published"};
  return is_one_of(kTables, word) ||
         (word.starts_with("r_") && record_schema().find(word.substr(2)));
}

}  // namespace

std::vector<QueryWord> words_of(std::string_view sql) { return WordReader(sql).read(); }

std::string refusal_of(const QueryWord& word) {
  constexpr std::array<std::string_view, 5> kClock = {
      "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"};
  constexpr std::array<std::string_view, 10> kChange = {"now",
                                                        "today",
                                                        "random",
                                                        "uuid",
                                                        "gen_random_uuid",
                                                        "uuidv4",
                                                        "uuidv7",
                                                        "get_current_time",
                                                        "get_current_timestamp",
                                                        "transaction_timestamp"};
  if (is_one_of(kClock, word.text) || (word.called && is_one_of(kChange, word.text))) {
    return fmt::format(
        "{} gives something else at every run. The day of the extract is "
        "loc_extract.extract_date.",
        word.text);
  }
  if (word.called && (word.text == "query" || word.text == "query_table")) {
    return fmt::format("{} would run what stands in a text; write the tables themselves.",
                       word.text);
  }
  if (is_store_table(word.text)) {
    return fmt::format("{} is a table of the store itself; a fact reads the tables of the records.",
                       word.text);
  }
  return "";
}

bool is_other_statement(std::string_view first_word) {
  constexpr std::array<std::string_view, 30> kStatements = {
      "alter",  "analyze", "attach",   "begin",   "call",   "checkpoint", "commit", "copy",
      "create", "delete",  "detach",   "execute", "drop",   "explain",    "export", "import",
      "insert", "install", "load",     "merge",   "pragma", "prepare",    "reset",  "rollback",
      "set",    "show",    "truncate", "update",  "use",    "vacuum"};
  return is_one_of(kStatements, first_word);
}

}  // namespace waymark
