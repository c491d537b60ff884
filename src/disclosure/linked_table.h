// What a reader of public figures could put together: counts, the equations that link them, and the
// figures that show them. Everything that is linked stands in one table, whatever page prints it.
//
//   LinkedTable table;
//   const int west = table.add_cell({.name = "west", .value = 3, .sensitive = true});
//   const int rest = table.add_cell({.name = "rest", .value = 40});
//   const int all = table.add_cell({.name = "county", .value = 43});
//   table.add_relation(sum_of({west, rest}, all));
//   table.add_item({.name = "county", .cells = {all}});
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace waymark {

inline constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

// One count: a whole number of 0 or more.
struct Cell {
  std::string name;
  std::int64_t value = 0;
  bool sensitive = false;  // must not be found out: few children stand behind it
  // Between which numbers readers know it to lie whatever this publication shows.
  std::int64_t low = 0;
  std::int64_t high = kNoLimit;
};

struct Term {
  int cell = 0;
  std::int64_t factor = 1;
};

// low <= sum of factor * cell <= high.
struct Relation {
  std::vector<Term> terms;
  std::int64_t low = 0;   // -kNoLimit: no limit
  std::int64_t high = 0;  // kNoLimit: no limit
  int item = -1;          // readers know it only while this item is shown; -1 = always
};

// A figure that is either shown or hidden as a whole.
struct Item {
  std::string name;
  std::vector<int> cells = {};  // the first is what the figure is about
  // Whether showing it tells each of its cells exactly; otherwise its relations tell what it tells.
  bool exact = true;
  bool withheld = false;         // hidden at first whatever the counts are
  bool withheld_always = false;  // and for good
  double cost = 1;               // how much readers lose by not having it
};

// Whether each item is shown.
using Shown = std::vector<bool>;

class LinkedTable {
 public:
  int add_cell(Cell cell);
  // False, and nothing added, where the relation does not hold for the true counts: a reader who
  // used it would be led astray.
  bool add_relation(Relation relation);
  int add_item(Item item);
  void know(int cell, std::int64_t low, std::int64_t high);  // narrows what readers know already

  const std::vector<Cell>& cells() const { return cells_; }
  const std::vector<Relation>& relations() const { return relations_; }
  const std::vector<Item>& items() const { return items_; }

 private:
  std::vector<Cell> cells_;
  std::vector<Relation> relations_;
  std::vector<Item> items_;
};

// parts add up to whole.
Relation sum_of(const std::vector<int>& parts, int whole);
// part is not more than whole.
Relation at_most(int part, int whole);
// What a percentage tells that is shown rounded half up: `shown` counts units of its last place, so
// that 12.3 is 123 with one decimal. Known while `item` is shown.
std::vector<Relation> rounds_to(int numerator, int denominator, std::int64_t shown, int decimals,
                                int item);

// Which cells readers know exactly: shown by an item, or known before.
std::vector<bool> known_cells(const LinkedTable& table, const Shown& shown);

}  // namespace waymark
