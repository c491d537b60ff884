#include "disclosure/protect.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <set>

namespace waymark {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

class Protector {
 public:
  Protector(const LinkedTable& table, AuditSettings settings)
      : table_(table),
        settings_(settings),
        items_of_(table.cells().size()),
        relations_of_(table.cells().size()),
        shown_(table.items().size(), true) {
    for (std::size_t i = 0; i < table.items().size(); ++i) {
      for (const int cell : table.items()[i].cells) {
        items_of_[at(cell)].push_back(static_cast<int>(i));
      }
    }
    for (std::size_t r = 0; r < table.relations().size(); ++r) {
      for (const auto& term : table.relations()[r].terms) {
        relations_of_[at(term.cell)].push_back(static_cast<int>(r));
      }
    }
  }

  Protection run() {
    hide_what_is_sensitive();
    const Shown after_first = shown_;
    hide_partners();
    Auditor auditor(
        table_,
        {.least_width = settings_.least_width, .threads = settings_.threads, .thorough = false});
    std::vector<Exposed> exposed = auditor.exposed(shown_);
    while (!exposed.empty() && break_limits(exposed)) exposed = auditor.exposed(shown_);
    // Where nothing is left to hide, the long look decides.
    if (!exposed.empty()) exposed = audit(table_, shown_, settings_);
    if (!exposed.empty()) exposed = show_what_is_told_anyway(std::move(exposed));
    Protection protection{.shown = shown_, .first = {}, .exposed = std::move(exposed)};
    for (const bool is_shown : after_first) protection.first.push_back(!is_shown);
    return protection;
  }

 private:
  // Items that could be hidden together, and what readers lose.
  struct Choice {
    std::vector<int> items = {};
    double cost = std::numeric_limits<double>::infinity();
  };

  void hide_what_is_sensitive() {
    known_ = known_cells(table_, shown_);
    std::vector<int> items;
    for (std::size_t i = 0; i < table_.items().size(); ++i) {
      const Item& item = table_.items()[i];
      const bool sensitive = std::any_of(item.cells.begin(), item.cells.end(), [&](int cell) {
        return table_.cells()[at(cell)].sensitive;
      });
      if (sensitive || item.withheld) items.push_back(static_cast<int>(i));
    }
    hide(items);
  }

  // Where an equation tells a hidden count by itself, another of its counts is hidden, the
  // cheapest.
  void hide_partners() {
    std::deque<int> waiting;
    for (std::size_t r = 0; r < table_.relations().size(); ++r) {
      waiting.push_back(static_cast<int>(r));
    }
    while (!waiting.empty()) {
      const Relation& relation = table_.relations()[at(waiting.front())];
      waiting.pop_front();
      if (relation.low != relation.high || !is_told(relation, shown_)) continue;
      if (!tells_a_guarded_cell(relation)) continue;
      const auto freed_cells = hide(cheapest_in(relation).items);
      for (const int freed : freed_cells) {
        waiting.insert(waiting.end(), relations_of_[at(freed)].begin(),
                       relations_of_[at(freed)].end());
      }
    }
  }

  // One unknown count, or several that add up to less than the width.
  bool tells_a_guarded_cell(const Relation& relation) const {
    int unknown = 0;
    bool guarded = false, added = true;
    std::int64_t sum = 0, factor = 0;
    for (const auto& term : relation.terms) {
      if (known_[at(term.cell)]) continue;
      added = added && (unknown == 0 || term.factor == factor);
      factor = term.factor;
      sum += table_.cells()[at(term.cell)].value;
      guarded = guarded || is_guarded(term.cell);
      ++unknown;
    }
    return guarded && (unknown == 1 || (added && sum < settings_.least_width));
  }

  bool is_guarded(int cell) const {
    const Cell& it = table_.cells()[at(cell)];
    if (it.high != kNoLimit && it.high - it.low < settings_.least_width) return false;
    return it.sensitive ||
           std::any_of(items_of_[at(cell)].begin(), items_of_[at(cell)].end(), [&](int item) {
             return !shown_[at(item)] && table_.items()[at(item)].cells.front() == cell;
           });
  }

  // A larger count that was hidden beside small ones, and that can be told all the same, hides
  // nothing: it is shown again, unless that would expose a small one.
  std::vector<Exposed> show_what_is_told_anyway(std::vector<Exposed> exposed) {
    const Shown hidden = shown_;
    for (const auto& one : exposed) {
      if (table_.cells()[at(one.cell)].sensitive) return exposed;
      for (const int item : items_of_[at(one.cell)]) show_unless_sensitive(item);
    }
    std::vector<Exposed> left = audit(table_, shown_, settings_);
    const bool harm = std::any_of(left.begin(), left.end(), [&](const Exposed& one) {
      return table_.cells()[at(one.cell)].sensitive;
    });
    if (!harm) return left;
    shown_ = hidden;
    return exposed;
  }

