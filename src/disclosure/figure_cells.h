// The counts behind figures, each once, whichever measures share them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "disclosure/figure_table.h"

namespace waymark {

// What a count is of: one month, the months up to it since April, or a window that ends with it.
struct Period {
  Month month;
  int window = 1;  // 0 = since April
  auto operator<=>(const Period&) const = default;
};

class FigureCells {
 public:
  using Part = InvariantTerm::Part;

  explicit FigureCells(LinkedTable& table) : table_(table) {}

  // Takes in both counts of a figure's month, or of its year to date.
  void add(const LinkedMeasure& measure, const Figure& figure, bool to_date);

  // -1 if there is no such count.
  int find(const std::string& count, const std::string& area, Period period) const;
  int of_figure(const std::string& measure, const std::string& area, Month month, Part part) const;

  // Adds a count that no figure gives, but that others tell.
  int add_told(const std::string& count, const std::string& area, Period period,
               std::int64_t value);

  const std::set<std::string>& counts() const { return counts_; }
  const std::set<Period>& periods_of(const std::string& count) const;

 private:
  using Key = std::tuple<std::string, std::string, Period>;
  int cell(const LinkedSide& side, const std::string& measure, const std::string& area,
           Period period, std::int64_t value);

  LinkedTable& table_;
  std::map<Key, int> cells_;
  std::map<std::tuple<std::string, std::string, Month, Part>, int> of_figures_;
  std::set<std::string> counts_;
  std::map<std::string, std::set<Period>> periods_;
};

// One name for counts added together.
std::string name_of(const LinkedSide& side);
Period period_of(const LinkedMeasure& measure, Month month, bool to_date);
bool is_small(std::int64_t count);

}  // namespace waymark
