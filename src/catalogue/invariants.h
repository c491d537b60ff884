// Reads catalogue/invariants.toml: equations between figures that hold whatever the records say.
//
//   may_exceed = ["2.3"]              # percentages of two flows: the numerator may be the larger
//
//   [[equation]]
//   name  = "V2"
//   meaning = "Each source's share is its referrals over its contacts."
//   each  = ["pol", "edu"]            # optional: read once for each, in place of {each}
//   left  = ["2.3.{each}"]
//   right = ["2.2.{each}"]            # "2.7:d" denominator, "2.7:ytd", "2.7:ytd-d", "6.1:previous"
//   at_most = true                    # optional: left <= right     "-6.7" is taken away
//   county_only = true                # optional
//   calendar_month = 3                # optional: only in March
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/faults.h"

namespace waymark {

// Call after the measures are read: terms must name them. Faults of syntax and names are reported.
void read_invariants(std::string_view text, FileFaults& faults, Catalogue& catalogue);

}  // namespace waymark
