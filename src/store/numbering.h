// Brings the numbers of one extract (which are its own) to the numbers of the store's dictionaries.
// At the first load of an authority the texts of a space are numbered in byte order; texts of later
// loads get the numbers behind. Numbers never change, so rows may hold them for ever.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/records.h"
#include "store/database.h"

namespace waymark {

class Numbering {
 public:
  // Reads the authority's dictionaries and gives the extract's unknown texts new numbers. Only
  // texts that a row uses are numbered.
  static Result<Numbering> make(sql::Connection& connection, std::int32_t authority,
                                const Extract& extract);
  // The values of a column in the store's numbers; types without a dictionary stay as they are.
  std::vector<std::int32_t> renumbered(const Field& field,
                                       const std::vector<std::int32_t>& values) const;
  // Writes what is new.
  Status write(sql::Connection& connection) const;

 private:
  struct Space {
    std::vector<std::int32_t> numbers;  // by the extract's number; kMissing: unknown or not used
    std::int32_t known = 0;             // size of the store's dictionary before this load
    std::vector<std::string> fresh;     // texts numbered known, known + 1, ...
    std::string last_known;             // text of the highest known number
    std::int32_t ordered = 0;           // so many texts from the first on stand in byte order
  };
  using Keys = std::vector<std::int32_t>;

  Status read_sizes(sql::Connection& connection);
  Status read_known_texts(sql::Connection& connection, const Extract& extract);
  Status read_key_sets(sql::Connection& connection);
  void number_fresh_texts(const Extract& extract);
  void number_key_sets(const Extract& extract);
  Status write_sizes(sql::Connection& connection) const;
  Status write_texts(sql::Connection& connection) const;
  Status write_key_sets(sql::Connection& connection) const;
  const std::vector<std::int32_t>* numbers_for(const Field& field) const;

  std::int32_t authority_ = 0;
  std::map<std::string, Space, std::less<>> spaces_;
  std::map<Keys, std::int32_t> key_sets_;      // all sets of the store, keys as store numbers
  std::vector<const Keys*> fresh_key_sets_;    // numbered behind those known, in order
  std::vector<std::int32_t> key_set_numbers_;  // by the extract's number
};

}  // namespace waymark
