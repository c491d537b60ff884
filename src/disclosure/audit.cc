#include "disclosure/audit.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "base/parallel.h"
#include "disclosure/point_search.h"

namespace waymark {
namespace {

constexpr int kRounds = 12;       // of looking for many cells at once
constexpr int kTries = 6;         // of looking for one cell, from other sides
constexpr double kLittle = 0.01;  // weight of the other cells then
constexpr int kReachInWidths = 40;
constexpr double kAnySum = std::numeric_limits<double>::infinity();
constexpr double kAlmost = 1e-6;  // what the solver may be off

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

// Looks for far points of one component, and widens the ranges of its cells by them.
class ComponentAudit {
 public:
  ComponentAudit(const LinkedTable& table, const Component& component,
                 const AuditSettings& settings, std::vector<RangeInHand>& ranges)
      : component_(component),
        settings_(settings),
        ranges_(ranges),
        search_(table, component, settings.least_width * kReachInWidths) {}

  // `narrow`: places in component.cells whose ranges are not wide yet.
  std::vector<Exposed> run(std::vector<std::size_t> narrow) {
    for (int round = 0; round < kRounds && narrow.size() > 2; ++round) {
      pull_together(narrow, round);
      std::erase_if(narrow, [&](std::size_t i) { return is_wide(i); });
    }
    std::vector<Exposed> exposed;
    for (const std::size_t i : narrow) {
      if (is_wide(i)) continue;
      std::vector<int> limits = pull_alone(i);
      if (is_wide(i)) continue;
      exposed.push_back({.cell = component_.cells[i],
                         .low = range(i).low,
                         .high = range(i).high,
                         .limits = std::move(limits)});
    }
    return exposed;
  }

 private:
  RangeInHand& range(std::size_t i) { return ranges_[at(component_.cells[i])]; }
  bool is_wide(std::size_t i) { return range(i).high - range(i).low >= settings_.least_width; }

  void take(const std::vector<std::int64_t>& point) {
    for (std::size_t i = 0; i < point.size(); ++i) {
      range(i).low = std::min(range(i).low, point[i]);
      range(i).high = std::max(range(i).high, point[i]);
    }
  }

  // Each cell is pulled up or down.
  void pull_together(const std::vector<std::size_t>& cells, int round) {
    std::vector<double> weights(component_.cells.size());
    for (const std::size_t i : cells) {
      weights[i] = round == 0 || (round > 1 && coin_.toss()) ? 1 : -1;
    }
    search_.furthest(weights);
    take(search_.whole_point(-kAnySum));
  }

  // A long look takes every point, since it may help another cell.
  void take_here() {
    take(settings_.thorough ? search_.whole_point(-kAnySum) : search_.whole_point_at_hand());
  }

  // Gives what keeps the cell's range from being wider.
  std::vector<int> pull_alone(std::size_t i) {
    std::vector<double> weights(component_.cells.size());
    weights[i] = 1;
    auto above = search_.furthest(weights);
    take_here();
    if (is_wide(i)) return {};
    weights[i] = -1;
    auto below = search_.furthest(weights);
    take_here();
    const auto width = static_cast<double>(settings_.least_width);
    // Where no counts at all lie far enough apart, whole ones need not be looked for.
    const bool could_be_wide =
        std::floor(above.sum + kAlmost) + std::floor(below.sum + kAlmost) >= width;
    if (could_be_wide && !is_wide(i)) {
      take(search_.whole_point(width - static_cast<double>(range(i).high)));
    }
    if (could_be_wide && !is_wide(i)) {
      weights[i] = 1;
      search_.furthest(weights);
      take(search_.whole_point(width + static_cast<double>(range(i).low)));
    }
    // The furthest points may not be whole. Others as far, or nearly, are tried.
    const int tries = settings_.thorough && could_be_wide ? kTries : 0;
    for (int tried = 0; tried < tries && !is_wide(i); ++tried) {
      for (double& weight : weights) weight = coin_.toss() ? kLittle : -kLittle;
      weights[i] = tried % 2 == 0 ? 1 : -1;
      search_.furthest(weights);
      take(search_.whole_point(-kAnySum));
    }
    return std::move(above.limits.empty() ? below.limits : above.limits);
  }

  const Component& component_;
  const AuditSettings& settings_;
  std::vector<RangeInHand>& ranges_;  // a cell of the table
  PointSearch search_;
  Coin coin_;
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
  std::vector<std::size_t> narrow;
  for (std::size_t i = 0; i < component.cells.size(); ++i) {
    const RangeInHand& range = ranges_[at(component.cells[i])];
    const bool wide = range.high - range.low >= settings_.least_width;
    if (audited[at(component.cells[i])] && !wide) narrow.push_back(i);
  }
  if (narrow.empty()) return {};
  return ComponentAudit(table_, component, settings_, ranges_).run(std::move(narrow));
}

std::vector<Exposed> audit(const LinkedTable& table, const Shown& shown, AuditSettings settings) {
  return Auditor(table, settings).exposed(shown);
}

}  // namespace waymark
