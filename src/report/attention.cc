#include "report/attention.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <set>

#include "report/signals.h"

namespace waymark {
namespace {

constexpr int kMonthsOfAYear = 12;
constexpr std::int64_t kLeap = 3;    // average months of the window
constexpr double kStopped = 0.2;     // of the average of the months before
constexpr double kLeastAverage = 5;  // below, small numbers leap and stop by chance

class AttentionFinder {
 public:
  explicit AttentionFinder(const ReportContext& context) : context_(context) { choose_measures(); }

  std::vector<AttentionGroup> find() {
    each("concern", "Worse than chance alone explains",
         [&](const Measure& m) { return concern(m); });
    each("red_and_worse", "Red, and worse than last month",
         [&](const Measure& m) { return red_and_worse(m); });
    each("crossed_bound", "Another colour than last month",
         [&](const Measure& m) { return crossed_bound(m); });
    each("impossible", "Percentages that cannot be",
         [&](const Measure& m) { return impossible(m); });
    each("leap", "Rolling figures that one month does not explain",
         [&](const Measure& m) { return leap(m); });
    each("stopped", "Counts that fell to less than a fifth",
         [&](const Measure& m) { return stopped(m); });
    add_checks();
    return std::move(groups_);
  }

 private:
  // Of the summary first, then those that topic pages alone show.
  void choose_measures() {
    std::set<std::string_view> seen;
    const auto take = [&](const std::string& ref) {
      const Measure* measure = context_.measure(ref);
      if (measure != nullptr && seen.insert(ref).second) measures_.push_back(measure);
    };
    for (const auto& ref : context_.inputs().summary) take(ref);
    for (const auto& page : context_.inputs().pages) {
      for (const auto& ref : page.measures) take(ref);
    }
  }

  template <typename Rule>
  void each(std::string_view id, std::string_view heading, Rule rule) {
    AttentionGroup group{.rule = std::string(id), .heading = std::string(heading), .items = {}};
    for (const Measure* measure : measures_) {
      const std::string text = rule(*measure);
      if (text.empty()) continue;
      group.items.push_back({.measure = measure->ref, .link = link_of(measure->ref), .text = text});
    }
    if (!group.items.empty()) groups_.push_back(std::move(group));
  }

  void add_checks() {
    AttentionGroup group{.rule = "check", .heading = "Checks that do not hold", .items = {}};
    for (const auto& breach : context_.inputs().breaches) {
      if (breach.area != context_.area() || breach.month != context_.month()) continue;
      group.items.push_back(
          {.measure = breach.measure, .link = link_of(breach.measure), .text = breach.message});
    }
    if (!group.items.empty()) groups_.push_back(std::move(group));
  }

  std::string link_of(const std::string& ref) const {
    for (const auto& page : context_.inputs().pages) {
      const auto& refs = page.measures;
      if (std::find(refs.begin(), refs.end(), ref) != refs.end()) return page.id;
    }
    return "summary";
  }

  MonthValue now(const Measure& measure) const {
    return context_.value(measure, context_.area(), context_.month());
  }
  MonthValue before(const Measure& measure) const {
    return context_.value(measure, context_.area(), context_.month() - 1);
  }
  // "45% in November 2017".
  std::string at(const Measure& measure, Month month) const {
    return context_.month_cell_of(measure, context_.area(), month).text + " in " + long_name(month);
  }
  // "6.14 Children ...: 45 in November 2017, 30 in October 2017".
  std::string two_months(const Measure& measure) const {
    return fmt::format("{}: {}, {}", measure.title, at(measure, context_.month()),
                       at(measure, context_.month() - 1));
  }

  std::string concern(const Measure& measure) const {
    const ChartSignals signals = signals_of(measure, context_.area(), context_);
    if (!signals.signal.has_signal() || signals.signal.variation != Variation::concern) return {};
    const SpecialPoint& point = signals.points.back();  // of the latest month
    return fmt::format("{}: {}; {}; limits {}.", measure.title, at(measure, context_.month()),
                       point.text, signals.limits.back().text);
  }

  Bounds bounds(const Measure& measure, Month month) const {
    const Target* target =
        target_in_force(context_.inputs().targets, measure.ref, context_.area(), last_day(month));
    return target == nullptr ? Bounds{} : Bounds{target->red, target->green};
  }

  std::string red_and_worse(const Measure& measure) const {
    if (context_.rag_of(measure, context_.area()).rag != Rag::red) return {};
    if (context_.direction_of(measure, context_.area()).direction != Direction::worse) return {};
    return fmt::format("{}; the red tolerance is {}.", two_months(measure),
                       display(measure, *bounds(measure, context_.month()).red));
  }

  std::string crossed_bound(const Measure& measure) const {
    const MonthValue last = before(measure);
    const MonthValue latest = now(measure);
    if (last.origin != latest.origin) return {};
    const Rag was = merged_rag(measure, last, bounds(measure, context_.month() - 1));
    const Rag is = merged_rag(measure, latest, bounds(measure, context_.month()));
    if (was == is || was == Rag::none || is == Rag::none) return {};
    return fmt::format("{}; from {} to {}.", two_months(measure), to_string(was), to_string(is));
  }

  std::string impossible(const Measure& measure) const {
    const MonthValue latest = now(measure);
    if (measure.format != Format::percent || !measure.has_missed() || !latest.amount.value)
      return {};
    if (compare(*latest.amount.value, Fraction{100}) <= 0) return {};
    return fmt::format("{}: {}, more than 100%.", measure.title, at(measure, context_.month()));
  }

  // Of a window of months one leaves and one comes: a move of several average months is more than
  // either is likely to hold. Windows shorter than a year move that much by themselves.
  std::string leap(const Measure& measure) const {
    if (measure.kind != Kind::rolling || measure.window_months < kMonthsOfAYear) return {};
    const MonthValue last = before(measure);
    const MonthValue latest = now(measure);
    if (last.origin != Origin::computed || latest.origin != Origin::computed) return {};
    for (const auto part : {&Amount::numerator, &Amount::denominator}) {
      const auto& from = last.amount.*part;
      const auto& to = latest.amount.*part;
      if (!from || !to || static_cast<double>(*from) < kLeastAverage * measure.window_months)
        continue;
      if (std::abs(*to - *from) * measure.window_months <= kLeap * *from) continue;
      return fmt::format(
          "{}: {} {} over {} months, {} in the window of the month before; the move is "
          "more than three average months.",
          measure.title, part == &Amount::numerator ? "numerator" : "denominator", *to,
          measure.window_months, *from);
    }
    return {};
  }

  std::string stopped(const Measure& measure) const {
    if (measure.kind != Kind::flow || measure.format != Format::count || measure.window_in_fact) {
      return {};
    }
    const SignalMonths months = signal_months(measure, context_.area(), context_);
    if (months.values.size() <= kMonthsOfAYear) return {};
    const auto end = months.values.end() - 1;
    const double average = std::accumulate(end - kMonthsOfAYear, end, 0.0) / kMonthsOfAYear;
    if (average < kLeastAverage || months.values.back() >= kStopped * average) return {};
    return fmt::format(
        "{}: {}; the average of the twelve months before is {}.", measure.title,
        at(measure, context_.month()),
        to_display(Fraction{std::llround(average * kMonthsOfAYear), kMonthsOfAYear}, 1, true));
  }

  const ReportContext& context_;
  std::vector<const Measure*> measures_;
  std::vector<AttentionGroup> groups_;
};

}  // namespace

std::vector<AttentionGroup> attention_of(const ReportContext& context) {
  return AttentionFinder(context).find();
}

}  // namespace waymark
