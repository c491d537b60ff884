#include "report/signals.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/topic_pages.h"
#include "report/words.h"

namespace waymark {
namespace {

// A limit or mean with one decimal more than counts have: they are not counts.
std::string limit_text(const Measure& measure, double value) {
  const Fraction rounded{std::llround(value * 10000), 10000};
  return to_display(rounded, std::max(1, measure.decimals), true) +
         (measure.format == Format::percent ? "%" : "");
}

// Why a measure can have no signal whatever its figures are; empty if it can.
std::string_view reason_of_kind(const Measure& measure) {
  if (measure.kind == Kind::rolling || measure.kind == Kind::annualised || measure.window_in_fact) {
    return kRollingSeries;
  }
  const bool fits = measure.format == Format::count || measure.format == Format::percent;
  return fits ? std::string_view() : kNoChart;
}

SignalView without_signal(std::string_view reason) {
  return {.variation = Variation::common_cause,
          .text = std::string(reason_word(reason)),
          .reason = std::string(reason),
          .title = reason_sentence(reason),
          .assurance = {}};
}

// First points of later phases: months under a new rule.
std::vector<std::size_t> phase_starts(const Measure& measure, const SignalMonths& months,
                                      const ReportContext& context) {
  std::vector<std::size_t> starts;
  for (const auto& change : context.inputs().breaks) {
    const auto& refs = change.measures;
    if (std::find(refs.begin(), refs.end(), measure.ref) == refs.end()) continue;
    const int at = month_of(change.day) - months.first;
    if (at > 0 && at < static_cast<int>(months.values.size())) {
      starts.push_back(static_cast<std::size_t>(at));
    }
  }
  std::sort(starts.begin(), starts.end());
  return starts;
}

// A phase of fewer months has trial limits alone, which a page does not stand on.
bool has_limits(const ChartPhase& phase, Format format) {
  return !phase.trial && limits_are_drawn(phase, format);
}

std::string title_of(const Measure& measure, const ChartPoint& point, const ChartPhase& phase,
                     const std::string& limits) {
  const std::size_t months = phase.last - phase.first + 1;
  const std::string from = fmt::format("{} months: limits {}.", months, limits);
  if (point.cause == SpecialCause::none) return "Within what chance alone explains. " + from;
  return fmt::format("{} than chance alone explains ({}). {} {}",
                     point.towards > 0 ? "Higher" : "Lower", to_string(point.cause), from,
                     polarity_sentence(measure.polarity));
}

LimitsView limits_view(const Measure& measure, const ChartPhase& phase, int shift) {
  LimitsView view;
  view.first = std::max(0, static_cast<int>(phase.first) + shift);
  view.last = static_cast<int>(phase.last) + shift;
  view.mean = phase.mean;
  view.lower = std::max(0.0, *phase.lower);
  view.upper = measure.format == Format::percent ? std::min(100.0, *phase.upper) : *phase.upper;
  view.text = fmt::format("{} to {} round an average of {}", limit_text(measure, view.lower),
                          limit_text(measure, view.upper), limit_text(measure, view.mean));
  return view;
}

SignalView signal_of(const Measure& measure, std::string_view area, const ControlChart& chart,
                     const ReportContext& context) {
  const ChartPhase& phase = chart.phases.back();
  if (phase.trial) return without_signal(chart.phases.size() > 1 ? kNewRule : kTooFewMonths);
  if (!limits_are_drawn(phase, measure.format)) {
    const bool rare = measure.format == Format::count && phase.lower && *phase.lower < *phase.upper;
    return without_signal(rare ? kRareEvents : kNoLimits);
  }
  const ChartPoint& point = chart.points.back();
  SignalView view;
  view.reason.clear();
  view.variation = variation(point, measure.polarity);
  view.text = to_string(view.variation);
  view.title = title_of(measure, point, phase, limits_view(measure, phase, 0).text);
  const Target* target = context.target(measure, area);
  if (target != nullptr && target->target) {
    view.assurance = to_string(assurance(phase, target->target->as_double(), measure.polarity));
  }
  return view;
}

}  // namespace

SignalMonths signal_months(const Measure& measure, std::string_view area,
                           const ReportContext& context) {
  SignalMonths months{.first = context.month(), .values = {}};
  for (int back = 0; back < kMonthsOfSignals; ++back) {
    const MonthValue value = context.value(measure, area, context.month() - back);
    if (value.origin != Origin::computed || !value.amount.value) break;
    months.first = context.month() - back;
    months.values.push_back(value.amount.value->as_double());
  }
  std::reverse(months.values.begin(), months.values.end());
  return months;
}

ChartSignals signals_of(const Measure& measure, std::string_view area,
                        const ReportContext& context) {
  ChartSignals signals;
  const auto none = [&](std::string_view reason) {
    signals.signal = without_signal(reason);
    return signals;
  };
  if (const auto reason = reason_of_kind(measure); !reason.empty()) return none(reason);
  if (!context.is_computed(measure)) return none(kNotComputed);
  const SignalMonths months = signal_months(measure, area, context);
  if (months.values.empty()) return none(kNoLatestValue);
  if (months.values.size() < kLeastMonths) return none(kTooFewMonths);

  const ControlChart chart =
      control_chart(months.values, {.phase_starts = phase_starts(measure, months, context)});
  signals.months = static_cast<int>(months.values.size());
  signals.signal = signal_of(measure, area, chart, context);
  // From a place in the chart to a place among the months shown; before them it is negative.
  const int shift = months.first - months_shown(context.month()).front();
  for (const auto& phase : chart.phases) {
    if (!has_limits(phase, measure.format) || static_cast<int>(phase.last) + shift < 0) continue;
    signals.limits.push_back(limits_view(measure, phase, shift));
  }
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    const ChartPoint& point = chart.points[i];
    const int at = static_cast<int>(i) + shift;
    if (at < 0 || point.cause == SpecialCause::none) continue;
    if (!has_limits(chart.phases[point.phase], measure.format)) continue;
    signals.points.push_back({.month = at,
                              .high = point.towards > 0,
                              .variation = variation(point, measure.polarity),
                              .text = fmt::format("{}: {}", point.towards > 0 ? "high" : "low",
                                                  to_string(point.cause))});
  }
  return signals;
}

std::string signals_text(const ChartSignals& signals, const std::vector<Month>& months) {
  std::string text;
  for (const auto& limits : signals.limits) {
    text += text.empty() ? "" : " ";
    text += fmt::format("Limits of chance from {}: {}.",
                        long_name(months[static_cast<std::size_t>(limits.first)]), limits.text);
  }
  if (text.empty()) return text;
  if (signals.points.empty()) return text + " No month shown is beyond chance.";
  text += " Beyond chance:";
  for (std::size_t i = 0; i < signals.points.size(); ++i) {
    const auto& point = signals.points[i];
    text += fmt::format("{} {} ({})", i == 0 ? "" : ",",
                        long_name(months[static_cast<std::size_t>(point.month)]), point.text);
  }
  return text + ".";
}

}  // namespace waymark
