// Signals of monthly counts and percentages, by the rules of judge/control_chart.h.
#pragma once

#include "report/context.h"
#include "report/signal_views.h"

namespace waymark {

inline constexpr int kMonthsOfSignals = 24;  // looked at, where the records reach back
inline constexpr int kLeastMonths = 13;      // of one rule, for limits and a signal

// The months behind a signal: computed, each with a value, without a gap, up to the context's
// month.
struct SignalMonths {
  Month first;
  std::vector<double> values;
};
SignalMonths signal_months(const Measure& measure, std::string_view area,
                           const ReportContext& context);

ChartSignals signals_of(const Measure& measure, std::string_view area,
                        const ReportContext& context);

// "Limits 20.1 to 45.3 round an average of 32.7. Beyond chance: March 2017 (high: ...)."; empty
// where no limits are drawn.
std::string signals_text(const ChartSignals& signals, const std::vector<Month>& months);

}  // namespace waymark
