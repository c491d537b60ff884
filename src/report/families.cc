#include "report/families.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace waymark {
namespace {

constexpr std::size_t kSmallestFamily = 3;

// What stands before the last of at least two points; empty if there are fewer.
std::string root_of(const std::string& ref) {
  const auto last = ref.rfind('.');
  if (last == ref.npos || ref.find('.') == last) return {};
  return ref.substr(0, last);
}

using Words = std::vector<std::string_view>;

// How many words all titles share, read from one end.
template <typename At>
std::size_t shared(const std::vector<Words>& titles, At at) {
  for (std::size_t i = 0;; ++i) {
    for (const auto& title : titles) {
      if (i >= title.size() || at(title, i) != at(titles.front(), i)) return i;
    }
  }
}

std::string joined(const Words& words, std::size_t from, std::size_t until) {
  std::string text;
  for (std::size_t i = from; i < until; ++i) {
    if (!text.empty()) text += ' ';
    text += words[i];
  }
  return text;
}

// "Residential placements - age" reads "Residential placements, by age".
std::string closed_up(const std::string& caption) {
  constexpr std::string_view kDash = " -";
  const auto dash = caption.rfind(kDash);
  if (dash == caption.npos) return caption;
  const std::string tail(trim(std::string_view(caption).substr(dash + kDash.size())));
  const std::string head = caption.substr(0, dash);
  return tail.empty() ? head : head + ", by " + tail;
}

void name_members(MeasureFamily& family, std::string_view hole) {
  std::vector<Words> titles;
  for (const auto* member : family.members) titles.push_back(split_text(member->title, ' '));
  const std::size_t head = shared(titles, [](const Words& w, std::size_t i) { return w[i]; });
  const std::size_t tail =
      shared(titles, [](const Words& w, std::size_t i) { return w[w.size() - 1 - i]; });
  const Words& first = titles.front();
  const bool named = std::all_of(titles.begin(), titles.end(),
                                 [&](const Words& w) { return head + tail < w.size(); });
  for (std::size_t i = 0; i < titles.size(); ++i) {
    family.headings.push_back(named ? joined(titles[i], head, titles[i].size() - tail)
                                    : family.members[i]->title);
  }
  if (!named) {
    family.caption = first.empty() ? family.root : joined(first, 0, head);
    return;
  }
  std::string caption = joined(first, 0, head);
  if (!hole.empty()) caption += (caption.empty() ? "" : " ") + std::string(hole);
  if (tail > 0) caption += " " + joined(first, first.size() - tail, first.size());
  family.caption = hole.empty() ? closed_up(caption) : caption;
}

}  // namespace

std::vector<MeasureFamily> families_of(const std::vector<const Measure*>& measures,
                                       std::string_view hole) {
  std::vector<MeasureFamily> families;
  for (const auto* measure : measures) {
    const std::string root = root_of(measure->ref);
    if (root.empty()) continue;
    auto found = std::find_if(families.begin(), families.end(),
                              [&](const MeasureFamily& f) { return f.root == root; });
    if (found == families.end()) {
      families.push_back({.root = root, .caption = {}, .parts = {}, .headings = {}, .members = {}});
      found = std::prev(families.end());
    }
    found->members.push_back(measure);
    found->parts.push_back(measure->ref.substr(root.size() + 1));
  }
  std::erase_if(families,
                [](const MeasureFamily& f) { return f.members.size() < kSmallestFamily; });
  for (auto& family : families) name_members(family, hole);
  return families;
}

}  // namespace waymark
