#include "disclosure/figure_table.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "disclosure/figure_cells.h"

namespace waymark {
namespace {

using Part = InvariantTerm::Part;
constexpr int kSinceApril = 0;
constexpr double kCostOfZero = 12;

class Builder {
 public:
  explicit Builder(const FigureTableInputs& inputs) : in_(inputs), cells_(result_.table) {
    for (const auto& measure : in_.measures) by_ref_[measure.measure->ref] = &measure;
    for (const auto& locality : in_.areas.localities) areas_.push_back(locality.id);
    for (const auto& shown : in_.before) {
      if (shown.to_date) years_to_date_.insert(shown.month);
      if (shown.hidden) hidden_before_.insert(key_of(shown));
    }
  }

  FigureTable build() && {
    for (const auto& figure : in_.figures) take_counts(figure);
    for (const auto& figure : in_.figures) take_items(figure);
    link_areas();
    for (const std::string& count : cells_.counts()) link_months(count);
    for (const auto& measure : in_.measures) link_sums(measure);
    link_parts();
    for (const auto& rule : in_.invariants.equations) link_equation(rule);
    for (const auto& shown : in_.before) remember(shown);
    return std::move(result_);
  }

 private:
  using ItemKey = std::tuple<std::string, std::string, Month, bool>;
  static ItemKey key_of(const EarlierFigure& figure) {
    return {figure.measure, figure.area, figure.month, figure.to_date};
  }

  const LinkedMeasure* measure_of(const Figure& figure) const {
    const auto found = by_ref_.find(figure.measure);
    return found == by_ref_.end() ? nullptr : found->second;
  }

  bool is_shown(Month month) const {
    return month > in_.month - kMonthsShown && month <= in_.month;
  }

  void take_counts(const Figure& figure) {
    const LinkedMeasure* measure = measure_of(figure);
    if (measure == nullptr) return;
    cells_.add(*measure, figure, false);
    if (shows_year_to_date(in_.month, figure.month) || years_to_date_.contains(figure.month)) {
      cells_.add(*measure, figure, true);
    }
  }

  void take_items(const Figure& figure) {
    const LinkedMeasure* measure = measure_of(figure);
    if (measure == nullptr || !is_shown(figure.month)) return;
    // That nobody was in the group says that the denominator is 0.
    if (figure.reason == MissingReason::none || figure.amount.denominator ||
        tells_of_cases(*measure, figure.reason)) {
      take_item(*measure, figure, false);
    }
    if (figure.ytd.value && shows_year_to_date(in_.month, figure.month)) {
      take_item(*measure, figure, true);
    }
  }

  static bool tells_of_cases(const LinkedMeasure& measure, MissingReason reason) {
    return !measure.cases.counts.empty() &&
           (reason == MissingReason::no_denominator || reason == MissingReason::not_recorded);
  }

  void take_item(const LinkedMeasure& measure, const Figure& figure, bool to_date) {
    const auto find = [&](Part part) {
      return cells_.of_figure(figure.measure, figure.area, figure.month, part);
    };
    const int numerator = find(to_date ? Part::ytd_numerator : Part::numerator);
    const int denominator = find(to_date ? Part::ytd_denominator : Part::denominator);
    Item item{.name =
                  figure.measure.text() + " " + figure.area.text() + " " + to_string(figure.month)};
    for (const int cell : {numerator, denominator}) {
      if (cell >= 0) item.cells.push_back(cell);
    }
    if (!to_date && tells_of_cases(measure, figure.reason)) add_cases(measure, figure, item);
    if (measure.measure->format == Format::maximum && figure.amount.value) {
      // One worker's own number: of a locality's few, the worker would be known.
      item.withheld = figure.area != kCounty || is_small(figure.amount.numerator.value_or(0));
    }
    if (measure.is_part && numerator >= 0 && denominator >= 0) {
      if (const int rest = add_rest(numerator, denominator, item.name); rest >= 0) {
        item.withheld = item.withheld || is_sensitive(rest);
      }
    }
    item.withheld_always = item.withheld;
    // What was hidden stays so: another choice would show what stood beside a small count.
    item.withheld =
        item.withheld || hidden_before_.contains(key_of(EarlierFigure{.measure = figure.measure,
                                                                      .area = figure.area,
                                                                      .month = figure.month,
                                                                      .to_date = to_date}));
    item.cost = cost_of(figure, to_date);
    result_.table.add_item(std::move(item));
    result_.items.push_back({figure.measure, figure.area, figure.month, to_date});
  }

