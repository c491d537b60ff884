#include "catalogue/check_sums.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace waymark {
namespace {

constexpr int kMostSteps = 20;  // sums of sums of sums ...; real ones have two

// One side of one measure.
struct SideKey {
  std::string_view ref;
  bool denominator = false;
  auto operator<=>(const SideKey&) const = default;
};

class Sums {
 public:
  Sums(const std::vector<MeasureDraft>& drafts, std::vector<DefinitionFault>& faults)
      : drafts_(drafts), faults_(faults) {
    for (const auto& draft : drafts) by_ref_.emplace(draft.measure.ref, &draft);
  }

  void check() {
    for (const auto& draft : drafts_) {
      const Measure& measure = draft.measure;
      if (measure.numerator) check_side(draft, "numerator", *measure.numerator);
      if (measure.denominator) check_side(draft, "denominator", *measure.denominator);
      if (measure.not_recorded_when) {
        check_side(draft, "not_recorded_when", *measure.not_recorded_when);
      }
    }
  }

 private:
  void check_side(const MeasureDraft& draft, const std::string& role, const Side& side) {
    if (side.sum_of.empty()) return;
    for (const auto& term : side.sum_of) check_term(draft, role, term);
    const SideKey self{draft.measure.ref, role == "denominator"};
    if (role == "not_recorded_when") return;  // nothing can refer to it
    switch (follow(self)) {
      case Path::ends:
        return;
      case Path::returns:
        return fault(draft, role, cycle(self));
      case Path::too_long:
        return fault(draft, role,
                     fmt::format("the sum leads over more than {} other sums; name the "
                                 "measures that count records by `of`.",
                                 kMostSteps));
    }
  }

  void fault(const MeasureDraft& draft, const std::string& role, const std::string& message) {
    const std::string key = role + ".sum_of";
    faults_.push_back({draft.measure.file, draft.line(key), fmt::format("{}: {}", key, message)});
  }

  void check_term(const MeasureDraft& draft, const std::string& role, const Side::Term& term) {
    const auto found = by_ref_.find(term.measure);
    if (found == by_ref_.end()) {
      std::vector<std::string> known;
      for (const auto& [ref, other] : by_ref_) known.emplace_back(ref);
      fault(draft, role,
            fmt::format("unknown measure \"{}\"{}", term.measure,
                        ref_suggestion(term.measure, known)));
      return;
    }
    const Measure& other = found->second->measure;
    if (!other.computed()) {
      fault(draft, role,
            fmt::format("{} is not computed, so it cannot be summed; give it a [numerator] "
                        "in {}, or sum another measure.",
                        other.ref, other.file));
      return;
    }
    const auto& side = term.denominator ? other.denominator : other.numerator;
    if (!side || side->population) {
      fault(draft, role,
            term.denominator
                ? fmt::format("{0} has no counted denominator; write \"{0}\" for its "
                              "numerator, or name a measure with one.",
                              other.ref)
                : fmt::format("{} has no counted numerator; name a measure that has one.",
                              other.ref));
      return;
    }
    if (draft.shape_known && found->second->shape_known) check_kinds(draft, role, other);
  }

  // Months are added within one kind: a rolling or annualised measure sums the flow of its months.
  void check_kinds(const MeasureDraft& draft, const std::string& role, const Measure& other) {
    const Measure& self = draft.measure;
    if (other.kind == Kind::rolling || other.kind == Kind::annualised) {
      fault(draft, role,
            fmt::format("{} is {}; name the monthly measure behind it.", other.ref,
                        to_string(other.kind)));
      return;
    }
    const bool month_end = self.kind == Kind::stock || self.window_in_fact;
    if (month_end != (other.kind == Kind::stock)) {
      fault(draft, role,
            fmt::format("{} is a {}, but this measure adds up {}; name {}, or make this "
                        "measure a {}.",
                        other.ref, to_string(other.kind), month_end ? "stocks" : "flows",
                        month_end ? "a stock" : "a flow", to_string(other.kind)));
    }
  }

  enum class Path { ends, returns, too_long };

  // Goes from sum to sum, each side once, until nothing new is reached.
  Path follow(const SideKey& start) const {
    std::set<SideKey> seen;
    std::vector<SideKey> reached = {start};
    for (int step = 0; !reached.empty(); ++step) {
      if (step > kMostSteps) return Path::too_long;
      std::vector<SideKey> next;
      for (const auto& key : reached) {
        for (const auto& inner : inner_of(key)) {
          if (inner == start) return Path::returns;
          if (seen.insert(inner).second) next.push_back(inner);
        }
      }
      reached = std::move(next);
    }
    return Path::ends;
  }

  // The way back to where it begins, and the measure to change: the last of them by place, since
  // the others were there before it.
  std::string cycle(const SideKey& start) const {
    std::map<SideKey, SideKey> came_from;
    std::vector<SideKey> reached = {start};
    for (std::size_t i = 0; i < reached.size() && !came_from.contains(start); ++i) {
      for (const auto& inner : inner_of(reached[i])) {
        if (came_from.try_emplace(inner, reached[i]).second) reached.push_back(inner);
      }
    }
    std::vector<SideKey> way;
    for (SideKey at = came_from.at(start); at != start; at = came_from.at(at)) way.push_back(at);
    way.push_back(start);
    std::reverse(way.begin(), way.end());
    std::string words;
    const MeasureDraft* last = nullptr;
    bool last_denominator = false;
    for (const auto& key : way) {
      words += fmt::format("{}{} -> ", key.ref, key.denominator ? ":d" : "");
      const MeasureDraft* draft = by_ref_.at(key.ref);
      if (last != nullptr && later_than(*last, *draft)) continue;
      last = draft;
      last_denominator = key.denominator;
    }
    return fmt::format(
        "the sum leads back to itself: {}{}{}; break it at {} ({}:{}), whose {} must count "
        "records by `of` instead.",
        words, start.ref, start.denominator ? ":d" : "", last->measure.ref, last->measure.file,
        last->line(last_denominator ? "denominator.sum_of" : "numerator.sum_of"),
        last_denominator ? "denominator" : "numerator");
  }

  static bool later_than(const MeasureDraft& a, const MeasureDraft& b) {
    return std::pair(a.of_authority, a.measure.sort) > std::pair(b.of_authority, b.measure.sort);
  }

  std::vector<SideKey> inner_of(const SideKey& key) const {
    std::vector<SideKey> inner;
    const auto found = by_ref_.find(key.ref);
    if (found == by_ref_.end()) return inner;
    const Measure& measure = found->second->measure;
    const auto& side = key.denominator ? measure.denominator : measure.numerator;
    if (!side) return inner;
    for (const auto& term : side->sum_of) inner.push_back({term.measure, term.denominator});
    return inner;
  }

  const std::vector<MeasureDraft>& drafts_;
  std::vector<DefinitionFault>& faults_;
  std::map<std::string_view, const MeasureDraft*> by_ref_;
};

}  // namespace

void check_sums(const std::vector<MeasureDraft>& drafts, std::vector<DefinitionFault>& faults) {
  Sums(drafts, faults).check();
}

}  // namespace waymark
