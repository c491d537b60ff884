// Reference rows with dates of validity: which row of a key is in force on a day (records contract,
// "Two ways of writing until"). A reference row is still in force on its to_date; of several in
// force the one with the latest from_date is used (empty = earliest), then the first in the file.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/records.h"

namespace waymark {

class DatedMap {
 public:
  // `key`: a code or id field of the table; `usable`, where given, is false for rows to ignore.
  DatedMap(const Extract& extract, std::string_view table, std::string_view key,
           const std::vector<bool>& usable = {});

  struct Found {
    std::int32_t row = kMissing;  // of the reference table; kMissing if none is in force
    Date until;                   // first day on which the answer may be another; missing = never
  };
  Found find(std::int32_t key, Date day) const;
  // The row alone.
  std::int32_t row(std::int32_t key, Date day) const { return find(key, day).row; }
  // Every day on which a row begins or has just ceased to be in force, ascending, each once.
  std::vector<Date> change_days() const;

 private:
  struct Row {
    std::int32_t from;   // kMissing = since ever
    std::int32_t until;  // exclusive; kMissing = without end
    std::int32_t row;
  };
  std::span<const Row> rows_of(std::int32_t key) const;
  std::vector<std::uint32_t> first_;  // by key number
  std::vector<Row> rows_;             // of one key: latest from_date first
};

}  // namespace waymark