  // What "none" or "not recorded" tells. Of cases that no figure counts it is not known how many
  // there are, so that they are "not recorded" is not told.
  void add_cases(const LinkedMeasure& measure, const Figure& figure, Item& item) {
    const Period period = period_of(measure, figure.month, false);
    int cell = cells_.find(name_of(measure.cases), figure.area, period);
    if (figure.reason == MissingReason::no_denominator) {
      if (cell < 0) cell = cells_.add_told(name_of(measure.cases), figure.area, period, 0);
      item.cells.push_back(cell);
    } else if (cell < 0) {
      item.withheld = true;
    } else {
      result_.table.add_relation({.terms = {{cell, 1}},
                                  .low = 1,
                                  .high = kNoLimit,
                                  .item = static_cast<int>(result_.table.items().size())});
    }
  }

  bool is_sensitive(int cell) const { return at(cell).sensitive; }
  const Cell& at(int cell) const { return result_.table.cells()[static_cast<std::size_t>(cell)]; }

  // Those of the denominator that are not in the numerator.
  int add_rest(int numerator, int denominator, const std::string& name) {
    const std::int64_t rest = at(denominator).value - at(numerator).value;
    if (rest < 0) return -1;
    const auto [found, is_new] = rests_.try_emplace({numerator, denominator}, -1);
    if (is_new) {
      found->second = result_.table.add_cell(
          {.name = "the rest of " + name, .value = rest, .sensitive = is_small(rest)});
      result_.table.add_relation(sum_of({numerator, found->second}, denominator));
    }
    return found->second;
  }

  // The county is asked for most, then what is latest, then what is large.
  double cost_of(const Figure& figure, bool to_date) const {
    const double place = figure.area == kCounty ? 30 : figure.area == kUnallocated ? 1 : 3;
    const double time = to_date || figure.month == in_.month ? 2 : 1;
    const auto count =
        static_cast<double>((to_date ? figure.ytd : figure.amount).numerator.value_or(0));
    // A hidden 0 frees hardly anything, and has to be kept secret in its turn.
    return place * time * (count == 0 ? kCostOfZero : 1 + std::log2(1 + count));
  }

  // Localities and unallocated are the county; what no figure says of unallocated is what is left.
  void link_areas() {
    const std::set<std::string> counts = cells_.counts();
    for (const std::string& count : counts) {
      const std::set<Period> periods = cells_.periods_of(count);
      for (const Period& period : periods) link_areas(count, period);
    }
  }

  void link_areas(const std::string& count, Period period) {
    const int county = cells_.find(count, std::string(kCounty), period);
    if (county < 0 || areas_.empty()) return;
    std::vector<int> parts;
    std::int64_t left = at(county).value;
    for (const std::string& area : areas_) {
      parts.push_back(cells_.find(count, area, period));
      if (parts.back() < 0) return;
      left -= at(parts.back()).value;
    }
    if (left < 0) return;
    int rest = cells_.find(count, std::string(kUnallocated), period);
    if (rest < 0) rest = cells_.add_told(count, std::string(kUnallocated), period, left);
    parts.push_back(rest);
    result_.table.add_relation(sum_of(parts, county));
  }

  void link_months(const std::string& count) {
    std::vector<std::string> areas = areas_;
    areas.emplace_back(kCounty);
    areas.emplace_back(kUnallocated);
    const std::set<Period> periods = cells_.periods_of(count);
    for (const Period& period : periods) {
      if (period.window == 1) continue;
      const int months = period.window == kSinceApril
                             ? period.month - financial_year_start(period.month) + 1
                             : period.window;
      for (const std::string& area : areas) link_window(count, area, period, months);
    }
  }

  // A window is the one before, with the month that comes in and without the one that leaves: the
  // same as its sum, and short.
  void link_window(const std::string& count, const std::string& area, Period period, int months) {
    const int whole = cells_.find(count, area, period);
    if (whole < 0) return;
    const auto month = [&](int back) { return cells_.find(count, area, {period.month - back, 1}); };
    const int before = cells_.find(count, area, {period.month - 1, period.window});
    if (period.window != kSinceApril && windows_.contains(before) && month(0) >= 0 &&
        month(months) >= 0) {
      windows_.insert(whole);
      result_.table.add_relation(
          {.terms = {{whole, 1}, {before, -1}, {month(0), -1}, {month(months), 1}}});
      return;
    }
    std::vector<int> parts;
    for (int back = 0; back < months; ++back) {
      parts.push_back(month(back));
      if (parts.back() < 0) return;
    }
    if (result_.table.add_relation(sum_of(parts, whole))) windows_.insert(whole);
  }

