// Looks for other whole counts that agree with everything readers know: the further from the true
// ones, the less has been told. The solver (Clp) only proposes; a point counts once it has been
// checked in whole numbers.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "disclosure/components.h"

namespace waymark {

class PointSearch {
 public:
  // Cells stay within `reach` of their true counts, so that every question has an answer.
  PointSearch(const LinkedTable& table, const Component& component, std::int64_t reach);
  ~PointSearch();
  PointSearch(const PointSearch&) = delete;
  PointSearch& operator=(const PointSearch&) = delete;

  struct Answer {
    // A count a cell of the component; empty if no whole ones were found.
    std::vector<std::int64_t> point;
    // The relations (of the table) that keep the sum from being greater.
    std::vector<int> limits;
  };
  // The point with the greatest sum of weight * cell; one weight a cell of the component.
  Answer furthest(const std::vector<double>& weights);

 private:
  struct Solver;
  std::unique_ptr<Solver> solver_;
};

}  // namespace waymark
