// What the page says of chance: the signal of a measure, the limits of its chart, and what a reader
// should look at first.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "judge/control_chart.h"

namespace waymark {

// Whether the latest month is more than chance, or the reason why nothing can be said.
struct SignalView {
  Variation variation = Variation::common_cause;
  std::string text;                     // "concern", or the reason in words: "too few months"
  std::string reason = "not_computed";  // "" with a signal
  std::string title;                    // a sentence
  std::string assurance;                // "hit and miss"; empty without a target or limits

  bool has_signal() const { return reason.empty(); }
};

// Mean and limits over neighbouring months that are shown; clipped to what the measure can be.
struct LimitsView {
  int first = 0;  // index into the months shown
  int last = 0;
  double mean = 0;
  double lower = 0;
  double upper = 0;
  std::string text;  // "20.1 to 45.3 round an average of 32.7"
};

// A month shown that is more than chance.
struct SpecialPoint {
  int month = 0;  // index into the months shown
  bool high = false;
  Variation variation = Variation::common_cause;
  std::string text;  // "high: outside the limits"
};

struct ChartSignals {
  SignalView signal;
  int months = 0;  // that limits and signal are worked out from
  std::vector<LimitsView> limits;
  std::vector<SpecialPoint> points;
};

// One sentence of "What to look at".
struct AttentionItem {
  std::string measure;
  std::string link;  // id on the page: of the topic, or of the measure's row in the summary
  std::string text;
};

struct AttentionGroup {
  std::string rule;  // id: "concern", "red_and_worse" ...
  std::string heading;
  std::vector<AttentionItem> items;  // never empty
};

}  // namespace waymark
