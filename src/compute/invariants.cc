// Checks what must hold between figures whatever the records say: the equations of
// catalogue/invariants.toml, and the rules that follow from what a measure is.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <set>
#include <span>
#include <unordered_map>

#include "base/text.h"
#include "compute/engine_state.h"

namespace waymark {
namespace {

// The figures of one measure and area.
struct SeriesKey {
  Name measure;
  Name area;
  bool operator==(const SeriesKey&) const = default;
};

struct HashOfKey {
  std::size_t operator()(Name name) const { return std::hash<const void*>()(name.address()); }
  std::size_t operator()(const SeriesKey& key) const {
    return (*this)(key.measure) * 31 + (*this)(key.area);
  }
};

class Series {
 public:
  void add(const Figure& figure) {
    if (runs_.empty() || figure.month != runs_.back().month + runs_.back().months ||
        &figure != runs_.back().first + runs_.back().months) {
      runs_.push_back({&figure, figure.month, 0});
    }
    ++runs_.back().months;
  }
  // Null where there is none; of several the first.
  const Figure* at(Month month) const {
    for (const Run& run : runs_) {
      const int place = month - run.month;
      if (place >= 0 && place < run.months) return run.first + place;
    }
    return nullptr;
  }

 private:
  // Months that follow each other, figures that lie behind each other.
  struct Run {
    const Figure* first;
    Month month;  // of the first
    int months;
  };
  std::vector<Run> runs_;
};

class InvariantCheck {
 public:
  InvariantCheck(const Engine::State& state, const std::vector<Figure>& figures) : state_(state) {
    for (const Figure& figure : figures) {
      if (parts_.empty() || !belongs(figure, parts_.back())) begin_part(figure);
      ++parts_.back().count;
      parts_.back().series->add(figure);
      // Here and not later: many figures do not stay near the processor until they are seen again.
      if (parts_.back().measure != nullptr) check_alone(figure, *parts_.back().measure);
    }
    for (const std::int32_t area : state_.chosen_areas({})) {
      areas_.emplace_back(area_name(state_.frame.areas, area));
    }
  }

  std::vector<Breach> run() {
    for (const Part& part : parts_) {
      const bool adds = part.measure != nullptr && part.measure->adds;
      if (part.first->area == kCounty && adds) localities_add_up(part);
    }
    add_month_before();
    for (const auto& rule : state_.catalogue.invariants.equations) equation(rule);
    return std::move(breaches_);
  }

 private:
  // Figures of one measure and area that lie behind each other.
  struct Part {
    const Figure* first;
    std::size_t count;
    Series* series;
    const Measure* measure;  // null: no measure of the catalogue
    std::span<const Figure> figures() const { return {first, count}; }
  };
  static bool belongs(const Figure& figure, const Part& part) {
    return figure.measure == part.first->measure && figure.area == part.first->area;
  }

  void begin_part(const Figure& first) {
    const PlannedMeasure* planned = state_.plan.find(first.measure);
    by_measure_[first.measure].push_back(parts_.size());
    parts_.push_back({&first, 0, &series_[{first.measure, first.area}],
                      planned == nullptr ? nullptr : planned->measure});
  }

  void check_alone(const Figure& figure, const Measure& measure) {
    numerator_within_denominator(figure, measure);
    year_to_date_in_april(figure);
  }

