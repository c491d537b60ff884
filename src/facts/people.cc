#include "facts/people.h"

#include "facts/record_keys.h"

namespace waymark {

People::People(const Extract& extract) {
  const std::size_t rows = extract.rows("ssd_person");
  const auto ids = extract.column("ssd_person", "pers_person_id");
  const auto births = extract.column("ssd_person", "pers_dob");
  const auto expected = extract.column("ssd_person", "pers_expected_dob");
  const auto deaths = extract.column("ssd_person", "pers_death_date");
  row_of_id_.assign(id_count(extract, "person_id"), kMissing);
  born_.reserve(rows);
  died_.reserve(rows);
  adult_from_.reserve(rows);
  child_until_.reserve(rows);
  born_by_.reserve(rows);
  const Date long_ago = make_date(1900, 1, 1);
  for (std::size_t row = 0; row < rows; ++row) {
    if (ids[row] != kMissing) row_of_id_[at(ids[row])] = static_cast<std::int32_t>(row);
    const Date born{births[row]};
    const Date died{deaths[row]};
    const Date adult_from = birthday(born, 18);
    born_.push_back(born);
    died_.push_back(died);
    adult_from_.push_back(adult_from);
    child_until_.push_back(earliest_of(adult_from, died));
    born_by_.push_back(born.missing() && expected[row] == kMissing ? long_ago : born);
  }
}

std::vector<std::int32_t> People::rows_of(std::span<const std::int32_t> person_ids) const {
  std::vector<std::int32_t> rows(person_ids.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = row_of(person_ids[i]);
  return rows;
}

bool People::starts_too_late(std::int32_t person, Date day) const {
  const Date adult = adult_from(person);
  const Date death = died(person);
  return (!adult.missing() && day >= adult) || (!death.missing() && day > death);
}

void People::note(std::vector<FactNote>& notes) const {
  for (std::size_t row = 0; row < count(); ++row) {
    if (!born_[row].missing() || born_by_[row].missing()) continue;
    notes.push_back({"age-unknown", "ssd_person", static_cast<std::int32_t>(row),
                     "Neither date of birth nor expected date of birth is given: counted as a born "
                     "child under 18, and in no measure that needs an age."});
  }
}

}  // namespace waymark