  void show_unless_sensitive(int item) {
    const Item& it = table_.items()[at(item)];
    if (it.withheld_always) return;
    const bool sensitive = std::any_of(it.cells.begin(), it.cells.end(), [&](int cell) {
      return table_.cells()[at(cell)].sensitive;
    });
    if (!sensitive) shown_[at(item)] = true;
  }

  // Hides something for every exposed cell, unless one of its limits has just been loosened.
  bool break_limits(const std::vector<Exposed>& exposed) {
    std::set<int> loosened;  // relations
    bool any = false;
    for (const auto& one : exposed) {
      const bool done = std::any_of(one.limits.begin(), one.limits.end(),
                                    [&](int r) { return loosened.count(r) > 0; });
      if (done) continue;
      Choice best = cheapest_of(one.limits);
      if (best.items.empty()) best = cheapest_near(one.cell);
      if (best.items.empty()) continue;
      any = true;
      for (const int freed : hide(best.items)) {
        loosened.insert(relations_of_[at(freed)].begin(), relations_of_[at(freed)].end());
      }
    }
    return any;
  }

  // From equation to equation over counts that are not known, until one has something to hide.
  Choice cheapest_near(int cell) const {
    std::set<int> reached = {cell};
    std::vector<int> edge = {cell};
    while (!edge.empty()) {
      std::vector<int> relations, next;
      for (const int one : edge) {
        for (const int r : relations_of_[at(one)]) {
          if (!is_told(table_.relations()[at(r)], shown_)) continue;
          relations.push_back(r);
          for (const auto& term : table_.relations()[at(r)].terms) {
            if (!known_[at(term.cell)] && reached.insert(term.cell).second) {
              next.push_back(term.cell);
            }
          }
        }
      }
      Choice best = cheapest_of(relations);
      if (!best.items.empty()) return best;
      edge = std::move(next);
    }
    return {};
  }

  Choice cheapest_of(const std::vector<int>& relations) const {
    Choice best;
    for (const int r : relations) {
      const Relation& relation = table_.relations()[at(r)];
      if (!is_told(relation, shown_)) continue;
      Choice choice = cheapest_in(relation);
      if (choice.cost < best.cost) best = std::move(choice);
    }
    return best;
  }

  // What to hide so that readers know one count of the relation less, or not the relation itself.
  Choice cheapest_in(const Relation& relation) const {
    Choice best;
    if (relation.item >= 0) {
      best = {.items = {relation.item}, .cost = table_.items()[at(relation.item)].cost};
    }
    for (const auto& term : relation.terms) {
      if (!known_[at(term.cell)]) continue;
      Choice choice = choice_to_hide(term.cell);
      if (choice.cost < best.cost) best = std::move(choice);
    }
    return best;
  }

  // Every item that shows the cell; none where readers know it from before.
  Choice choice_to_hide(int cell) const {
    const Cell& it = table_.cells()[at(cell)];
    if (it.low == it.high) return {};
    Choice choice{.items = {}, .cost = 0};
    for (const int item : items_of_[at(cell)]) {
      if (!shown_[at(item)] || !table_.items()[at(item)].exact) continue;
      choice.items.push_back(item);
      choice.cost += table_.items()[at(item)].cost;
    }
    return choice;
  }

  // Returns the cells that are not known any more.
  std::vector<int> hide(const std::vector<int>& items) {
    std::set<int> touched;
    for (const int item : items) {
      shown_[at(item)] = false;
      touched.insert(table_.items()[at(item)].cells.begin(), table_.items()[at(item)].cells.end());
    }
    std::vector<int> freed;
    for (const int one : touched) {
      if (!known_[at(one)] || is_shown(one)) continue;
      known_[at(one)] = false;
      freed.push_back(one);
    }
    return freed;
  }

  bool is_shown(int cell) const {
    const Cell& it = table_.cells()[at(cell)];
    return it.low == it.high ||
           std::any_of(items_of_[at(cell)].begin(), items_of_[at(cell)].end(), [&](int item) {
             return shown_[at(item)] && table_.items()[at(item)].exact;
           });
  }

  const LinkedTable& table_;
  AuditSettings settings_;
  std::vector<std::vector<int>> items_of_;      // of each cell
  std::vector<std::vector<int>> relations_of_;  // of each cell
  Shown shown_;
  std::vector<bool> known_;
};

}  // namespace

Protection protect(const LinkedTable& table, AuditSettings settings) {
  return Protector(table, settings).run();
}

}  // namespace waymark