  void link_sums(const LinkedMeasure& measure) {
    for (const auto* side : {&measure.numerator, &measure.denominator}) {
      if (side->counts.size() < 2 || !side->is_of_units) continue;
      const std::string sum = name_of(*side);
      if (!cells_.counts().contains(sum) || !linked_sums_.insert(sum).second) continue;
      const std::set<Period> periods = cells_.periods_of(sum);
      for (const Period& period : periods) {
        for_every_area([&](const std::string& area) { link_sum(side->counts, sum, area, period); });
      }
    }
  }

  void link_sum(const std::vector<std::string>& counts, const std::string& sum,
                const std::string& area, Period period) {
    const int whole = cells_.find(sum, area, period);
    if (whole < 0) return;
    std::vector<int> parts;
    for (const std::string& count : counts) {
      parts.push_back(cells_.find(count, area, period));
      if (parts.back() < 0) return;
    }
    result_.table.add_relation(sum_of(parts, whole));
  }

  void link_parts() {
    for (const auto& pair : in_.parts) {
      if (!cells_.counts().contains(pair.part) || !cells_.counts().contains(pair.whole)) continue;
      for (const Period& period : cells_.periods_of(pair.part)) {
        for_every_area([&](const std::string& area) {
          const int part = cells_.find(pair.part, area, period);
          const int whole = cells_.find(pair.whole, area, period);
          if (part < 0 || whole < 0 || rests_.contains({part, whole})) return;
          result_.table.add_relation(at_most(part, whole));
        });
      }
    }
  }

  template <typename Work>
  void for_every_area(Work work) const {
    work(std::string(kCounty));
    for (const std::string& area : areas_) work(area);
    work(std::string(kUnallocated));
  }

  void link_equation(const Invariant& rule) {
    for (Month month = in_.month - 2 * kMonthsShown; month <= in_.month; ++month) {
      if (rule.calendar_month != 0 && month_number(month) != rule.calendar_month) continue;
      for_every_area([&](const std::string& area) {
        if (!rule.county_only || area == kCounty) link_equation(rule, area, month);
      });
    }
  }

  void link_equation(const Invariant& rule, const std::string& area, Month month) {
    std::map<int, std::int64_t> factors;
    for (const auto* side : {&rule.left, &rule.right}) {
      for (const auto& term : *side) {
        const int cell = cells_.of_figure(term.measure, area,
                                          term.previous_month ? month - 1 : month, term.part);
        if (cell < 0) return;
        factors[cell] += (side == &rule.left) == term.taken_away ? -1 : 1;
      }
    }
    Relation relation{.terms = {}, .low = rule.at_most ? -kNoLimit : 0, .high = 0};
    for (const auto& [cell, factor] : factors) {
      if (factor != 0) relation.terms.push_back({cell, factor});
    }
    if (!relation.terms.empty()) result_.table.add_relation(std::move(relation));
  }

  // A figure that was corrected since is known as nearly as it was corrected.
  void remember(const EarlierFigure& shown) {
    const auto know = [&](const std::optional<std::int64_t>& was, Part part) {
      const int cell = cells_.of_figure(shown.measure, shown.area, shown.month, part);
      if (!was || cell < 0) return;
      const std::int64_t off = std::abs(*was - at(cell).value);
      result_.table.know(cell, std::max<std::int64_t>(0, *was - off), *was + off);
    };
    know(shown.numerator, shown.to_date ? Part::ytd_numerator : Part::numerator);
    know(shown.denominator, shown.to_date ? Part::ytd_denominator : Part::denominator);
    remember_cases(shown);
  }

  void remember_cases(const EarlierFigure& shown) {
    const auto measure = by_ref_.find(shown.measure);
    if (measure == by_ref_.end() || !tells_of_cases(*measure->second, shown.reason)) return;
    const int cell = cells_.find(name_of(measure->second->cases), shown.area,
                                 period_of(*measure->second, shown.month, false));
    if (cell < 0) return;
    if (shown.reason == MissingReason::no_denominator) {
      result_.table.know(cell, 0, at(cell).value);
    } else if (at(cell).value > 0) {
      result_.table.know(cell, 1, kNoLimit);
    }
  }

  const FigureTableInputs& in_;
  FigureTable result_;
  FigureCells cells_;
  std::map<std::string, const LinkedMeasure*> by_ref_;
  std::vector<std::string> areas_;  // localities
  std::set<Month> years_to_date_;   // shown before
  std::set<ItemKey> hidden_before_;
  std::map<std::pair<int, int>, int> rests_;
  std::set<int> windows_;  // linked to their months
  std::set<std::string> linked_sums_;
};

}  // namespace

bool shows_year_to_date(Month month, Month of) { return of == month || of == month - 12; }

FigureTable figure_table(const FigureTableInputs& inputs) { return Builder(inputs).build(); }

}  // namespace waymark
