// Direction and red/amber/green, exactly by the records contract (section "direction and rag").
#pragma once

#include <optional>

#include "model/figure.h"
#include "model/measure.h"

namespace waymark {

struct Bounds {
  std::optional<Fraction> red;
  std::optional<Fraction> green;
};

// Movement of performance from `before` to `now`; Info measures give info whenever `now` is there.
Direction judge_direction(const std::optional<Fraction>& before, const std::optional<Fraction>& now,
                          Polarity polarity);
// A value exactly on a bound takes the better colour; green is tested first, also where the bounds
// are in the wrong order.
Rag judge_rag(const std::optional<Fraction>& value, const Bounds& bounds, Polarity polarity);
// Whether amber can never be reached because the bounds are in the wrong order for the polarity.
bool bounds_in_wrong_order(const Bounds& bounds, Polarity polarity);

}  // namespace waymark
