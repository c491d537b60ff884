// Families and their children, and the tables about who they are and where they live.
#pragma once

#include <cstdint>
#include <vector>

#include "base/date.h"
#include "simulate/random.h"
#include "simulate/world.h"

namespace waymark::simulation {

struct Child {
  std::uint64_t number = 0;  // of the id
  Date born;                 // also while it is still to come
  Date due;                  // when the birth was expected
  Date adult_on;             // 18th birthday
  Date died;                 // missing = alive
  bool girl = false;
  bool disabled = false;
  bool asylum_seeking = false;  // unaccompanied
  bool mother = false;
  bool shown = false;  // some row of the extract is about the child

  // Children's services deal with a child from some months before birth to adulthood.
  bool in_scope(Date day) const { return day.days >= born.days - 150 && day < adult_on; }
  bool is_born(Date day) const { return born <= day; }
};

struct Family {
  std::uint64_t number = 0;
  Random random{0};
  int locality = 0;
  int postcode = kNoPostcode;  // where they lived at first
  Date settled_on;
  Date moved_on;  // missing = never
  int postcode_after = kNoPostcode;
  bool long_disability = false;  // known to the service for children with disabilities
  std::vector<Child> children;

  Key key() const { return {'F', number}; }
  int postcode_on(Date day) const {
    return !moved_on.missing() && moved_on <= day ? postcode_after : postcode;
  }
};

// Which children of a family: one bit each.
using ChildSet = std::uint32_t;
inline bool holds(ChildSet set, std::size_t child) { return (set >> child & 1U) != 0; }

// Three kinds of family, by how they come to be known; their ids lie apart.
enum class Stream : std::uint8_t { front_door = 1, care = 2, early_help = 3, disability = 4 };

// The family that is the `place`-th of its stream to become known in a month.
struct FamilyKey {
  Stream stream;
  Month month;
  int place;
};

// A family that becomes known on a day: at home somewhere in the locality, nobody in it yet.
Family make_family(const World& world, const FamilyKey& key, Date known_on, int locality);
// Adds brothers and sisters, the eldest first child of a given age in days on the day.
void add_children(Family& family, Random& random, Date day, int age_in_days, int count);

inline Key person_key(const Child& child) { return {'P', child.number}; }
// The same, and notes that the extract has a row about the child.
inline Key named(Child& child) {
  child.shown = true;
  return person_key(child);
}
// The number of a row: which child, which of its cases, which of the rows.
inline std::uint64_t row_number(const Child& child, int part, int row) {
  return (child.number * 100 + static_cast<std::uint64_t>(part)) * 1000 +
         static_cast<std::uint64_t>(row);
}

// ssd_person, ssd_family, ssd_address and the like, of the children who are shown.
void write_people(World& world, Family& family);

}  // namespace waymark::simulation
