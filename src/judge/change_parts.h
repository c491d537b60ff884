// Why a figure moved: its change split into what each part contributed, exactly. Whichever effects
// are told apart, the effects of all parts sum to the change.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/fraction.h"

namespace waymark {

// An exact number that may need more digits than a figure: reduced, denominator above 0.
struct WideFraction {
  Wide numerator = 0;
  Wide denominator = 1;

  double as_double() const {
    return static_cast<double>(numerator) / static_cast<double>(denominator);
  }
};
// "21/5", "-3".
std::string to_string(const WideFraction& value);
WideFraction reduced(Wide numerator, Wide denominator);
bool operator==(const WideFraction& a, const WideFraction& b);
WideFraction operator+(const WideFraction& a, const WideFraction& b);
WideFraction operator-(const WideFraction& a, const WideFraction& b);
WideFraction operator*(const WideFraction& a, const WideFraction& b);

struct Counts {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;  // 1 for a plain count
};

// One part before and now. A part that was not there has no counts (0 of 0).
struct PartChange {
  Counts before;
  Counts now;
};

// The effects of a part on the figure. Each is 0 where it has no meaning.
struct PartEffect {
  WideFraction volume;      // counts and rates: more or fewer cases
  WideFraction population;  // rates: more or fewer people to count among
  WideFraction mix;         // shares: the part is a larger or smaller share of all
  WideFraction rate;        // shares: more or fewer within the part

  WideFraction all() const { return volume + population + mix + rate; }
};

// A count: each part's own change.
std::vector<PartEffect> count_effects(const std::vector<PartChange>& parts);

// A rate over one population, the same for every part before and now (above 0): the change of cases
// over the mean of the two populations' shares, and the rest.
std::vector<PartEffect> rate_effects(const std::vector<PartChange>& parts, Fraction factor);

// A share or average whose parts' denominators make up the whole. The mix effect weighs a part's
// change of share with how far the part lies from the whole, the rate effect its own change with
// its share, both as means of before and now, so that neither month is the yardstick. A part that
// was there in one month alone is taken to have had the same share then: its effect is one of mix.
// Nothing if a month's denominator is 0.
std::vector<PartEffect> share_effects(const std::vector<PartChange>& parts, Fraction factor);

}  // namespace waymark
