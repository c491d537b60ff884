// Checks what must hold between figures whatever the records say: the equations of
// catalogue/invariants.toml, and the rules that follow from what a measure is.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "compute/engine_state.h"

namespace waymark {
namespace {

// The names lie in the figures.
struct FigureKey {
  std::string_view measure;
  std::string_view area;
  Month month;
  bool operator==(const FigureKey&) const = default;
};

struct HashOfKey {
  std::size_t operator()(const FigureKey& key) const {
    const std::hash<std::string_view> text;
    const auto month = static_cast<std::size_t>(key.month - Month{});
    return (text(key.measure) * 31 + text(key.area)) * 31 + month;
  }
};

class InvariantCheck {
 public:
  InvariantCheck(const Engine::State& state, const std::vector<Figure>& figures) : state_(state) {
    by_key_.reserve(figures.size() * 2);
    for (const auto& figure : figures) {
      add(figure);
      by_measure_[figure.measure].push_back(&figure);
    }
    for (const std::int32_t area : state_.chosen_areas({})) {
      areas_.push_back(area_name(state_.frame.areas, area));
    }
  }

  std::vector<Breach> run(const std::vector<Figure>& figures) {
    const PlannedMeasure* planned = nullptr;  // of the figure before, as a rule the same measure's
    for (const auto& figure : figures) {
      if (planned == nullptr || planned->measure->ref != figure.measure) {
        planned = state_.plan.find(figure.measure);
      }
      if (planned == nullptr) continue;
      numerator_within_denominator(figure, *planned->measure);
      year_to_date_in_april(figure);
      if (figure.area == kCounty && planned->measure->adds) localities_add_up(figure);
    }
    add_month_before(figures);
    for (const auto& rule : state_.catalogue.invariants.equations) equation(rule);
    return std::move(breaches_);
  }

 private:
  void add(const Figure& figure) {
    by_key_.emplace(FigureKey{figure.measure, figure.area, figure.month}, &figure);
  }

  void breach(std::string rule, const Figure& figure, std::string message) {
    breaches_.push_back({.rule = std::move(rule),
                         .measure = figure.measure,
                         .area = figure.area,
                         .month = figure.month,
                         .message = std::move(message)});
  }

  static std::string where(const Figure& figure) {
    return fmt::format("{} in {}, {}", figure.measure, figure.area, long_name(figure.month));
  }

  void numerator_within_denominator(const Figure& figure, const Measure& measure) {
    const auto& exceptions = state_.catalogue.invariants.may_exceed;
    const bool may_exceed =
        std::find(exceptions.begin(), exceptions.end(), figure.measure) != exceptions.end();
    if (measure.format != Format::percent || may_exceed || !figure.amount.numerator ||
        !figure.amount.denominator || *figure.amount.numerator <= *figure.amount.denominator) {
      return;
    }
    breach("numerator within denominator", figure,
           fmt::format("{}: the numerator {} is above the denominator {}.", where(figure),
                       *figure.amount.numerator, *figure.amount.denominator));
  }

  void year_to_date_in_april(const Figure& figure) {
    if (month_number(figure.month) != 4 || !figure.ytd.numerator || !figure.amount.numerator)
      return;
    if (figure.ytd.numerator == figure.amount.numerator &&
        figure.ytd.denominator == figure.amount.denominator &&
        figure.ytd.value == figure.amount.value) {
      return;
    }
    breach("year to date in April is April", figure,
           fmt::format("{}: the year to date says {}, the month {}.", where(figure),
                       *figure.ytd.numerator, *figure.amount.numerator));
  }

  void localities_add_up(const Figure& county) {
    if (!county.amount.numerator) return;
    std::int64_t sum = 0;
    for (const std::string& name : areas_) {
      if (name == kCounty) continue;
      const auto part = by_key_.find({county.measure, name, county.month});
      if (part == by_key_.end() || !part->second->amount.numerator) return;
      sum += *part->second->amount.numerator;
    }
    if (sum == *county.amount.numerator) return;
    breach("localities add up", county,
           fmt::format("{}: localities and unallocated make {}, the county is {}.", where(county),
                       sum, *county.amount.numerator));
  }

