#include "disclosure/components.h"

#include <map>
#include <numeric>

namespace waymark {
namespace {

class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), 0);
  }
  int root(int i) {
    while (parent_[at(i)] != i) i = parent_[at(i)] = parent_[at(parent_[at(i)])];
    return i;
  }
  void join(int a, int b) { parent_[at(root(a))] = root(b); }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  std::vector<int> parent_;
};

}  // namespace

bool is_told(const Relation& relation, const Shown& shown) {
  return relation.item < 0 || shown[static_cast<std::size_t>(relation.item)];
}

std::vector<Component> components_of(const LinkedTable& table, const Shown& shown,
                                     const std::vector<bool>& known) {
  Groups groups(table.cells().size());
  std::vector<int> first_unknown(table.relations().size(), -1);
  for (std::size_t r = 0; r < table.relations().size(); ++r) {
    const Relation& relation = table.relations()[r];
    if (!is_told(relation, shown)) continue;
    for (const auto& term : relation.terms) {
      if (known[static_cast<std::size_t>(term.cell)]) continue;
      if (first_unknown[r] < 0) first_unknown[r] = term.cell;
      groups.join(first_unknown[r], term.cell);
    }
  }
  std::map<int, std::size_t> position;  // of the group's component
  std::vector<Component> components;
  for (std::size_t r = 0; r < table.relations().size(); ++r) {
    if (first_unknown[r] < 0) continue;
    const auto [found, is_new] =
        position.try_emplace(groups.root(first_unknown[r]), components.size());
    if (is_new) components.emplace_back();
    components[found->second].relations.push_back(static_cast<int>(r));
  }
  for (std::size_t c = 0; c < table.cells().size(); ++c) {
    if (known[c]) continue;
    const auto found = position.find(groups.root(static_cast<int>(c)));
    if (found != position.end()) components[found->second].cells.push_back(static_cast<int>(c));
  }
  return components;
}

}  // namespace waymark