  const Series* find(Name measure, Name area) const {
    const auto found = series_.find({measure, area});
    return found == series_.end() ? nullptr : &found->second;
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
    if (measure.format != Format::percent || !figure.amount.numerator ||
        !figure.amount.denominator || *figure.amount.numerator <= *figure.amount.denominator) {
      return;
    }
    const auto& exceptions = state_.catalogue.invariants.may_exceed;
    if (std::find(exceptions.begin(), exceptions.end(), figure.measure) != exceptions.end()) return;
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

  void localities_add_up(const Part& county) {
    std::vector<const Series*> parts;
    for (const Name name : areas_) {
      if (name == kCounty) continue;
      parts.push_back(find(county.first->measure, name));
      if (parts.back() == nullptr) return;
    }
    for (const Figure& whole : county.figures()) {
      if (!whole.amount.numerator) continue;
      const auto sum = sum_of(parts, whole.month);
      if (!sum || *sum == *whole.amount.numerator) continue;
      breach("localities add up", whole,
             fmt::format("{}: localities and unallocated make {}, the county is {}.", where(whole),
                         *sum, *whole.amount.numerator));
    }
  }

  static std::optional<std::int64_t> sum_of(const std::vector<const Series*>& parts, Month month) {
    std::int64_t sum = 0;
    for (const Series* part : parts) {
      const Figure* figure = part->at(month);
      if (figure == nullptr || !figure->amount.numerator) return std::nullopt;
      sum += *figure->amount.numerator;
    }
    return sum;
  }

  // Equations that name the month before need one month more than was asked for.
  void add_month_before() {
    std::set<std::string> areas, known;
    std::optional<Month> first;
    for (const Part& part : parts_) {
      areas.insert(part.first->area);
      known.insert(part.first->measure);
      for (const Figure& figure : part.figures())
        first = std::min(first.value_or(figure.month), figure.month);
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
      const Figure& kept = months_before_.emplace_back(std::move(figure));
      series_[{kept.measure, kept.area}].add(kept);
    }
  }

  // Checked wherever the equation's first measure has a figure.
  void equation(const Invariant& rule) {
    const auto asked = by_measure_.find(rule.left.front().measure);
    if (asked == by_measure_.end()) return;
    for (const std::size_t at : asked->second) {
      const Part& part = parts_[at];
      if (rule.county_only && part.first->area != kCounty) continue;
      const auto left = terms_of(rule.left, part.first->area);
      const auto right = terms_of(rule.right, part.first->area);
      if (!left || !right) continue;
      for (const Figure& figure : part.figures()) check(rule, figure, *left, *right);
    }
  }

  // A term of an equation with its figures in one area.
  struct TermSeries {
    const InvariantTerm* term;
    const Series* series;
  };
  // Nothing where one of them has no figure at all.
  std::optional<std::vector<TermSeries>> terms_of(const std::vector<InvariantTerm>& terms,
                                                  Name area) const {
    std::vector<TermSeries> all;
    for (const auto& term : terms) {
      const Series* series = find(term.measure, area);
      if (series == nullptr) return std::nullopt;
      all.push_back({&term, series});
    }
    return all;
  }

  void check(const Invariant& rule, const Figure& figure, const std::vector<TermSeries>& lefts,
             const std::vector<TermSeries>& rights) {
    if (rule.calendar_month != 0 && month_number(figure.month) != rule.calendar_month) return;
    const auto left = sum(lefts, figure.month);
    const auto right = sum(rights, figure.month);
    if (!left || !right || (rule.at_most ? *left <= *right : *left == *right)) return;
    breach(rule.name, figure,
           fmt::format("{} {} in {}, {}: {} is {}, but {} is {}.", rule.name, rule.meaning,
                       figure.area, long_name(figure.month), in_words(rule.left), *left,
                       in_words(rule.right), *right));
  }

  static std::optional<std::int64_t> sum(const std::vector<TermSeries>& terms, Month month) {
    std::int64_t total = 0;
    for (const auto& [term, series] : terms) {
      const Figure* figure = series->at(term->previous_month ? month - 1 : month);
      if (figure == nullptr) return std::nullopt;
      const auto number = part(*figure, term->part);
      if (!number) return std::nullopt;
      total += term->taken_away ? -*number : *number;
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
  std::unordered_map<SeriesKey, Series, HashOfKey> series_;  // which stay where they are
  std::vector<Part> parts_;
  std::unordered_map<Name, std::vector<std::size_t>, HashOfKey> by_measure_;  // places in parts_
  std::deque<Figure> months_before_;                                          // stay where they are
  std::vector<Name> areas_;
  std::vector<Breach> breaches_;
};

}  // namespace

std::vector<Breach> Engine::State::check_invariants(const std::vector<Figure>& figures) const {
  return InvariantCheck(*this, figures).run();
}

}  // namespace waymark