  // Equations that name the month before need one month more than was asked for.
  void add_month_before(const std::vector<Figure>& figures) {
    std::set<std::string> areas, known;
    std::optional<Month> first;
    for (const auto& figure : figures) {
      areas.insert(figure.area);
      known.insert(figure.measure);
      if (!first || figure.month < *first) first = figure.month;
    }
    std::vector<std::string> refs;
    for (const auto& rule : state_.catalogue.invariants.equations) {
      for (const auto* side : {&rule.left, &rule.right}) {
        for (const auto& term : *side) {
          if (term.previous_month && known.contains(term.measure)) refs.push_back(term.measure);
        }
      }
    }
    if (refs.empty() || !first) return;
    for (auto& figure : state_.figures({.last = *first - 1,
                                        .months = 1,
                                        .measures = refs,
                                        .extra = {},
                                        .areas = {areas.begin(), areas.end()}})) {
      add(months_before_.emplace_back(std::move(figure)));
    }
  }

  // Checked wherever the equation's first measure has a figure.
  void equation(const Invariant& rule) {
    const auto asked = by_measure_.find(rule.left.front().measure);
    if (asked == by_measure_.end()) return;
    for (const Figure* each : asked->second) {
      const Figure& figure = *each;
      if (rule.county_only && figure.area != kCounty) continue;
      if (rule.calendar_month != 0 && month_number(figure.month) != rule.calendar_month) continue;
      const auto left = sum(rule.left, figure);
      const auto right = sum(rule.right, figure);
      if (!left || !right || (rule.at_most ? *left <= *right : *left == *right)) continue;
      breach(rule.name, figure,
             fmt::format("{} {} in {}, {}: {} is {}, but {} is {}.", rule.name, rule.meaning,
                         figure.area, long_name(figure.month), in_words(rule.left), *left,
                         in_words(rule.right), *right));
    }
  }

  std::optional<std::int64_t> sum(const std::vector<InvariantTerm>& terms, const Figure& at) const {
    std::int64_t total = 0;
    for (const auto& term : terms) {
      const auto found =
          by_key_.find({term.measure, at.area, term.previous_month ? at.month - 1 : at.month});
      if (found == by_key_.end()) return std::nullopt;
      const auto number = part(*found->second, term.part);
      if (!number) return std::nullopt;
      total += term.taken_away ? -*number : *number;
    }
    return total;
  }

  static std::optional<std::int64_t> part(const Figure& figure, InvariantTerm::Part part) {
    switch (part) {
      case InvariantTerm::Part::numerator:
        return figure.amount.numerator;
      case InvariantTerm::Part::denominator:
        return figure.amount.denominator;
      case InvariantTerm::Part::ytd_numerator:
        return figure.ytd.numerator;
      case InvariantTerm::Part::ytd_denominator:
        return figure.ytd.denominator;
    }
    return std::nullopt;
  }

  static std::string in_words(const std::vector<InvariantTerm>& terms) {
    std::string text;
    for (const auto& term : terms) {
      if (!text.empty() || term.taken_away) text += term.taken_away ? " - " : " + ";
      text += term.measure;
      if (term.part == InvariantTerm::Part::denominator) text += " (denominator)";
      if (term.part == InvariantTerm::Part::ytd_numerator) text += " (year to date)";
      if (term.part == InvariantTerm::Part::ytd_denominator) {
        text += " (year to date, denominator)";
      }
      if (term.previous_month) text += " (month before)";
    }
    return text;
  }

  const Engine::State& state_;
  std::unordered_map<FigureKey, const Figure*, HashOfKey> by_key_;
  std::unordered_map<std::string_view, std::vector<const Figure*>> by_measure_;
  std::deque<Figure> months_before_;  // stay where they are
  std::vector<std::string> areas_;
  std::vector<Breach> breaches_;
};

}  // namespace

std::vector<Breach> Engine::State::check_invariants(const std::vector<Figure>& figures) const {
  return InvariantCheck(*this, figures).run(figures);
}

}  // namespace waymark
