// Rows about a child that last from one day to another, the last day included (involvements,
// addresses, legal statuses), and the latest of those in force on a day: the greatest start date;
// equal starts: the greatest primary key in byte order (measures, section 0, Latest row).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "facts/people.h"
#include "model/records.h"

namespace waymark {

class InForceRows {
 public:
  struct Fields {
    std::string_view table;
    std::string_view key;
    std::string_view person;
    std::string_view from;
    std::string_view to;
  };
  // `usable`, where given, is false for rows to pass over.
  InForceRows(const Extract& extract, const People& people, const Fields& fields,
              const std::vector<bool>& usable = {});

  struct Found {
    std::int32_t row = kMissing;  // kMissing if none is in force
    Date until;                   // first day on which the answer may be another; missing = never
  };
  // The latest row of the child in force on the day, of those that `accept(row)` agrees to.
  template <typename Accept>
  Found latest(std::int32_t child, Date day, Accept accept) const;
  Found latest(std::int32_t child, Date day) const {
    return latest(child, day, [](std::int32_t) { return true; });
  }

 private:
  struct Entry {
    std::int32_t from;
    std::int32_t until;  // exclusive; kMissing = without end
    std::int32_t row;
  };
  std::span<const Entry> of(std::int32_t child) const {
    const auto at = static_cast<std::size_t>(child);
    return std::span(entries_).subspan(first_[at], first_[at + 1] - first_[at]);
  }
  std::vector<std::uint32_t> first_;  // by child; one more at the end
  std::vector<Entry> entries_;        // of one child: latest first
};

template <typename Accept>
InForceRows::Found InForceRows::latest(std::int32_t child, Date day, Accept accept) const {
  Found found;
  if (day.missing()) return found;
  for (const Entry& entry : of(child)) {
    if (entry.from > day.days) {
      found.until = earliest_of(found.until, {entry.from});
    } else if ((entry.until == kMissing || day.days < entry.until) && accept(entry.row)) {
      found.row = entry.row;
      found.until = earliest_of(found.until, {entry.until});
      break;
    }
  }
  return found;
}

}  // namespace waymark
