// What an extract can know of the world: events up to the extract date that had been recorded by
// the day it is seen on. Everything late or corrected in an extract comes from here.
#pragma once

#include <algorithm>

#include "base/date.h"
#include "simulate/random.h"

namespace waymark::simulation {

// Something that happens on one day and is known to the case system from another. No day: it never
// happens.
struct Event {
  Date on;
  Date known;
};

constexpr Date later(Date day, int days) { return {day.days + days}; }

// How long after the event it is recorded: mostly the same day or the next, now and then weeks.
inline constexpr Spread kRecordingLag = {0, 0, 0, 0, 0, 0, 1, 1, 2, 4, 35};
// Ends are recorded later than starts: they are the last thing done on a case.
inline constexpr Spread kClosingLag = {0, 0, 0, 0, 1, 1, 2, 3, 6, 14, 60};

// An event on a day, recorded after a lag and not before what it hangs on was recorded.
inline Event recorded(Random& random, Date on, const Spread& lag, Date not_before = {}) {
  return {on, std::max(later(on, random.draw(lag)), not_before)};
}

struct View {
  Date extract_date;
  Date seen_on;      // recorded by this day
  Date window_from;  // records are complete from here

  bool shows(const Event& event) const {
    return !event.on.missing() && event.on <= extract_date && event.known <= seen_on;
  }
  // The day of the event as the extract shows it: missing if it is not known yet.
  Date date(const Event& event) const { return shows(event) ? event.on : Date{}; }
  // Whether the extract shows an event that is recorded without delay.
  bool shows(Date on) const { return shows(Event{on, on}); }
  Date date(Date on) const { return shows(on) ? on : Date{}; }
};

}  // namespace waymark::simulation
