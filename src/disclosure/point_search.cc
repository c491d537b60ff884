#include "disclosure/point_search.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "disclosure/solver_library.h"

namespace waymark {
namespace {

constexpr double kWhole = 1e-6;       // nearer than this to a whole number is taken to be one
constexpr double kUnbounded = 1e300;  // the solver takes it for no bound
constexpr int kDives = 40;  // how many cells are fixed to whole numbers, one after the other

std::size_t at(int i) { return static_cast<std::size_t>(i); }

// Column-wise, as the solver reads it.
struct Columns {
  std::vector<CoinBigIndex> starts;
  std::vector<int> rows;
  std::vector<double> factors;
};

}  // namespace

struct PointSearch::Solver {
  const LinkedTable& table;
  const Component& component;
  std::map<int, int> column;                    // of a cell
  std::vector<std::int64_t> low, high;          // of the cells
  std::vector<std::int64_t> row_low, row_high;  // of the relations, less what is known
  std::vector<std::vector<std::pair<int, std::int64_t>>> row_terms;  // column, factor
  Clp_Simplex* model = nullptr;

  Solver(const LinkedTable& t, const Component& c, std::int64_t reach) : table(t), component(c) {
    for (const int cell : component.cells) {
      column[cell] = static_cast<int>(low.size());
      const Cell& it = table.cells()[at(cell)];
      low.push_back(std::max(it.low, it.value - reach));
      high.push_back(std::min(it.high, it.value + reach));
    }
    for (const int relation : component.relations) add_row(table.relations()[at(relation)]);
    load();
  }
  ~Solver() { clp::deleteModel(model); }
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  void add_row(const Relation& relation) {
    std::int64_t told = 0;
    auto& terms = row_terms.emplace_back();
    for (const auto& term : relation.terms) {
      const auto found = column.find(term.cell);
      if (found == column.end()) {
        told += term.factor * table.cells()[at(term.cell)].value;
      } else {
        terms.emplace_back(found->second, term.factor);
      }
    }
    row_low.push_back(relation.low == -kNoLimit ? -kNoLimit : relation.low - told);
    row_high.push_back(relation.high == kNoLimit ? kNoLimit : relation.high - told);
  }

  Columns columns() const {
    std::vector<std::vector<std::pair<int, double>>> entries(low.size());
    for (std::size_t r = 0; r < row_terms.size(); ++r) {
      for (const auto& [c, factor] : row_terms[r]) {
        entries[at(c)].emplace_back(static_cast<int>(r), static_cast<double>(factor));
      }
    }
    Columns all;
    for (const auto& one : entries) {
      all.starts.push_back(static_cast<CoinBigIndex>(all.rows.size()));
      for (const auto& [row, factor] : one) {
        all.rows.push_back(row);
        all.factors.push_back(factor);
      }
    }
    all.starts.push_back(static_cast<CoinBigIndex>(all.rows.size()));
    return all;
  }

  static std::vector<double> bounds(const std::vector<std::int64_t>& given) {
    std::vector<double> all;
    for (const auto bound : given) {
      all.push_back(bound == kNoLimit    ? kUnbounded
                    : bound == -kNoLimit ? -kUnbounded
                                         : static_cast<double>(bound));
    }
    return all;
  }

  void load() {
    const Columns all = columns();
    const std::vector<double> none(low.size(), 0.0);
    model = clp::newModel();
    clp::setLogLevel(model, 0);
    clp::loadProblem(model, static_cast<int>(low.size()), static_cast<int>(row_low.size()),
                     all.starts.data(), all.rows.data(), all.factors.data(), bounds(low).data(),
                     bounds(high).data(), none.data(), bounds(row_low).data(),
                     bounds(row_high).data());
    clp::setOptimizationDirection(model, -1);
  }

  // In whole numbers, so that nothing rests on the solver's arithmetic.
  bool agrees(const std::vector<std::int64_t>& point) const {
    for (std::size_t c = 0; c < point.size(); ++c) {
      if (point[c] < low[c] || point[c] > high[c]) return false;
    }
    for (std::size_t r = 0; r < row_terms.size(); ++r) {
      std::int64_t sum = 0;
      for (const auto& [c, factor] : row_terms[r]) sum += factor * point[at(c)];
      if (sum < row_low[r] || sum > row_high[r]) return false;
    }
    return true;
  }

  // The solver's point in whole numbers if it is one; else the column furthest from whole.
  std::vector<std::int64_t> whole_point(int& least_whole) const {
    const double* values = clp::primalColumnSolution(model);
    std::vector<std::int64_t> point;
    double furthest = kWhole;
    least_whole = -1;
    for (std::size_t c = 0; c < low.size(); ++c) {
      const double off = std::abs(values[c] - std::round(values[c]));
      if (off > furthest) {
        furthest = off;
        least_whole = static_cast<int>(c);
      }
      point.push_back(std::llround(values[c]));
    }
    if (least_whole >= 0 || !agrees(point)) point.clear();
    return point;
  }

  // Fixes one cell after the other to a whole number near the solver's, until all are whole.
  std::vector<std::int64_t> dive(int least_whole) {
    std::vector<double> lower = bounds(low), upper = bounds(high);
    std::vector<std::int64_t> point;
    for (int i = 0; i < kDives && least_whole >= 0; ++i) {
      const double near = std::round(clp::primalColumnSolution(model)[least_whole]);
      lower[at(least_whole)] = upper[at(least_whole)] = near;
      clp::chgColumnLower(model, lower.data());
      clp::chgColumnUpper(model, upper.data());
      clp::dual(model, 0);
      if (clp::status(model) != 0) break;
      point = whole_point(least_whole);
    }
    clp::chgColumnLower(model, bounds(low).data());
    clp::chgColumnUpper(model, bounds(high).data());
    return point;
  }
};

PointSearch::PointSearch(const LinkedTable& table, const Component& component, std::int64_t reach)
    : solver_(std::make_unique<Solver>(table, component, reach)) {}
PointSearch::~PointSearch() = default;

PointSearch::Answer PointSearch::furthest(const std::vector<double>& weights) {
  clp::chgObjCoefficients(solver_->model, weights.data());
  clp::primal(solver_->model, 0);
  Answer answer;
  if (clp::status(solver_->model) != 0) return answer;
  const double* prices = clp::dualRowSolution(solver_->model);
  for (std::size_t r = 0; r < solver_->row_terms.size(); ++r) {
    if (std::abs(prices[r]) > kWhole) answer.limits.push_back(solver_->component.relations[r]);
  }
  int least_whole = -1;
  answer.point = solver_->whole_point(least_whole);
  if (least_whole >= 0) answer.point = solver_->dive(least_whole);
  return answer;
}

}  // namespace waymark
