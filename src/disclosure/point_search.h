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

  // How far a sum of weight * cell goes, counts whole or not; one weight a cell of the component.
  struct Furthest {
    double sum = 0;           // infinite where the solver gave no answer
    std::vector<int> limits;  // the relations (of the table) that keep it from being greater
  };
  Furthest furthest(const std::vector<double>& weights);
  // Whole counts, one a cell of the component, where or near where `furthest` ended; empty if none
  // were found. Counts there may not be whole: then cells are fixed to whole numbers one after the
  // other, as long as the sum stays at `least` or above. Costs many times what `furthest` costs.
  std::vector<std::int64_t> whole_point(double least);
  // The same, if the counts are whole where `furthest` ended.
  std::vector<std::int64_t> whole_point_at_hand();

 private:
  struct Solver;
  std::unique_ptr<Solver> solver_;
};

}  // namespace waymark
