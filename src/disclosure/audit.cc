#include "disclosure/audit.h"

#include <algorithm>
#include <iterator>

#include "base/parallel.h"
#include "disclosure/point_search.h"

namespace waymark {
namespace {

constexpr int kRounds = 12;       // of looking for many cells at once
constexpr int kTries = 6;         // of looking for one cell, from other sides
constexpr double kLittle = 0.01;  // weight of the other cells then
constexpr int kReachInWidths = 40;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

// A fixed sequence of coin tosses: the same audit for the same figures.
class Coin {
 public:
  bool toss() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state_ >> 40 & 1) != 0;
  }

 private:
  std::uint64_t state_ = 20171130;
};

}  // namespace

std::vector<bool> audited_cells(const LinkedTable& table, const Shown& shown,
                                const std::vector<bool>& known, std::int64_t least_width) {
  std::vector<bool> audited(table.cells().size());
  for (std::size_t c = 0; c < audited.size(); ++c) audited[c] = table.cells()[c].sensitive;
  for (std::size_t i = 0; i < table.items().size(); ++i) {
    const Item& item = table.items()[i];
    if (!shown[i] && !item.cells.empty()) audited[at(item.cells.front())] = true;
  }
  for (std::size_t c = 0; c < audited.size(); ++c) {
    const Cell& cell = table.cells()[c];
    const bool told_before = cell.high != kNoLimit && cell.high - cell.low < least_width;
    if (known[c] || told_before) audited[c] = false;
  }
  return audited;
}

Auditor::Auditor(const LinkedTable& table, AuditSettings settings)
    : table_(table), settings_(settings) {
  for (const auto& cell : table.cells()) ranges_.push_back({cell.value, cell.value});
}

bool Auditor::is_wide(int cell) const {
  return ranges_[at(cell)].high - ranges_[at(cell)].low >= settings_.least_width;
}

std::vector<Exposed> Auditor::exposed(const Shown& shown) {
  const std::vector<bool> known = known_cells(table_, shown);
  const std::vector<bool> audited = audited_cells(table_, shown, known, settings_.least_width);
  const std::vector<Component> components = components_of(table_, shown, known);
  std::vector<std::vector<Exposed>> found(components.size());
  run_parallel(components.size(), settings_.threads,
               [&](std::size_t i) { found[i] = exposed_in(components[i], audited); });
  std::vector<Exposed> all;
  for (auto& some : found) {
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  std::sort(all.begin(), all.end(),
            [](const Exposed& a, const Exposed& b) { return a.cell < b.cell; });
  return all;
}

std::vector<Exposed> Auditor::exposed_in(const Component& component,
                                         const std::vector<bool>& audited) {
  std::vector<std::size_t> narrow;  // places in component.cells
  for (std::size_t i = 0; i < component.cells.size(); ++i) {
    if (audited[at(component.cells[i])] && !is_wide(component.cells[i])) narrow.push_back(i);
  }
  std::vector<Exposed> exposed;
  if (narrow.empty()) return exposed;
  PointSearch search(table_, component, settings_.least_width * kReachInWidths);
  const auto look = [&](const std::vector<double>& weights) {
    auto answer = search.furthest(weights);
    for (std::size_t i = 0; i < answer.point.size(); ++i) {
      Range& range = ranges_[at(component.cells[i])];
      range.low = std::min(range.low, answer.point[i]);
      range.high = std::max(range.high, answer.point[i]);
    }
    return answer.limits;
  };
  const auto drop_wide = [&] {
    std::erase_if(narrow, [&](std::size_t i) { return is_wide(component.cells[i]); });
  };
  // Many cells at once: each is pulled up or down.
  Coin coin;
  for (int round = 0; round < kRounds && narrow.size() > 2; ++round) {
    std::vector<double> weights(component.cells.size());
    for (const std::size_t i : narrow) {
      weights[i] = round == 0 || (round > 1 && coin.toss()) ? 1 : -1;
    }
    look(weights);
    drop_wide();
  }
  // Then one by one.
  for (const std::size_t i : narrow) {
    const int cell = component.cells[i];
    if (is_wide(cell)) continue;
    std::vector<double> weights(component.cells.size());
    weights[i] = 1;
    std::vector<int> limits = look(weights);
    if (is_wide(cell)) continue;
    weights[i] = -1;
    const std::vector<int> limits_below = look(weights);
    // The furthest points may not be whole. Others as far, or nearly, are tried.
    for (int tries = 0; settings_.thorough && tries < kTries && !is_wide(cell); ++tries) {
      for (double& weight : weights) weight = coin.toss() ? kLittle : -kLittle;
      weights[i] = tries % 2 == 0 ? 1 : -1;
      look(weights);
    }
    if (is_wide(cell)) continue;
    if (limits.empty()) limits = limits_below;
    exposed.push_back({.cell = cell,
                       .low = ranges_[at(cell)].low,
                       .high = ranges_[at(cell)].high,
                       .limits = std::move(limits)});
  }
  return exposed;
}

std::vector<Exposed> audit(const LinkedTable& table, const Shown& shown, AuditSettings settings) {
  return Auditor(table, settings).exposed(shown);
}

}  // namespace waymark
