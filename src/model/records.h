// One authority's records as at one load, as typed columns. Intake fills them from files, the
// store from the database; facts read them and cannot tell the difference.
//
// Every column is a vector of std::int32_t with kMissing for "missing":
//   date     days since 1970-01-01          boolean  1 or 0
//   integer  the number                     id       number in the dictionary of its id space
//   code     number in `codes` (upper case) postcode number in `codes` (folded postcode)
//   json     number in `key_sets`
// text and decimal columns are kept as text instead (`texts`, empty = missing).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "model/schema.h"

namespace waymark {

// Texts numbered 0, 1, 2 ... in order of arrival. Stable: a text keeps its number and its address.
// An extract brings millions of texts, so they lie behind each other in large blocks, and their
// numbers in one flat table that is probed in order.
class Dictionary {
 public:
  Dictionary() = default;
  Dictionary(Dictionary&&) = default;
  Dictionary& operator=(Dictionary&&) = default;

  // The number of a text, numbering it if it is new.
  std::int32_t number(std::string_view text);
  // The numbers of many texts, in their order; an empty text is missing. Faster than one by one,
  // since the looks into a large table wait for memory side by side.
  void number_all(std::span<const std::string_view> texts, std::span<std::int32_t> numbers);
  // The number of a text, kMissing if it is unknown.
  std::int32_t find(std::string_view text) const;
  std::string_view text(std::int32_t number) const {
    return texts_[static_cast<std::size_t>(number)];
  }
  std::int32_t size() const { return static_cast<std::int32_t>(texts_.size()); }

 private:
  // A number and some bits of its text's hash, so that most other texts are told apart unread.
  struct Slot {
    std::uint32_t hash = 0;
    std::int32_t number = kMissing;
  };
  // The slot that holds the text, or the free one where it belongs. There always is a free one.
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  void grow();
  std::int32_t number(std::string_view text, std::uint32_t hash);
  std::string_view keep(std::string_view text);

  std::vector<std::string_view> texts_;
  std::vector<Slot> slots_;  // none, or a power of two of them, at most half full
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_left_ = 0;
  char* block_end_ = nullptr;
};

// The texts behind the numbers of one id space. The store reads them from the database only when
// a list or a tie needs them, so this is an interface.
class IdTexts {
 public:
  virtual ~IdTexts() = default;
  virtual std::int32_t size() const = 0;
  virtual std::string text(std::int32_t number) const = 0;
  // Whether a's text is before b's in byte order ("greatest primary key in byte order").
  // Safe to call from several threads.
  virtual bool before(std::int32_t a, std::int32_t b) const = 0;
  virtual std::int32_t find(std::string_view text) const = 0;
};

struct RecordTable {
  const Table* schema = nullptr;
  std::string file;  // name inside the extract folder; empty where the rows came from the store
  std::size_t rows = 0;
  // One entry a field of the schema, each of `rows` values; an empty vector means that the column
  // is not in the file (then every row is missing), or was left out when the table was read.
  std::vector<std::vector<std::int32_t>> values;
  // By field, whether its values were left out; empty: none were. `Extract::column` fetches them.
  std::vector<bool> left_out;
  std::vector<std::vector<std::string>> texts;
  // Row number in its file when the row version was opened (1 = first row after the header).
  std::vector<std::int32_t> file_row;
  // Order among the rows that are equal in the table's tie_fields (0 = first in the file); empty
  // for tables without tie fields.
  std::vector<std::int32_t> tie_rank;
  // The row as it stood in the file, only where the typed columns lose something of it (other
  // letter case, blanks, a time behind a date, an unreadable value): row -> field texts joined by
  // U+001F in schema order.
  std::unordered_map<std::int32_t, std::string> originals;

  // A column by field name. CHECKs that the field exists. A column that is not in the file gives
  // an all-missing span through `Extract::column`.
  std::size_t field(std::string_view name) const;
};

// The sets of JSON keys that occur, numbered; each a sorted list of code numbers (upper case keys).
struct KeySets {
  std::vector<std::vector<std::int32_t>> sets;
};

// Everything known of one authority as at one load.
class Extract {
 public:
  Extract();

  std::string authority;  // loc_extract.authority_code, or as given by the caller
  std::map<std::string, RecordTable, std::less<>> tables;  // supplied tables that are here already
  Dictionary codes;  // all codes (upper case), folded postcodes, JSON keys
  KeySets key_sets;
  std::map<std::string, std::shared_ptr<IdTexts>, std::less<>> ids;  // by id space
  // Gives a column that was left out, as long as its table. Called once a column, by one thread at
  // a time. So what is read beforehand is a matter of speed alone, never of what the figures are.
  std::function<std::vector<std::int32_t>(std::string_view table, std::size_t field)> fetch;

  // Supplies a table that is read when it is first asked for, by the thread that asks. A table that
  // cannot be read then has no rows, and `reading()` tells: no figure may outlive that.
  void add_later(const Table& schema, std::function<Result<RecordTable>()> read);
  // Reads tables added for later on another thread, in this order, before anyone asks for them.
  void read_ahead(std::vector<std::string> names);
  // The first fault of reading a table that was added for later.
  Status reading() const;

  bool supplied(std::string_view table) const;
  const RecordTable* find(std::string_view table) const;
  // Rows of a table; 0 if it is not supplied.
  std::size_t rows(std::string_view table) const;
  // A typed column of a supplied table: always `rows` long (all missing if the file lacked it).
  // Empty span if the table is not supplied.
  std::span<const std::int32_t> column(std::string_view table, std::string_view field) const;
  // Text of a cell for lists, whatever its type; empty = missing.
  std::string cell_text(std::string_view table, std::string_view field, std::size_t row) const;
  // Whether a key set holds a key (upper case); a missing set holds none.
  bool has_key(std::int32_t key_set, std::int32_t key) const;
  // Number of a code (any case), kMissing if no row holds it.
  std::int32_t code(std::string_view text) const;

 private:
  // What is made when first asked for, and shared by the threads that ask.
  struct MadeLater;
  struct DeleteMadeLater {
    void operator()(MadeLater* made_later) const;
  };
  std::span<const std::int32_t> fetched(const RecordTable& records, std::size_t field) const;
  std::unique_ptr<MadeLater, DeleteMadeLater> made_later_;
};

}  // namespace waymark
