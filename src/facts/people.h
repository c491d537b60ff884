// The people of an extract: birth, expected birth and death, and what follows from them for every
// fact (measures, section 0, People).
#pragma once

#include <cstdint>
#include <vector>

#include "model/fact.h"
#include "model/records.h"

namespace waymark {

// The earlier of two days, a missing day being later than any other.
constexpr Date earliest_of(Date a, Date b) {
  if (a.missing()) return b;
  return b.missing() || a < b ? a : b;
}

// People are numbered by their row of ssd_person. All questions cost one look into an array.
class People {
 public:
  explicit People(const Extract& extract);

  std::size_t count() const { return born_.size(); }
  // Row of ssd_person of a person id (number in the id space person_id); kMissing if the id is
  // missing or names nobody: such a record is held out of every figure.
  std::int32_t row_of(std::int32_t person_id) const {
    return person_id < 0 || static_cast<std::size_t>(person_id) >= row_of_id_.size()
               ? kMissing
               : row_of_id_[static_cast<std::size_t>(person_id)];
  }
  // The person of each record: row_of() for a whole column.
  std::vector<std::int32_t> rows_of(std::span<const std::int32_t> person_ids) const;

  Date born(std::int32_t person) const { return born_[at(person)]; }
  Date died(std::int32_t person) const { return died_[at(person)]; }
  Date adult_from(std::int32_t person) const { return adult_from_[at(person)]; }  // 18th birthday
  // 18th birthday or death, whichever is first; missing if neither is known. Exclusive: on that day
  // the person is no longer a living child.
  Date child_until(std::int32_t person) const { return child_until_[at(person)]; }
  // The day on which childhood ended something that the record says ended on `recorded` (missing:
  // is open): the earlier of the two. Childhood that ends after the day of the extract has not
  // ended anything yet (no month that late is counted), so that lists show what is open as open.
  Date ended_on(std::int32_t person, Date recorded, Date extract_date) const {
    const Date childhood = child_until(person);
    return !extract_date.missing() && childhood > extract_date ? recorded
                                                               : earliest_of(recorded, childhood);
  }
  // Day from which the person counts as born: the birth date; missing (not born on any day) while
  // only an expected date is known; 1 January 1900 where neither is ("counted as a born child").
  Date born_by(std::int32_t person) const { return born_by_[at(person)]; }
  // Whether something that starts on `day` starts too late to be a child's: on or after the 18th
  // birthday, or after death.
  bool starts_too_late(std::int32_t person, Date day) const;

  // People of unknown age.
  void note(std::vector<FactNote>& notes) const;

 private:
  static std::size_t at(std::int32_t person) { return static_cast<std::size_t>(person); }
  std::vector<std::int32_t> row_of_id_;
  std::vector<Date> born_, died_, adult_from_, child_until_, born_by_;
};

}  // namespace waymark
